"""An archived class takes nothing that sets or changes work, marks or ways in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.assignments.assigning import withdraw_assignment
from quizapp.assignments.exceptions import grant_exception, remove_exception
from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import archive_classroom
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.errors import ClassroomArchived
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.grades.weighting import set_weights
from quizapp.models import Assignment, AssignmentException, AuditEntry, ScoreOverride
from quizapp.web import clock
from tests.classes.test_ids_of_other_classes import rules, things_of
from tests.support.class_visits import visited_class
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import on_sqlite

STILL_TAKEN = {
    "classes.list_learner_under",  # how the lists of an old class read
    "classes.take_invitation_back",  # takes a right away, as removing a teacher does
    "grades.change_note",  # words about a learner can be mended as long as they are kept
    "grades.delete_note",  # deletes what is known of a learner
    "lessons.move_lesson",  # makes no step, and leads to where the lesson was ended
    # the class itself: read, kept, taught, and taken out of the archive
    "classes.edit_classroom",
    "classes.archive_classroom",
    "classes.restore_classroom",
    "classes.add_class_teacher",
    "classes.remove_class_teacher",
    # people go on: into another class, out of this one, under another name, forgotten, made one
    "classes.move_learner",
    "classes.remove_learner",
    "classes.rename_learner",
    "classes.carry_out_erasure",
    "merging.merge_learners",
    # what learners asked while it ran is answered
    "challenges.decide_challenge",
    "authoring.accept_meant_answer",
    # changes nothing
    "taking.preview_assignment",
}


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana",))


def test_deeds_on_an_archived_class_are_refused_and_leave_no_trace(world: ClassWorld) -> None:
    set_id, room, teacher = world.assign(), world.classroom, world.teacher_id
    ana, now = user_named("ana").public_id, clock.now()
    grant_exception(room.id, set_id, ana, OtherTerms(is_excused=True), teacher, now)
    archive_classroom(room.id, teacher, now)
    before = [len(all_rows(table)) for table in (Assignment, ScoreOverride, AuditEntry)]
    terms, bank = Terms(now, closes_at=now + timedelta(days=1)), world.published.bank
    pair = NewPair(bank.quizzes["quiet"], "Before", "After", terms, Terms(now + timedelta(days=1)))

    for deed in (
        lambda: override_score(room.id, set_id, ana, NewOverride(1.0, "So.", 0), teacher, now),
        lambda: set_weights(room, {set_id: 3.0}, teacher, now),
        lambda: withdraw_assignment(room.id, set_id, teacher, now),
        lambda: grant_exception(room.id, set_id, ana, OtherTerms(extra_time=60), teacher, now),
        lambda: remove_exception(room.id, set_id, ana, teacher, now),
        lambda: create_pair(room.id, bank, pair, teacher, now),
        lambda: world.assign("quiet"),
    ):
        with pytest.raises(ClassroomArchived):
            deed()

    assert [len(all_rows(table)) for table in (Assignment, ScoreOverride, AuditEntry)] == before
    (assignment,), (exception,) = all_rows(Assignment), all_rows(AssignmentException)
    assert (assignment.weight, assignment.withdrawn_at) == (1.0, None)
    assert exception.is_excused


@pytest.mark.slow
@on_sqlite
def test_every_form_of_an_archived_class_is_refused_but_for_those_with_a_reason(
    app: Flask, learner: Visitor
) -> None:
    world = visited_class(app, "lena")
    ids = {"item_key": "ebb", "bank_key": "tides", "quiz_key": "all", "section_id": "moon"}
    ids |= {**things_of(world, "lena"), "number": "1"}
    world.teacher.send(f"{world.address}/archive")
    sent = {
        "score": "50",
        "words": "Asks less.",
        "unit": "percent",
        "reason": "So.",
        "seen": "0",
        "action": "open",
        "is_meant": "y",
        "which": "all",
        "decision": "also-right",
        "name": "Lena",
        "is_excused": "y",
        "text": "Bo Ek",
        "carried": "name\nBo Ek\n",
        "quiz": "tides/all",
        "opens_at": "2026-11-30 14:00",
        "feedback": "after-each",
        "counting": "best",
        "weight": "1",
        "title": "Seven",
        "time_zone": "UTC",
        "pre_title": "a",
    }
    statuses = {}

    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        addresses = [
            (rule.endpoint, adapter.build(rule.endpoint, {n: ids[n] for n in rule.arguments}))
            for rule in rules(app)
            if "POST" in (rule.methods or set()) and rule.endpoint not in STILL_TAKEN
        ]
    for endpoint, path in addresses:
        statuses[endpoint] = world.teacher.send(path, **sent).status_code

    assert {name: status for name, status in statuses.items() if status != 409} == {}
    assert len(statuses) >= 12


@on_sqlite
def test_pages_of_an_archived_class_offer_nothing_that_it_refuses(
    app: Flask, learner: Visitor
) -> None:
    world = visited_class(app, "lena")
    assignment = world.assign("all").rsplit("/", 1)[1]
    with app.app_context():
        lena = user_named("lena").public_id
    world.teacher.send(f"{world.address}/archive")

    weights = text_of(world.teacher.get(f"{world.address}/gradebook/weights").text)
    grade = world.teacher.get(f"{world.address}/learners/{lena}/assignments/{assignment}").text

    assert "in the archive" in weights
    assert "Save the weights" not in weights
    assert "Set the score" not in grade
    for page in ("withdraw", f"exceptions/{lena}", "edit"):
        answer = world.teacher.get(f"{world.address}/assignments/{assignment}/{page}")
        assert answer.status_code == 409
