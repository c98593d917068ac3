"""What a learner's own answers say, kept for a day: always what the log would say anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete

from quizapp.domain.memory.predictions.own_statistics import OwnStatistics
from quizapp.memory.class_folds import mark_learners_stale
from quizapp.memory.correcting import forget_corrected
from quizapp.memory.own_folds import own_fold
from quizapp.models.own_memory import OwnFold
from quizapp.practice.late_rating import LateRating, record_late_rating
from quizapp.practice.rating import GivenRating
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.memory.test_predicting import ITEMS, miss_for_days
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows
from tests.support.remembered import AGAIN, DAY, GOOD, number, rate, undo
from tests.test_query_counts import counted_statements


def kept(player: Player) -> OwnStatistics:
    """The statistics as an answer is given them now."""
    with write_transaction() as tx:
        return own_fold(tx, player.user_id, "tides", clock.today())


def anew(player: Player) -> OwnStatistics:
    """The same from the log, with nothing kept."""
    with write_transaction() as tx:
        tx.execute(delete(OwnFold))
    return kept(player)


def test_what_is_kept_has_every_digit_of_what_was_folded(
    player: Player, time: time_machine.Traveller
) -> None:
    miss_for_days(player, time)
    folded = anew(player)

    again = kept(player)

    assert again == folded
    assert again.learner.asked == len(ITEMS)
    assert again.difficulties


def test_only_the_first_answer_of_a_day_looks_through_the_log(
    inside: Flask, player: Player, time: time_machine.Traveller
) -> None:
    def looks() -> int:
        with counted_statements(inside) as statements:
            rate(player, "ebb")
        return sum("stability_before" in each and "LIMIT" in each for each in statements)

    found = [looks(), looks()]
    time.shift(DAY)
    found += [looks(), looks()]

    assert found == [1, 0, 1, 0]


def test_answers_of_today_count_tomorrow(player: Player, time: time_machine.Traveller) -> None:
    for item in ITEMS:
        rate(player, item, AGAIN)
    today = kept(player)
    undo(player, "ebb", 1)
    time.shift(DAY)

    tomorrow = kept(player)

    assert today == OwnStatistics()
    assert tomorrow == anew(player)
    assert tomorrow.learner.asked == len(ITEMS) - 1


def test_a_clock_that_is_set_back_finds_the_sums_of_that_day(
    player: Player, time: time_machine.Traveller
) -> None:
    rate(player, "ebb", AGAIN)
    time.shift(DAY)
    assert kept(player).learner.asked == 1
    time.shift(-DAY)

    assert kept(player) == OwnStatistics()


def correct_a_key(player: Player) -> None:
    with write_transaction() as tx:
        forget_corrected(tx, "tides", ["ebb"], clock.now())


def rate_late(player: Player) -> None:
    """A card that was rated the day before yesterday, without a connection."""
    given = GivenRating("slack", number(player, "slack"), GOOD, 4.5)
    late = LateRating(uuid4().hex, given, timedelta(days=2))
    record_late_rating(player.published, player.user_id, late, clock.moment())


@pytest.mark.parametrize("change", [correct_a_key, rate_late])
def test_what_changes_a_past_day_has_the_sums_folded_anew(
    change: Callable[[Player], None], player: Player, time: time_machine.Traveller
) -> None:
    miss_for_days(player, time)
    before = kept(player)

    change(player)

    assert kept(player) != before
    assert kept(player) == anew(player)


def test_whoever_is_merged_has_the_sums_folded_anew(player: Player) -> None:
    kept(player)

    with write_transaction() as tx:
        mark_learners_stale(tx, player.user_id)

    assert [row.is_stale for row in all_rows(OwnFold)] == [True]
    kept(player)
    assert [(row.is_stale, row.folded_on) for row in all_rows(OwnFold)] == [(False, today())]


def today() -> date:
    return MONDAY.date()
