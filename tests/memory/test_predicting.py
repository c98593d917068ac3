"""What is predicted of somebody in no class: corrected by their own answers alone."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask

from quizapp.domain.memory.updates import PRIOR
from tests.support.playing import Player
from tests.support.remembered import AGAIN, DAY, GOOD, log, rate, session
from tests.test_query_counts import statements_for

ITEMS = ("what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb", "flood", "neap")


def miss_for_days(player: Player, time: time_machine.Traveller, days: int = 4) -> None:
    """Forget everything every day: far more than anybody's memory foretells."""
    for _ in range(days):
        for item_id in ITEMS:
            rate(player, item_id, AGAIN)
        time.shift(DAY)


def predicted(player: Player, item_id: str) -> tuple[float, float]:
    """What was predicted of the last answer, as shown and by the memory alone."""
    row = log(player, item_id)[-1]
    assert row.predicted is not None
    assert row.predicted_plain is not None
    return row.predicted, row.predicted_plain


def test_own_answers_correct_what_is_predicted_and_nothing_else(
    player: Player, time: time_machine.Traveller
):
    miss_for_days(player, time)

    rate(player, "ebb")

    shown, plain = predicted(player, "ebb")
    assert shown < plain - 0.02
    left = session(player)
    assert left.left > 1
    for ask in left.asks:
        state = ask.item.track.state
        assert state is None or ask.forecast.now == state.recall_on(left.terms.today)


def test_the_answers_of_others_say_nothing_of_somebody_in_no_class(
    player: Player, fellow: Player, time: time_machine.Traveller
):
    miss_for_days(player, time)
    rate(fellow, "ebb")
    time.shift(2 * DAY)

    rate(fellow, "ebb")

    shown, plain = predicted(fellow, "ebb")
    assert shown == pytest.approx(plain)


def test_own_first_answers_say_how_likely_an_item_never_asked_is_known(
    player: Player, time: time_machine.Traveller
):
    for item_id in ITEMS:
        rate(player, item_id, AGAIN)
    time.shift(DAY)

    rate(player, "slack", GOOD)

    shown, plain = predicted(player, "slack")
    assert shown < plain == PRIOR


def test_answers_of_today_say_nothing_yet(player: Player):
    for item_id in ITEMS:
        rate(player, item_id, AGAIN)

    rate(player, "slack", GOOD)

    shown, plain = predicted(player, "slack")
    assert shown == pytest.approx(plain)


def test_looking_own_answers_up_does_not_grow(
    inside: Flask, player: Player, time: time_machine.Traveller
):
    miss_for_days(player, time, 2)
    early = statements_for(inside, lambda: rate(player, "ebb"))
    time.shift(DAY)
    miss_for_days(player, time, 4)

    assert statements_for(inside, lambda: rate(player, "ebb")) == early
