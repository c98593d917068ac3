"""Terms changed while learners are at work: for the class, and for one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.assignments.assigning import (
    NewAssignment,
    edit_assignment,
    withdraw_assignment,
)
from quizapp.assignments.class_assignments import assignment_rows, assignment_view
from quizapp.assignments.exceptions import grant_exception, remove_exception
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import Counting, FeedbackTime, OtherTerms
from quizapp.domain.errors import NotFound, QuizFixed, TimeOver
from quizapp.models import AssignmentException, AuditEntry, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, attempt_with


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


@pytest.fixture
def lena(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def at(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def begin(world: ClassWorld, assignment_id: str, user_id: int) -> str:
    world.now = clock.now()
    return world.begin(assignment_id, user_id)


class ChangedTerms(TypedDict, total=False):
    """What `change` can change in the terms."""

    closes_at: datetime | None
    time_limit: int | None


def change(
    world: ClassWorld,
    assignment_id: str,
    *,
    quiz_key: str | None = None,
    title: str | None = None,
    feedback: FeedbackTime | None = None,
    **in_terms: Unpack[ChangedTerms],
) -> int:
    """Edit the assignment."""
    row = world.assignment(assignment_id)
    new = NewAssignment(
        row.bank_key,
        quiz_key or row.quiz_key,
        title or row.title,
        replace(row.terms, **in_terms),
        feedback or FeedbackTime(row.feedback),
        Counting(row.counting),
        row.weight,
    )
    return edit_assignment(world.classroom.id, assignment_id, new, world.teacher_id, clock.now())


def except_for(world: ClassWorld, assignment_id: str, user_id: int, given: OtherTerms) -> None:
    grant_exception(
        world.classroom.id, assignment_id, public(user_id), given, world.teacher_id, clock.now()
    )


def public(user_id: int) -> str:
    db.session.rollback()
    return db.session.scalars(select(User.public_id).where(User.id == user_id)).one()


def deeds() -> list[str]:
    return [entry.deed for entry in all_rows(AuditEntry)]


def test_a_longer_limit_moves_the_ends_of_running_attempts_and_says_so(world, lena, time):
    assignment_id = world.assign(time_limit=600)
    hers = begin(world, assignment_id, lena.user_id)
    time.move_to(at(5))

    assert change(world, assignment_id, time_limit=1200) == 1

    assert attempt_with(hers).deadline_at == at(20)
    assert change(world, assignment_id, title="Another title") == 0
    entry = all_rows(AuditEntry)[-1]
    assert entry.deed == "edit assignment"
    assert entry.details is not None
    assert entry.details["changed"] == ["title"]
    assert entry.details["terms"] == {"title": ["Everything about the tides", "Another title"]}


def test_what_is_saved_unchanged_leaves_no_trace(world, lena, time):
    assignment_id = world.assign(time_limit=600)
    given = OtherTerms(due_at=at(60), extra_time=300)
    except_for(world, assignment_id, lena.user_id, given)
    before = deeds()

    except_for(world, assignment_id, lena.user_id, given)
    assert change(world, assignment_id) == 0

    assert deeds() == before


def test_an_earlier_closing_ends_nothing_in_the_past(world, lena, time):
    assignment_id = world.assign(closes_at=at(60))
    attempt_id = begin(world, assignment_id, lena.user_id)
    time.move_to(at(30))

    change(world, assignment_id, closes_at=at(10))

    assert attempt_with(attempt_id).deadline_at == at(30)
    assert lena.respond_right(attempt_id, 1) is True  # taken in the grace, and the last one


def test_no_closing_any_more_lets_running_attempts_go_on(world, lena, time):
    assignment_id = world.assign(closes_at=at(60))
    attempt_id = begin(world, assignment_id, lena.user_id)

    change(world, assignment_id, closes_at=None)
    time.move_to(at(600))

    assert lena.respond_right(attempt_id, 1) is False


def test_what_has_run_out_stays_over_whatever_is_changed(world, lena, time):
    assignment_id = world.assign(time_limit=600)
    attempt_id = begin(world, assignment_id, lena.user_id)
    time.move_to(at(11))

    change(world, assignment_id, time_limit=6000)
    except_for(world, assignment_id, lena.user_id, OtherTerms(extra_time=6000))

    assert attempt_with(attempt_id).finished_at == at(10)
    with pytest.raises(TimeOver):
        lena.respond_right(attempt_id, 1)


def test_more_time_for_one_moves_only_that_attempt(world, lena, time):
    assignment_id = world.assign(time_limit=600, closes_at=at(15))
    hers = begin(world, assignment_id, lena.user_id)
    his = begin(world, assignment_id, world.learner_ids[1])
    time.move_to(at(5))

    except_for(world, assignment_id, lena.user_id, OtherTerms(extra_time=600))
    assert attempt_with(hers).deadline_at == at(15)
    except_for(world, assignment_id, lena.user_id, OtherTerms(extra_time=600, closes_at=at(60)))

    assert attempt_with(hers).deadline_at == at(20)
    assert attempt_with(his).deadline_at == at(10)
    remove_exception(
        world.classroom.id, assignment_id, public(lena.user_id), world.teacher_id, clock.now()
    )
    assert attempt_with(hers).deadline_at == at(10)
    assert not all_rows(AssignmentException)
    assert deeds()[-3:] == ["grant exception", "grant exception", "remove exception"]


def test_other_dates_and_attempts_hold_for_one_learner(world, lena, time):
    assignment_id = world.assign("quiet", closes_at=at(10), attempts_allowed=1)
    except_for(world, assignment_id, lena.user_id, OtherTerms(closes_at=at(60), attempts_allowed=2))
    world.play(assignment_id, lena.user_id)
    time.move_to(at(30))

    attempt_id = begin(world, assignment_id, lena.user_id)

    assert attempt_with(attempt_id).assignment_number == 2
    by_name = {row.name: row for row in standings(world, assignment_id)}
    assert by_name["Lena Abel"].standing == "running"
    assert by_name["Samir Bo"].standing == "missed"


def standings(world: ClassWorld, assignment_id: str):
    return assignment_view(world.classroom.id, assignment_id, clock.now()).standings


def test_responding_while_the_terms_change_is_one_after_the_other(inside, world, lena, time):
    assignment_id = world.assign(time_limit=600)
    attempt_id = begin(world, assignment_id, lena.user_id)
    numbers = lena.numbers(attempt_id, 1)
    turns = iter(range(8))

    def respond_or_change() -> object:
        turn = next(turns)
        if turn % 2:
            return change(world, assignment_id, time_limit=600 + turn)
        return lena.respond(attempt_id, 1, *numbers)

    got = at_once(inside, 8, respond_or_change)

    assert not [each for each in got if isinstance(each, Exception)]
    seconds = world.assignment(assignment_id).time_limit
    assert attempt_with(attempt_id).deadline_at == MONDAY + timedelta(seconds=seconds)


def test_the_quiz_stays_once_somebody_has_begun(world, lena):
    assignment_id = world.assign("all")
    change(world, assignment_id, quiz_key="quiet")
    begin(world, assignment_id, lena.user_id)

    with pytest.raises(QuizFixed):
        change(world, assignment_id, quiz_key="all")

    assert world.assignment(assignment_id).quiz_key == "quiet"


def test_when_feedback_shows_changes_for_attempts_begun_before(world, lena):
    assignment_id = world.assign(closes_at=at(60))
    attempt_id = begin(world, assignment_id, lena.user_id)

    change(world, assignment_id, feedback=FeedbackTime.AFTER_CLOSE)

    assert attempt_with(attempt_id).feedback_mode == "after-close"


def test_withdrawing_ends_what_is_running_and_keeps_the_work(world, lena, time):
    assignment_id = world.assign()
    attempt_id = begin(world, assignment_id, lena.user_id)
    lena.respond_right(attempt_id, 1)
    time.move_to(at(5))

    withdraw_assignment(world.classroom.id, assignment_id, world.teacher_id, clock.now())

    attempt = attempt_with(attempt_id)
    assert (attempt.finished_at, attempt.score) == (at(5), 1.0)
    assert deeds()[-1] == "withdraw assignment"
    for deed in (
        lambda: world.begin(assignment_id, lena.user_id),
        lambda: withdraw_assignment(world.classroom.id, assignment_id, None, clock.now()),
        lambda: change(world, assignment_id),
        lambda: except_for(world, assignment_id, lena.user_id, OtherTerms(is_excused=True)),
    ):
        with pytest.raises(NotFound):
            deed()


def test_another_classs_assignment_or_learner_is_not_found(world, lena):
    assignment_id = world.assign()
    other = new_class(world.published, ("Ona Ek",), teacher="tam")

    with pytest.raises(NotFound):
        withdraw_assignment(other.classroom.id, assignment_id, None, clock.now())
    with pytest.raises(NotFound):
        except_for(other, assignment_id, lena.user_id, OtherTerms(is_excused=True))
    with pytest.raises(NotFound):
        except_for(world, assignment_id, other.learner_ids[0], OtherTerms(is_excused=True))


def test_the_list_counts_whoever_is_in_the_class_now(world, lena, time):
    assignment_id = world.assign("quiet", time_limit=600)
    world.play(assignment_id, lena.user_id)
    begin(world, assignment_id, world.learner_ids[1])

    (row,) = assignment_rows(world.classroom.id, clock.now())
    assert (row.begun, row.finished, row.learners) == (2, 1, 2)
    time.move_to(at(30))
    (row,) = assignment_rows(world.classroom.id, clock.now())

    assert (row.begun, row.finished, row.learners) == (2, 2, 2)
