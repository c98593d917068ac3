"""Who is reminded of what, once a press, and how that is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.own_assignments import OwnAssignment, assignments_for_home
from quizapp.assignments.reminding import (
    note_mailed,
    remind,
    reminded_at,
    take_reminder_back,
)
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import ClassroomArchived, NotFound
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.models import AuditEntry, Reminder, User
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import all_rows

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena", "Cleo", "Mika"))


def press(world: ClassWorld, assignment: str) -> list[str]:
    made = remind(world.classroom.id, assignment, world.teacher_id, world.now)
    return [learner.name for learner in made.learners] if made.is_new else []


def public(user_id: int) -> str:
    return db.session.get_one(User, user_id).public_id


def on_home(world: ClassWorld, number: int) -> OwnAssignment:
    db.session.rollback()
    (row,) = assignments_for_home(world.learner_ids[number], world.now)
    return row


def test_whoever_has_not_begun_is_reminded_by_name(world: ClassWorld):
    assignment = world.assign("quiet", due_at=world.now + HOUR)
    world.play(assignment, world.learner_ids[1])

    reminded = press(world, assignment)

    assert reminded == ["Lena", "Mika"]
    assert on_home(world, 0).is_reminded_of
    assert not on_home(world, 1).is_reminded_of


def test_somebody_who_has_only_begun_is_not_reminded(world: ClassWorld):
    assignment = world.assign("quiet", due_at=world.now + HOUR)
    world.begin(assignment, world.learner_ids[0])

    assert press(world, assignment) == ["Cleo", "Mika"]


def test_who_owes_nothing_or_cannot_begin_is_not_reminded(world: ClassWorld):
    assignment = world.assign("quiet", due_at=world.now + HOUR)
    lena, cleo, mika = world.learner_ids
    classroom_id, by, now = world.classroom.id, world.teacher_id, world.now
    excused, later = OtherTerms(is_excused=True), OtherTerms(opens_at=now + MINUTE)
    grant_exception(classroom_id, assignment, public(lena), excused, by, now)
    grant_exception(classroom_id, assignment, public(cleo), later, by, now)
    override_score(
        classroom_id, assignment, public(mika), NewOverride(0.7, "On paper.", 0), by, now
    )

    assert press(world, assignment) == []
    assert all_rows(Reminder) == []


def test_late_work_that_is_still_taken_can_be_reminded_of_and_closed_work_cannot(
    world: ClassWorld,
):
    late = world.assign("quiet", due_at=world.now + HOUR)
    closed = world.assign("all", closes_at=world.now + HOUR)
    world.now += 2 * HOUR

    assert len(press(world, late)) == 3
    assert press(world, closed) == []


def test_pressed_twice_within_a_minute_is_pressed_once(world: ClassWorld):
    assignment = world.assign("quiet", due_at=world.now + HOUR)
    first = press(world, assignment)
    world.now += MINUTE - SECOND

    again = press(world, assignment)
    world.now += 2 * SECOND
    later = press(world, assignment)

    assert (len(first), len(again), len(later)) == (3, 0, 3)
    assert len(all_rows(Reminder)) == 6


def test_a_reminder_is_gone_from_home_once_it_is_begun_or_closed(world: ClassWorld):
    assignment = world.assign("quiet", closes_at=world.now + HOUR)
    press(world, assignment)
    world.begin(assignment, world.learner_ids[0])

    begun, waiting = on_home(world, 0), on_home(world, 1)
    world.now += HOUR

    assert not begun.is_reminded_of
    assert waiting.is_reminded_of
    assert not any(
        row.is_reminded_of for row in assignments_for_home(world.learner_ids[1], world.now)
    )


def test_the_last_press_is_taken_back_and_the_one_before_it_stands(world: ClassWorld):
    assignment = world.assign("quiet", due_at=world.now + 9 * HOUR)
    press(world, assignment)
    first_press = world.now
    world.now += HOUR
    world.begin(assignment, world.learner_ids[0])
    press(world, assignment)

    taken_back = take_reminder_back(world.classroom.id, assignment, world.teacher_id, world.now)

    assert taken_back == 2
    assert {row.made_at for row in all_rows(Reminder)} == {first_press}
    assert on_home(world, 1).is_reminded_of


def test_taking_back_what_was_not_pressed_does_nothing(world: ClassWorld):
    assignment, other = world.assign("quiet"), world.assign("all")
    press(world, other)

    assert take_reminder_back(world.classroom.id, assignment, world.teacher_id, world.now) == 0
    assert len(all_rows(Reminder)) == 3


def test_each_press_and_what_takes_it_back_leave_a_trace(world: ClassWorld):
    assignment = world.assign("quiet", title="Quiet")
    press(world, assignment)
    take_reminder_back(world.classroom.id, assignment, world.teacher_id, world.now)

    entries = [(row.deed, row.subject, row.details) for row in all_rows(AuditEntry)][-2:]

    assert entries == [
        ("remind learners", assignment, {"title": "Quiet", "count": 3}),
        ("take back reminder", assignment, {"title": "Quiet", "count": 3}),
    ]


def test_another_class_s_assignment_and_a_class_in_the_archive_are_refused(world: ClassWorld):
    elsewhere = new_class(world.published, teacher="tom")
    theirs, own = elsewhere.assign("quiet"), world.assign("quiet")
    with pytest.raises(NotFound):
        press(world, theirs)
    with pytest.raises(NotFound):
        take_reminder_back(world.classroom.id, theirs, world.teacher_id, world.now)
    world.learn_by(archived_at=world.now)
    with pytest.raises(ClassroomArchived):
        press(world, own)

    assert all_rows(Reminder) == []


def test_it_is_known_who_was_reminded_when(world: ClassWorld):
    assignment, other = world.assign("quiet"), world.assign("all")
    press(world, assignment)
    world.now += HOUR
    press(world, assignment)
    press(world, other)
    row_id = world.assignment(assignment).id

    assert reminded_at([row_id]) == {(row_id, each): world.now for each in world.learner_ids}


def test_only_an_address_that_a_mail_server_took_counts_as_mailed(world: ClassWorld):
    lena, cleo, _ = world.learner_ids
    with write_transaction() as tx:
        tx.get_one(User, lena).email = "lena@example.org"
        tx.get_one(User, cleo).email = "cleo@example.org"
    assignment = world.assign("quiet")
    made = remind(world.classroom.id, assignment, world.teacher_id, world.now)

    note_mailed(made, {"lena@example.org"}, world.now)

    assert {row.user_id for row in all_rows(Reminder) if row.mailed_at} == {lena}
