"""Ratings given without a connection: each counts once, as of the moment at which it was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Rating
from quizapp.memory.correcting import forget_corrected
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Review
from quizapp.models.class_memory import ClassFold
from quizapp.practice.late_rating import LateRating, Outcome, record_late_rating
from quizapp.practice.rating import GivenRating
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, new_player
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, memory, rate, undo

MINUTE = timedelta(minutes=1)


def late(
    item_id: str = "ebb", *, rating: Rating = GOOD, sequence: int = 1, ago: timedelta = MINUTE
) -> LateRating:
    return LateRating(uuid4().hex, GivenRating(item_id, sequence, rating, 4.5), ago)


def recorded(player: Player, rating: LateRating) -> Outcome:
    return record_late_rating(player.published, player.user_id, rating, clock.moment())


def days() -> list[date]:
    return [row.day for row in all_rows(Review)]


def test_it_is_recorded_as_of_the_moment_at_which_it_was_given(player: Player) -> None:
    rating = late(ago=timedelta(hours=2))

    outcome = recorded(player, rating)

    (row,) = all_rows(Review)
    assert outcome == Outcome.COUNTED
    assert (row.public_id, row.rating, row.seconds) == (rating.id, GOOD, 4.5)
    assert (row.reviewed_at, row.day) == (MONDAY - timedelta(hours=2), MONDAY.date())
    assert not check_memories().differing


def test_the_same_one_sent_twice_counts_once(player: Player) -> None:
    rating = late()

    outcomes = [recorded(player, rating), recorded(player, replace(rating, ago=2 * MINUTE))]

    assert outcomes == [Outcome.COUNTED, Outcome.KNOWN]
    assert len(all_rows(Review)) == 1


def test_the_same_one_sent_by_many_at_once_counts_once(player: Player, inside: Flask) -> None:
    rating = late()

    outcomes = at_once(inside, 6, lambda: recorded(player, rating))

    assert sorted(map(str, outcomes)) == ["counted", *["known"] * 5]
    assert len(all_rows(Review)) == 1


def test_one_that_was_taken_back_since_stays_taken_back(player: Player) -> None:
    rating = late()
    recorded(player, rating)
    undo(player, "ebb", 1)

    outcome = recorded(player, rating)

    assert outcome == Outcome.KNOWN
    assert [row.retracted_at is not None for row in all_rows(Review)] == [True]


def test_the_same_showing_rated_alike_by_a_page_counts_once(player: Player) -> None:
    rate(player, "ebb", GOOD)

    outcome = recorded(player, late(rating=GOOD))

    assert outcome == Outcome.KNOWN
    assert len(all_rows(Review)) == 1


def test_one_that_another_device_has_overtaken_changes_nothing(player: Player) -> None:
    rate(player, "ebb", EASY)
    before = memory(player, "ebb")

    outcomes = [recorded(player, late(rating=AGAIN)), recorded(player, late(sequence=5))]

    assert outcomes == [Outcome.OVERTAKEN, Outcome.OVERTAKEN]
    assert memory(player, "ebb") == before
    assert len(all_rows(Review)) == 1


def test_one_older_than_a_week_changes_nothing(player: Player) -> None:
    outcomes = [
        recorded(player, late("ebb", ago=7 * DAY)),
        recorded(player, late("flood", ago=7 * DAY + MINUTE)),
    ]

    assert outcomes == [Outcome.COUNTED, Outcome.TOO_OLD]
    assert len(all_rows(Review)) == 1


def test_its_learning_day_is_that_of_its_moment(player: Player) -> None:
    recorded(player, late("ebb", ago=2 * DAY))
    recorded(player, late("flood", ago=timedelta(hours=7)))  # three at night

    assert [(MONDAY.date() - day).days for day in days()] == [2, 1]
    assert not check_memories().differing


def test_its_day_is_never_before_the_learners_last_one(player: Player) -> None:
    rate(player, "flood", GOOD)

    recorded(player, late("ebb", ago=2 * DAY))

    assert days() == [MONDAY.date(), MONDAY.date()]
    assert not check_memories().differing


def test_its_moment_is_never_before_the_cards_last_row(
    player: Player, time: time_machine.Traveller
) -> None:
    rate(player, "ebb", GOOD)
    time.shift(DAY)

    recorded(player, late("ebb", rating=AGAIN, sequence=2, ago=3 * DAY))

    first, second = all_rows(Review)
    assert second.reviewed_at == first.reviewed_at + timedelta.resolution
    assert second.day == first.day
    assert not check_memories().differing


def test_one_of_a_key_that_was_corrected_since_says_nothing(
    player: Player, time: time_machine.Traveller
) -> None:
    rate(player, "ebb", GOOD)
    time.shift(DAY)
    with write_transaction() as tx:
        forget_corrected(tx, "tides", ["ebb"], clock.now() - MINUTE)

    recorded(player, late("ebb", sequence=2, ago=2 * MINUTE))

    assert memory(player, "ebb") is None
    assert not check_memories().differing


def test_several_keep_the_order_in_which_they_were_given(player: Player) -> None:
    for place, item_id in enumerate(("ebb", "flood", "neap")):
        recorded(player, late(item_id, ago=timedelta(seconds=30 - place)))

    rows = sorted(all_rows(Review), key=lambda row: row.reviewed_at)

    assert [row.card.item_key for row in rows] == ["ebb", "flood", "neap"]


def test_an_item_that_is_gone_is_not_found(player: Player) -> None:
    with pytest.raises(NotFound):
        recorded(player, late("none"))


def test_one_of_a_past_day_has_the_sums_of_the_class_made_anew(player: Player) -> None:
    classmate, world = new_player(player.published), new_class(player.published)
    for each in (player, classmate):
        world.enrol(each.user_id)
    rate(classmate, "flood", GOOD)
    folded = [fold.is_stale for fold in all_rows(ClassFold)]

    recorded(player, late("ebb", ago=DAY))

    assert folded == [False]
    assert [fold.is_stale for fold in all_rows(ClassFold)] == [True]
