"""Ends that move, for all and for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.extending import a_day_more, end_of, ended, moved, moved_for_one, own_moved

BERLIN = ZoneInfo("Europe/Berlin")
OPENS = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)
DUE, CLOSES = OPENS + 2 * DAY, OPENS + 4 * DAY
TERMS = Terms(OPENS, due_at=DUE, closes_at=CLOSES, attempts_allowed=2, time_limit=600)


def test_the_end_is_the_closing_or_else_the_due_date():
    assert end_of(TERMS) == CLOSES
    assert end_of(replace(TERMS, closes_at=None)) == DUE
    assert end_of(Terms(OPENS)) is None


def test_a_day_more_keeps_the_hour_by_the_clocks_and_begins_at_the_earliest_now():
    night = datetime(2026, 3, 28, 16, tzinfo=UTC)  # the clocks are put forward

    assert a_day_more(TERMS, OPENS, BERLIN) == CLOSES + DAY
    assert a_day_more(TERMS, CLOSES + 3 * DAY, BERLIN) == CLOSES + 4 * DAY
    assert a_day_more(Terms(OPENS, closes_at=night), OPENS, BERLIN) == night + timedelta(hours=23)
    assert a_day_more(Terms(OPENS), OPENS, BERLIN) is None


def test_both_ends_move_and_nothing_else():
    assert moved(TERMS, DAY) == replace(TERMS, due_at=DUE + DAY, closes_at=CLOSES + DAY)
    assert moved(TERMS, DAY, 300).time_limit == 900
    assert moved(Terms(OPENS), DAY, 300) == Terms(OPENS)


def test_of_one_learner_only_own_ends_move():
    own = OtherTerms(closes_at=CLOSES, extra_time=60)

    assert own_moved(own, TERMS, DAY) == replace(own, closes_at=CLOSES + DAY)
    assert own_moved(OtherTerms(extra_time=60), TERMS, DAY) == OtherTerms(extra_time=60)


def test_an_earlier_closing_makes_nothing_late_that_was_in_time():
    due_only = replace(TERMS, closes_at=None)
    own = replace(TERMS, due_at=DUE + DAY)

    assert moved(TERMS, -DAY) == replace(TERMS, closes_at=CLOSES - DAY)
    assert moved(TERMS, -3 * DAY) == replace(TERMS, due_at=OPENS + DAY, closes_at=OPENS + DAY)
    assert moved(due_only, -DAY).due_at == DUE - DAY
    assert own_moved(OtherTerms(due_at=DUE + DAY), own, -DAY) == OtherTerms(due_at=DUE + DAY)


def test_one_learner_gets_later_ends_than_the_own_ones_were():
    own = replace(TERMS, closes_at=CLOSES + DAY)

    given = moved_for_one(OtherTerms(closes_at=CLOSES + DAY, extra_time=60), own, DAY)

    assert given == OtherTerms(due_at=DUE + DAY, closes_at=CLOSES + 2 * DAY, extra_time=60)
    assert moved_for_one(None, TERMS, DAY) == OtherTerms(due_at=DUE + DAY, closes_at=CLOSES + DAY)
    assert moved_for_one(None, Terms(OPENS), DAY) == OtherTerms()


def test_what_is_ended_closes_then_and_is_due_no_later():
    end = OPENS + DAY

    assert ended(TERMS, end) == replace(TERMS, due_at=end, closes_at=end)
    assert ended(TERMS, DUE + DAY).due_at == DUE
    assert ended(Terms(OPENS), end) == Terms(OPENS, closes_at=end)
