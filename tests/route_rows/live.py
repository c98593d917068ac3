"""A class at work, the projector, and challenges."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from quizapp.challenges.cases import class_challenges
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.models import Assignment
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.route_rows import Row, class_teachers, owner
from tests.support.classes import ClassWorld, place_on_wall
from tests.support.playing import Player

MARKED = {"phrase": "the pilots read it", "words": "They read it too."}


def places(app: Flask, world: ClassWorld) -> dict[str, str]:
    """A question that the learner of the rows has challenged, in a quiz of its own."""
    user_id = world.learner_ids[0]
    attempt = Player(user_id, world.published).play("all")
    article = world.published.bank.article
    challenge_item(attempt, 2, user_id, article, NewChallenge(**MARKED), clock.now())
    (challenge,) = class_challenges(world.classroom.id)
    first = db.session.scalars(select(Assignment).order_by(Assignment.id)).first()
    assert first is not None
    wall = place_on_wall(first.public_id, "ebb")
    return {"challenged": attempt, "challenge": challenge.id, "wall": wall}


ASSIGNMENT = "/teach/classrooms/{classroom}/assignments/{assignment}"
NOWHERE = "/teach/classrooms/{classroom}/assignments/nowhere"
CHALLENGES = "/teach/classrooms/{classroom}/challenges"
ITEMS = "/attempts/{challenged}/items"

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("lessons.watch_assignment", f"{ASSIGNMENT}/live",                 class_teachers(200)),
    Row("lessons.watch_assignment", f"{NOWHERE}/live",                    class_teachers(404)),
    Row("lessons.open_projector", f"{ASSIGNMENT}/projector",              class_teachers(303)),
    Row("lessons.open_projector", f"{NOWHERE}/projector",                 class_teachers(404)),
    Row("lessons.project_item", f"{ASSIGNMENT}/projector/{{wall}}",       class_teachers(200)),
    Row("lessons.project_item", f"{ASSIGNMENT}/projector/{{wall}}?key=1", class_teachers(200)),
    Row("lessons.project_item", f"{ASSIGNMENT}/projector/none",           class_teachers(404)),
    Row("lessons.project_item", f"{NOWHERE}/projector/{{wall}}",          class_teachers(404)),
    Row("challenges.list_challenges", CHALLENGES,                      class_teachers(200)),
    Row("challenges.view_challenge", f"{CHALLENGES}/{{challenge}}",   class_teachers(200)),
    Row("challenges.view_challenge", f"{CHALLENGES}/nowhere",         class_teachers(404)),
    Row("challenges.decide_challenge", f"{CHALLENGES}/{{challenge}}", class_teachers(422), {}),
    Row("challenges.decide_challenge", f"{CHALLENGES}/{{challenge}}", class_teachers(303),
        {"decision": "also-right"}),
    Row("challenges.decide_challenge", f"{CHALLENGES}/{{challenge}}", class_teachers(409),
        {"decision": "key-changed"}),
    Row("challenges.decide_challenge", f"{CHALLENGES}/nowhere", class_teachers(404),
        {"decision": "also-right"}),
    Row("authoring.accept_meant_answer", f"{CHALLENGES}/{{challenge}}/accept",
        class_teachers(404), {"answer": "the pilots"}),
    Row("challenges.say_same", f"{ITEMS}/1/same", owner(404), {}),
    Row("challenges.undo_same", f"{ITEMS}/1/same/undo", owner(303), {}),
    Row("challenges.plan_challenge", f"{ITEMS}/1/challenge", owner(200)),
    Row("challenges.plan_challenge", f"{ITEMS}/2/challenge", owner(409)),
    Row("challenges.plan_challenge", f"{ITEMS}/9/challenge", owner(404)),
    Row("challenges.make_challenge", f"{ITEMS}/1/challenge", owner(422), {}),
    Row("challenges.make_challenge", f"{ITEMS}/1/challenge", owner(303), MARKED),
    Row("challenges.make_challenge", f"{ITEMS}/1/challenge", owner(409),
        {**MARKED, "words": "Once more."}),
)
# fmt: on
