"""A class's statistics: the same sums whenever and however often they are folded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.memory.updates import PRIOR
from quizapp.memory.class_folds import fold_class
from quizapp.memory.correcting import forget_corrected
from quizapp.models import Review
from quizapp.models.class_memory import ClassFold, ItemDrift, LearnerDrift
from quizapp.models.classrooms import Enrolment
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, stored
from tests.support.remembered import AGAIN, DAY, log, rate, session, undo

NAMES = ("Ada A", "Bo B", "Cem C", "Dov D", "Eli E")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


@pytest.fixture
def learners(world: ClassWorld) -> list[Player]:
    return [Player(user_id, world.published) for user_id in world.learner_ids]


def fold(world: ClassWorld) -> None:
    row_id = world.classroom.id
    with write_transaction() as tx:
        fold_class(tx, row_id, "tides", clock.now().date())


def sums() -> list[tuple[Any, ...]]:
    """All that is kept of a class."""
    items = [
        (row.item_key, row.log_factor, row.weight, row.known, row.asked, row.shown)
        for row in all_rows(ItemDrift)
    ]
    learners = [
        (row.user_id, row.log_factor, row.weight, row.known, row.asked)
        for row in all_rows(LearnerDrift)
    ]
    return sorted(items) + sorted(learners)


def four_days(world: ClassWorld, time: time_machine.Traveller, *, folds_daily: bool) -> None:
    """Let all learners take the quiz on four days, each wrong at other places."""
    for day in range(4):
        for at, user_id in enumerate(world.learner_ids):
            wrong = {1 + (at + day) % 5, 1 + (at * day) % 5}
            Player(user_id, world.published).play(wrong=wrong)
        time.shift(DAY)
        if folds_daily:
            fold(world)


@pytest.mark.slow
def test_the_sums_are_the_same_folded_once_or_daily(world, time):
    four_days(world, time, folds_daily=True)
    daily = sums()

    fold(world)

    assert len(daily) == 10
    assert sums() == daily
    assert {asked for _, _, _, _, asked, *_ in daily} == {5}
    with write_transaction() as tx:
        tx.query(ClassFold).delete()
    fold(world)
    assert sums() == daily


def test_answers_of_today_are_folded_tomorrow_so_that_an_undo_touches_nothing(
    world, learners, time
):
    rate(learners[0], "ebb", AGAIN)

    fold(world)
    before = sums()
    undo(learners[0], "ebb", 1)

    assert before == []
    time.shift(DAY)
    fold(world)
    assert sums() == []


@pytest.mark.slow
def test_the_first_answer_of_a_learning_day_folds_what_was_before(world, learners, time):
    four_days(world, time, folds_daily=False)
    assert all(row.folded_on < clock.now().date() for row in all_rows(ClassFold))

    rate(learners[0], "ebb")

    (kept,) = all_rows(ClassFold)
    by_answer = sums()
    fold(world)
    assert (kept.folded_on, kept.is_stale) == (clock.now().date(), False)
    assert sums() == by_answer != []


@pytest.mark.slow
def test_what_a_class_knows_corrects_what_is_shown_and_nothing_else(world, learners, time, fellow):
    four_days(world, time, folds_daily=False)

    for learner in (learners[1], fellow):
        rate(learner, "what-pulls")

    mine, theirs = log(learners[1], "what-pulls")[-1], log(fellow, "what-pulls")[-1]
    assert mine.predicted != pytest.approx(mine.predicted_plain, abs=0.01)
    assert theirs.predicted == pytest.approx(theirs.predicted_plain)
    left = session(learners[1])
    assert left.left > 1
    for ask in left.asks:
        state = ask.item.track.state
        assert ask.forecast.now == (PRIOR if state is None else state.recall_on(left.terms.today))


@pytest.mark.slow
def test_items_that_few_have_answered_twice_are_not_corrected(world, learners, time):
    def miss_twice(some: list[Player]) -> ItemDrift:
        for learner in some:
            for _ in range(2):
                rate(learner, "ebb", AGAIN)
                time.shift(DAY)
        fold(world)
        return next(row for row in all_rows(ItemDrift) if row.item_key == "ebb")

    four = miss_twice(learners[:4])
    assert four.log_factor < 0
    assert four.shown == 0

    five = miss_twice(learners[4:])
    assert five.shown < 0


@pytest.mark.slow
def test_whoever_has_left_is_in_no_sum_the_next_day(world, learners, time):
    four_days(world, time, folds_daily=True)
    with write_transaction() as tx:
        enrolment = tx.scalars(
            select(Enrolment).where(Enrolment.user_id == learners[0].user_id)
        ).one()
        enrolment.left_at = clock.now()
    time.shift(DAY)

    rate(learners[1], "ebb")

    assert {row.asked for row in all_rows(ItemDrift)} == {4}
    assert learners[0].user_id not in {row.user_id for row in all_rows(LearnerDrift)}


@pytest.mark.slow
def test_a_corrected_key_makes_the_sums_stale_and_takes_its_answers_out(world, learners, time):
    four_days(world, time, folds_daily=True)
    with write_transaction() as tx:
        forget_corrected(tx, "tides", ["what-pulls"], clock.now())
    is_stale = [row.is_stale for row in all_rows(ClassFold)]

    rate(learners[0], "ebb")

    assert is_stale == [True]
    assert "what-pulls" not in {row.item_key for row in all_rows(ItemDrift)}
    assert not all_rows(ClassFold)[0].is_stale


@pytest.mark.slow
def test_a_changed_zone_changes_no_past_day_and_no_sum(world, learners, time):
    time.move_to(MONDAY.replace(hour=5))  # six in the morning, in Berlin
    four_days(world, time, folds_daily=True)
    before, days = sums(), [(row.id, row.day) for row in all_rows(Review)]

    world.learn_by(time_zone="Pacific/Honolulu")  # where it is still the evening before
    time.shift(timedelta(hours=2))
    rate(learners[0], "ebb")

    assert [(row.id, row.day) for row in all_rows(Review)][: len(days)] == days
    newest = stored(select(Review).order_by(Review.id.desc()).limit(1))[0]
    assert newest.day >= max(day for _, day in days)
    fold(world)
    assert sums() == before


def test_learners_of_another_class_and_another_bank_are_not_in_the_sums(
    world, learners, lights, time
):
    other = new_class(world.published, ("Fay F",), teacher="tam")
    Player(other.learner_ids[0], world.published).play()
    Player(learners[0].user_id, lights).play()
    time.shift(DAY)

    fold(world)

    assert sums() == []


@pytest.mark.slow
def test_a_class_that_answers_at_once_in_the_morning_loses_no_answer(inside, world, learners, time):
    four_days(world, time, folds_daily=False)
    before = len(all_rows(Review))
    waiting = iter(learners)

    got = at_once(inside, len(learners), lambda: rate(next(waiting), "ebb"))

    assert got == [None] * 5
    assert len(all_rows(Review)) == before + 5
    assert len(all_rows(ClassFold)) == 1
