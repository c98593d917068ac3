"""What people may ask of their data, accounts made one, and who did what."""

from __future__ import annotations

from flask import Flask

from quizapp.accounts.signing_up import create_guest
from tests.route_rows import Row, class_teachers, everybody
from tests.support.classes import ClassWorld, new_user, user_named

KNOWN = (303, 200, 200, 200, 200, 200, 200)
LEARNERS = (303, 303, 303, 303, 303, 404, 404)
MEANT = {"is_meant": "y"}


def places(app: Flask, world: ClassWorld) -> dict[str, str]:
    """Two accounts of one learner, one to go, and one in no class."""
    for name in ("Double", "Single", "Leaving"):
        world.add_learner(name)
    new_user("Nobodys")
    create_guest(world.now)
    return {name: user_named(name).public_id for name in ("double", "single", "leaving", "nobodys")}


CLASS = "/teach/classrooms/{classroom}"
PEOPLE = "/teach/classrooms/{classroom}/people"
CHOSEN = "source={double}&target={single}"

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("accounts.view_data", "/account/data",                      KNOWN),
    Row("accounts.download_data_as_json", "/account/data.json",     KNOWN),
    Row("accounts.download_data_as_html", "/account/data.html",     KNOWN),
    Row("accounts.ask_deletion", "/account/data/deletion",          LEARNERS, {"words": "Please."}),
    Row("accounts.withdraw_deletion", "/account/data/deletion/withdraw", everybody(303), {}),
    Row("classes.list_deletion_requests", f"{PEOPLE}/requests",     class_teachers(200)),
    Row("classes.confirm_erasure", f"{PEOPLE}/{{person}}/erase",    class_teachers(200)),
    Row("classes.confirm_erasure", f"{PEOPLE}/{{nobodys}}/erase",   class_teachers(404)),
    Row("classes.confirm_erasure", f"{PEOPLE}/nobody/erase",        class_teachers(404)),
    Row("classes.carry_out_erasure", f"{PEOPLE}/{{person}}/erase",  class_teachers(422), {}),
    Row("classes.carry_out_erasure", f"{PEOPLE}/{{leaving}}/erase", class_teachers(303), MEANT),
    Row("classes.carry_out_erasure", f"{PEOPLE}/{{leaving}}/erase", class_teachers(303), MEANT),
    Row("classes.carry_out_erasure", f"{PEOPLE}/nobody/erase",      class_teachers(404), MEANT),
    Row("merging.plan_merge", f"{PEOPLE}/merge",                    class_teachers(200)),
    Row("merging.plan_merge", f"{PEOPLE}/merge?{CHOSEN}",           class_teachers(200)),
    Row("merging.plan_merge", f"{PEOPLE}/merge?source={{double}}",  class_teachers(422)),
    Row("merging.merge_learners", f"{PEOPLE}/merge",                class_teachers(422), {}),
    Row("merging.merge_learners", f"{PEOPLE}/merge",                class_teachers(404),
        {"source": "nobody", "target": "nothing"}),
    Row("classes.view_audit", f"{CLASS}/audit",                      class_teachers(200)),
    Row("classes.view_audit", f"{CLASS}/audit?kind=scores&before=9", class_teachers(200)),
    Row("classes.view_audit", f"{CLASS}/audit?kind=none",            class_teachers(400)),
    Row("classes.export_audit", f"{CLASS}/audit.csv",                class_teachers(200)),
)
# fmt: on
