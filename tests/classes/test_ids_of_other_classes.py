"""Ids of one class in addresses of another: whoever teaches the other one finds nothing there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.challenges.cases import class_challenges
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.classes.class_teachers import teachers_of
from quizapp.classes.invitations import invite, open_invitations
from quizapp.classes.notes import notes_of, write_note
from quizapp.domain.assignments import Terms
from quizapp.models import Base
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import ClassWorld, place_on_wall, user_named
from tests.support.lessons import new_lesson
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

KEYS = {"item_key": "ebb", "bank_key": "tides", "quiz_key": "all", "section_id": "moon"}
"""Of the bank, which all classes share."""


def things_of(world: VisitedClass, learner: str) -> dict[str, str]:
    """The ids of one of everything in a class, as its addresses call them."""
    assignment = world.assign("all").rsplit("/", 1)[1]
    with world.app.app_context():
        made = world.world
        user_id, bank, day = user_named(learner).id, made.published.bank, timedelta(days=1)
        attempt = made.play(assignment, user_id, wrong=(1,))
        challenge = NewChallenge("the pilots read it", "They read it too.")
        challenge_item(attempt, 1, user_id, bank.article, challenge, clock.now())
        pre, post = Terms(made.now, closes_at=made.now + day), Terms(made.now + day)
        new = NewPair(bank.quizzes["quiet"], "Before", "After", pre, post)
        return {
            "classroom_id": made.classroom_id,
            "assignment_id": assignment,
            "place_id": place_on_wall(assignment, "ebb"),
            "learner_id": user_named(learner).public_id,
            "teacher_id": teachers_of(made.classroom.id)[0].public_id,
            "challenge_id": class_challenges(made.classroom.id)[0].id,
            "pair_id": create_pair(made.classroom.id, bank, new, made.teacher_id, made.now),
            "lesson_id": new_lesson(made).lesson_id,
            "note_id": note_on(made, user_named(learner).public_id),
            "invitation_id": invitation_to(made),
        }


def note_on(made: ClassWorld, learner_id: str) -> str:
    write_note(made.classroom.id, learner_id, "Asks much.", made.teacher_id, clock.now())
    (note,) = notes_of(made.classroom.id, learner_id, made.teacher_id)
    return note.id


def invitation_to(made: ClassWorld) -> str:
    invite(made.classroom.id, made.teacher_id, clock.now(), secret="s" * 40)
    (invitation,) = open_invitations(made.classroom.id, clock.now())
    return invitation.id


@pytest.fixture
def own(app: Flask, learner: Visitor) -> tuple[VisitedClass, dict[str, str]]:
    world = visited_class(app, "lena")
    return world, things_of(world, "lena")


@pytest.fixture
def foreign(app: Flask, stranger: Visitor) -> tuple[VisitedClass, dict[str, str]]:
    world = visited_class(app, "samir", teacher="tilo")
    return world, things_of(world, "samir")


def rules(app: Flask) -> Iterator[Rule]:
    """Addresses within a class that name something else of it as well."""
    for rule in app.url_map.iter_rules():
        if "classroom_id" in rule.arguments and rule.rule.startswith("/teach/"):
            yield rule


def crossings(
    app: Flask, own: dict[str, str], foreign: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and address of each rule, one id after the other being the other class's."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in rules(app):
            for name in sorted(rule.arguments - KEYS.keys() - {"number"}):
                ids = {**KEYS, "number": 1, **own, name: foreign[name]}
                given = {each: ids[each] for each in rule.arguments}
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    yield rule.endpoint, method, adapter.build(rule.endpoint, given, method)


def row_counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.slow
def test_nothing_of_another_class_is_found_or_changed(
    app: Flask,
    own: tuple[VisitedClass, dict[str, str]],
    foreign: tuple[VisitedClass, dict[str, str]],
) -> None:
    teacher, before = own[0].teacher, row_counts(app)
    sent = {
        "is_meant": "y",
        "decision": "also-right",
        "score": "1",
        "reason": "a",
        "seen": "0",
        "words": "Asks less.",
        "move": "end",
        "sequence": "0",
        "question": "tides/bare-flats",
    }
    statuses = {}

    for endpoint, method, path in crossings(app, own[1], foreign[1]):
        answer = teacher.get(path) if method == "GET" else teacher.send(path, **sent)
        if endpoint != "classes.take_invitation_back":  # one that is gone is as good as taken back
            statuses[f"{method} {endpoint} {path}"] = answer.status_code

    assert {name: status for name, status in statuses.items() if status != 404} == {}
    assert len(statuses) > 60
    after = row_counts(app)
    assert {name for name in after if after[name] != before[name]} <= {"login_sessions"}
    assert app.config["TESTING"]


def test_learners_of_two_classes_are_not_made_one(
    own: tuple[VisitedClass, dict[str, str]], foreign: tuple[VisitedClass, dict[str, str]]
) -> None:
    teacher, room = own[0].teacher, own[0].address
    mine, theirs = own[1]["learner_id"], foreign[1]["learner_id"]

    for source, target in ((mine, theirs), (theirs, mine)):
        asked = teacher.get(f"{room}/people/merge?source={source}&target={target}")
        done = teacher.send(f"{room}/people/merge", source=source, target=target)
        assert (asked.status_code, done.status_code) == (422, 404)


def test_no_learner_goes_into_a_class_of_somebody_else(
    own: tuple[VisitedClass, dict[str, str]], foreign: tuple[VisitedClass, dict[str, str]]
) -> None:
    mine, theirs = own[1], foreign[1]

    moved = own[0].teacher.send(
        f"{own[0].address}/people/{mine['learner_id']}/move", target=theirs["classroom_id"]
    )

    assert moved.status_code == 422


def test_codes_are_made_for_nobody_of_another_class_and_for_no_account(
    own: tuple[VisitedClass, dict[str, str]], foreign: tuple[VisitedClass, dict[str, str]]
) -> None:
    ticked = [own[1]["learner_id"], foreign[1]["learner_id"], own[1]["teacher_id"]]

    sent = own[0].teacher.send(f"{own[0].address}/people/codes", learner=ticked, which="ticked")

    assert sent.status_code == 422


def test_a_teacher_who_was_taken_off_finds_the_class_no_more(
    app: Flask, own: tuple[VisitedClass, dict[str, str]], colleague: Visitor
) -> None:
    world, ids = own
    world.teacher.send(f"{world.address}/teachers", user_name="carl")
    assert colleague.get(world.address).status_code == 200
    with app.app_context():
        carl = user_named("carl").public_id

    world.teacher.send(f"{world.address}/teachers/{carl}/remove")

    for end in ("", "/people", "/gradebook.csv", "/audit", "/map", "/predictions", "/questions"):
        assert colleague.get(f"{world.address}{end}").status_code == 404, end
    assert colleague.get(f"/teach/learners/{ids['learner_id']}").status_code == 404
    assert "Lena" not in colleague.get("/teach/scores.csv").text
