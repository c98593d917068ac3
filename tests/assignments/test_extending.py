"""Ends moved by one press, for all or for who is missing, and moved back by another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.assignments.end_deeds import How, LastMove, Whom, shown_move
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.extending import NOTICE, end_now, extend, give_minutes, undo_move
from quizapp.attempts.scoring import finish_overdue
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import NotFound
from quizapp.models import AssignmentException, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, attempt_with

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CLOSES = MONDAY + DAY


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo", "Tom Cho"))


def public(user_id: int) -> str:
    db.session.rollback()
    return db.session.get_one(User, user_id).public_id


def own(world: ClassWorld, assignment: str, number: int, given: OtherTerms) -> None:
    learner = public(world.learner_ids[number])
    grant_exception(world.classroom.id, assignment, learner, given, world.teacher_id, clock.now())


def exceptions() -> dict[int, OtherTerms]:
    db.session.rollback()
    return {row.user_id: row.terms for row in all_rows(AssignmentException)}


def more(world: ClassWorld, assignment: str, until: datetime, whom: Whom) -> int:
    return extend(world.classroom.id, assignment, until, whom, world.teacher_id, clock.now())


def undo(world: ClassWorld, assignment: str) -> None:
    undo_move(world.classroom.id, assignment, world.teacher_id, clock.now())


def move(world: ClassWorld, assignment: str) -> LastMove | None:
    db.session.rollback()
    return shown_move(world.classroom.id, assignment, clock.now())


def told(world: ClassWorld, assignment: str) -> tuple[How, datetime | None]:
    found = move(world, assignment)
    assert found is not None
    return found.how, found.until


def test_everybody_has_a_day_more_and_who_had_a_later_end_keeps_the_difference(world):
    assignment = world.assign(due_at=MONDAY + HOUR, closes_at=CLOSES)
    own(world, assignment, 0, OtherTerms(closes_at=CLOSES + HOUR, extra_time=60))
    own(world, assignment, 1, OtherTerms(attempts_allowed=3))
    attempt = world.begin(assignment, world.learner_ids[2])

    count = more(world, assignment, CLOSES + DAY, Whom.EVERYBODY)

    terms = world.facts(assignment).terms
    assert (terms.due_at, terms.closes_at) == (MONDAY + HOUR + DAY, CLOSES + DAY)
    assert exceptions()[world.learner_ids[0]] == OtherTerms(
        closes_at=CLOSES + HOUR + DAY, extra_time=60
    )
    assert exceptions()[world.learner_ids[1]] == OtherTerms(attempts_allowed=3)
    assert attempt_with(attempt).deadline_at == CLOSES + DAY
    assert count == 1


def test_who_has_not_handed_in_has_more_time_and_the_others_have_not(world):
    assignment = world.assign("quiet", closes_at=CLOSES)
    world.play(assignment, world.learner_ids[0])
    begun = world.begin(assignment, world.learner_ids[1])
    own(world, assignment, 2, OtherTerms(closes_at=CLOSES + HOUR))

    count = more(world, assignment, CLOSES + DAY, Whom.MISSING)

    assert count == 2
    assert world.facts(assignment).terms.closes_at == CLOSES
    assert exceptions() == {
        world.learner_ids[1]: OtherTerms(closes_at=CLOSES + DAY),
        world.learner_ids[2]: OtherTerms(closes_at=CLOSES + HOUR + DAY),
    }
    assert attempt_with(begun).deadline_at == CLOSES + DAY


def test_who_is_excused_is_given_nothing(world):
    assignment = world.assign(closes_at=CLOSES)
    own(world, assignment, 0, OtherTerms(is_excused=True))

    more(world, assignment, CLOSES + DAY, Whom.MISSING)

    assert exceptions()[world.learner_ids[0]] == OtherTerms(is_excused=True)


@pytest.mark.parametrize("whom", list(Whom))
def test_one_press_undoes_it_all(world, whom):
    assignment = world.assign(due_at=MONDAY + HOUR, closes_at=CLOSES)
    own(world, assignment, 0, OtherTerms(closes_at=CLOSES + HOUR, extra_time=60))
    attempt = world.begin(assignment, world.learner_ids[1])
    before, before_all = exceptions(), world.facts(assignment).terms

    more(world, assignment, CLOSES + DAY, whom)
    assert told(world, assignment) == (How.EXTENDED, CLOSES + DAY)
    undo(world, assignment)

    assert exceptions() == before
    assert world.facts(assignment).terms == before_all
    assert attempt_with(attempt).deadline_at == CLOSES
    assert move(world, assignment) is None
    with pytest.raises(NotFound):
        undo(world, assignment)


def test_what_has_no_end_is_not_extended(world):
    assignment = world.assign()

    with pytest.raises(NotFound):
        more(world, assignment, CLOSES, Whom.EVERYBODY)
    with pytest.raises(NotFound):
        give_minutes(world.classroom.id, assignment, 5, world.teacher_id, clock.now())


def test_five_minutes_more_lengthen_limit_and_closing_and_are_undone(world):
    assignment = world.assign(closes_at=CLOSES, time_limit=600)
    attempt = world.begin(assignment, world.learner_ids[0])

    give_minutes(world.classroom.id, assignment, 5, world.teacher_id, clock.now())

    terms = world.facts(assignment).terms
    assert (terms.time_limit, terms.closes_at) == (900, CLOSES + timedelta(minutes=5))
    assert attempt_with(attempt).deadline_at == MONDAY + timedelta(minutes=15)
    undo(world, assignment)
    assert world.facts(assignment).terms.time_limit == 600
    assert attempt_with(attempt).deadline_at == MONDAY + timedelta(minutes=10)


def test_a_limit_without_a_closing_grows_too(world):
    assignment = world.assign(time_limit=600)

    give_minutes(world.classroom.id, assignment, 5, world.teacher_id, clock.now())

    terms = world.facts(assignment).terms
    assert (terms.time_limit, terms.closes_at) == (900, None)
    assert told(world, assignment) == (How.MINUTES, None)


def test_ended_now_it_closes_in_half_a_minute_but_not_for_own_later_ends(world):
    assignment = world.assign(due_at=CLOSES)
    own(world, assignment, 0, OtherTerms(closes_at=CLOSES))
    kept, cut = (world.begin(assignment, each) for each in world.learner_ids[:2])

    end = end_now(world.classroom.id, assignment, world.teacher_id, clock.now())

    terms = world.facts(assignment).terms
    assert end == MONDAY + NOTICE == terms.closes_at == terms.due_at
    assert attempt_with(cut).deadline_at == end
    assert attempt_with(kept).deadline_at == CLOSES


def test_undoing_the_end_lets_go_on_whom_it_ended_and_nobody_else(world):
    assignment = world.assign("quiet", time_limit=3600)
    done = world.play(assignment, world.learner_ids[0])
    cut = world.begin(assignment, world.learner_ids[1])
    with time_machine.travel(MONDAY, tick=False) as time:
        end_now(world.classroom.id, assignment, world.teacher_id, clock.now())
        time.shift(timedelta(minutes=1))
        assert finish_overdue(clock.now()) == 1

        undo(world, assignment)

        assert attempt_with(done).is_finished
        assert not attempt_with(cut).is_finished
        assert attempt_with(cut).score is None
        assert attempt_with(cut).deadline_at == MONDAY + HOUR
        Player(world.learner_ids[1], world.published).respond_right(cut, 1)


def test_once_something_else_was_done_the_end_stays(world):
    assignment = world.assign("quiet", time_limit=3600)
    cut = world.begin(assignment, world.learner_ids[1])
    with time_machine.travel(MONDAY, tick=False) as time:
        end_now(world.classroom.id, assignment, world.teacher_id, clock.now())
        time.shift(timedelta(minutes=1))
        give_minutes(world.classroom.id, assignment, 5, world.teacher_id, clock.now())

        undo(world, assignment)

        assert world.facts(assignment).terms.closes_at == MONDAY + NOTICE
        assert attempt_with(cut).is_finished


@pytest.mark.parametrize(("minutes", "is_offered"), [(9.9, True), (10, False)])
def test_undo_is_offered_for_ten_minutes(world, minutes, is_offered):
    assignment = world.assign(closes_at=CLOSES)
    with time_machine.travel(MONDAY, tick=False) as time:
        more(world, assignment, CLOSES + DAY, Whom.EVERYBODY)
        time.shift(timedelta(minutes=minutes))

        assert (move(world, assignment) is not None) is is_offered


def test_a_move_of_another_class_is_not_undone(world):
    assignment = world.assign(closes_at=CLOSES)
    other = new_class(world.published, teacher="theo")

    with pytest.raises(NotFound):
        more(other, assignment, CLOSES + DAY, Whom.EVERYBODY)
    with pytest.raises(NotFound):
        end_now(other.classroom.id, assignment, other.teacher_id, datetime.now(UTC))


def test_undo_leaves_what_one_learner_was_given_since(world):
    assignment = world.assign(closes_at=CLOSES)
    more(world, assignment, CLOSES + DAY, Whom.MISSING)
    own(world, assignment, 0, OtherTerms(closes_at=CLOSES + DAY, extra_time=60))
    own(world, assignment, 1, OtherTerms(is_excused=True))

    undo(world, assignment)

    assert exceptions() == {
        world.learner_ids[0]: OtherTerms(extra_time=60),
        world.learner_ids[1]: OtherTerms(is_excused=True),
    }


def test_a_second_press_on_the_end_leaves_the_first_to_be_undone(world):
    assignment = world.assign(closes_at=CLOSES)
    with time_machine.travel(MONDAY, tick=False) as time:
        end_now(world.classroom.id, assignment, world.teacher_id, clock.now())
        time.shift(timedelta(seconds=2))

        again = end_now(world.classroom.id, assignment, world.teacher_id, clock.now())

        assert again is None
        assert world.facts(assignment).terms.closes_at == MONDAY + NOTICE
        undo(world, assignment)
        assert world.facts(assignment).terms.closes_at == CLOSES


def test_ending_it_opens_nothing_to_a_class_for_which_it_has_closed(world):
    assignment = world.assign(closes_at=CLOSES)
    own(world, assignment, 0, OtherTerms(closes_at=CLOSES + DAY))
    with time_machine.travel(CLOSES + HOUR, tick=False):
        end = end_now(world.classroom.id, assignment, world.teacher_id, clock.now())

    assert end is None
    assert world.facts(assignment).terms.closes_at == CLOSES
    assert move(world, assignment) is None


def test_what_has_not_opened_is_not_ended_before_it_does(world):
    assignment = world.assign(opens_at=CLOSES)

    assert end_now(world.classroom.id, assignment, world.teacher_id, clock.now()) is None
    assert world.facts(assignment).terms.closes_at is None
