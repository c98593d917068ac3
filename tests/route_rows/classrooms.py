"""Classes, who is in them, and how people get in."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.enrolling import enrol_all
from quizapp.classes.joining import open_joining
from quizapp.exchange.roster import RosterLine
from quizapp.models import Classroom, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.route_rows import Row, class_teachers, everybody, teachers
from tests.support.classes import ClassWorld

NOWHERE = "no-such-thing"
CLASS = "/teach/classrooms/{classroom}"
SPARE = "/teach/classrooms/{spare}"


def places(_app: Flask, world: ClassWorld) -> dict[str, str]:
    """A second class of the same teacher, open for joining; and a learner who gets in by codes."""
    now = clock.now()
    new = NewClassroom("Another class", "Europe/Berlin")
    spare = create_classroom(new, world.teacher_id, now)
    row_id = db.session.scalars(select(Classroom.id).where(Classroom.public_id == spare)).one()
    code = open_joining(row_id, None, now)
    enrol_all(world.classroom.id, [RosterLine(1, "Mona Managed")], None, now)
    managed = db.session.scalars(select(User.public_id).where(User.is_managed)).one()
    return {"spare": spare, "join_code": code, "managed": managed}


# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("classes.join_class", "/join",                  everybody(200)),
    Row("classes.find_class", "/join",                  everybody(422), {}),
    Row("classes.confirm_joining", "/join/{join_code}", everybody(200)),
    Row("classes.confirm_joining", f"/join/{NOWHERE}",  everybody(404)),
    Row("classes.confirm_joining", f"/join/{NOWHERE}",  everybody(404), {}),
    Row("classes.confirm_joining", "/join/{join_code}",
        (422, 422, 303, 303, 303, 409, 409), {}),
    Row("classes.leave_class", "/account/classes/{spare}/leave",
        (303, 404, 200, 200, 200, 404, 404)),
    Row("classes.leave_class", "/account/classes/{spare}/leave",
        (303, 404, 303, 303, 303, 404, 404), {}),
    Row("accounts.log_in_by_code", "/login/code",         everybody(200)),
    Row("accounts.log_in_by_code", "/login/code",         everybody(422), {}),
    Row("classes.list_classrooms", "/teach/classrooms",   teachers(200)),
    Row("classes.new_classroom", "/teach/classrooms/new", teachers(200)),
    Row("classes.new_classroom", "/teach/classrooms/new", teachers(422), {}),
    Row("home.view_desk", CLASS,                             class_teachers(200)),
    Row("home.view_desk", f"/teach/classrooms/{NOWHERE}", teachers(404)),
    Row("classes.set_join_code", f"{CLASS}/code",                 class_teachers(303),
        {"action": "open"}),
    Row("classes.edit_classroom", f"{CLASS}/settings", class_teachers(200)),
    Row("classes.edit_classroom", f"{CLASS}/settings", class_teachers(422),
        {"title": ""}),
    Row("classes.add_class_teacher", f"{CLASS}/teachers", class_teachers(422), {}),
    Row("classes.remove_class_teacher", f"{CLASS}/teachers/{NOWHERE}/remove",
        class_teachers(404), {}),
    Row("classes.show_join_code", f"{CLASS}/join-code",           class_teachers(200)),
    Row("classes.invite_teacher", f"{CLASS}/invitations", class_teachers(200), {}),
    Row("classes.take_invitation_back", f"{CLASS}/invitations/{NOWHERE}/remove",
        class_teachers(303), {}),
    Row("classes.view_invitation", f"/teach/invitations/{NOWHERE}",   teachers(404)),
    Row("classes.accept_invitation", f"/teach/invitations/{NOWHERE}", teachers(404), {}),
    Row("classes.view_roster", f"{CLASS}/people",            class_teachers(200)),
    Row("classes.make_login_codes", f"{CLASS}/people/codes", class_teachers(422), {}),
    Row("classes.make_login_codes", f"{CLASS}/people/codes", class_teachers(200),
        {"which": "all"}),
    Row("classes.add_learner", f"{CLASS}/people/add", class_teachers(422), {}),
    Row("classes.add_learner", f"{CLASS}/people/add", class_teachers(200), {"name": "Nino"}),
    Row("classes.rename_learner", f"{CLASS}/people/{{managed}}/name", class_teachers(422), {}),
    Row("classes.rename_learner", f"{CLASS}/people/{{managed}}/name",
        class_teachers(303), {"name": "Mona Berg"}),
    Row("classes.rename_learner", f"{SPARE}/people/{{managed}}/name",
        class_teachers(404), {"name": "Mona Berg"}),
    Row("classes.list_learner_under", f"{CLASS}/people/{{managed}}/order",
        class_teachers(303), {"sort_name": "Berg"}),
    Row("classes.list_learner_under", f"{SPARE}/people/{{managed}}/order",
        class_teachers(404), {"sort_name": "Berg"}),
    Row("classes.make_login_code", f"{CLASS}/people/{{managed}}/code",
        class_teachers(200), {}),
    Row("classes.make_login_code", f"{SPARE}/people/{{managed}}/code",
        class_teachers(404), {}),
    Row("classes.sign_learner_out", f"{CLASS}/people/{{managed}}/sign-out",
        class_teachers(303), {}),
    Row("classes.sign_learner_out", f"{SPARE}/people/{{managed}}/sign-out",
        class_teachers(404), {}),
    Row("classes.confirm_password_reset", f"{CLASS}/people/{{managed}}/password",
        class_teachers(409)),
    Row("classes.reset_password", f"{CLASS}/people/{{managed}}/password",
        class_teachers(409), {}),
    Row("classes.reset_password", f"{SPARE}/people/{{managed}}/password",
        class_teachers(404), {}),
    Row("classes.edit_enrolment", f"{CLASS}/people/{{managed}}/enrolment",
        class_teachers(200)),
    Row("classes.edit_enrolment", f"{SPARE}/people/{{managed}}/enrolment",
        class_teachers(404)),
    Row("classes.move_learner", f"{CLASS}/people/{{managed}}/move", class_teachers(422), {}),
    Row("classes.remove_learner", f"{CLASS}/people/{{managed}}/remove",
        class_teachers(303), {}),
    Row("classes.import_roster", f"{CLASS}/people/import",    class_teachers(200)),
    Row("classes.review_roster", f"{CLASS}/people/import",    class_teachers(422), {}),
    Row("classes.read_roster_anew", f"{CLASS}/people/import/columns", class_teachers(400), {}),
    Row("classes.take_roster", f"{CLASS}/people/import/take", class_teachers(400), {}),
    Row("classes.archive_classroom", f"{SPARE}/archive",      class_teachers(303), {}),
    Row("classes.import_roster", f"{SPARE}/people/import",    class_teachers(409)),
    Row("classes.restore_classroom", f"{SPARE}/restore",      class_teachers(303), {}),
)
# fmt: on
