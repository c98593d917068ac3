"""The learner's calendar, at four in the morning and where clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.days import learning_day, start_of_day

VIENNA, TORONTO = ZoneInfo("Europe/Vienna"), ZoneInfo("America/Toronto")
ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Vienna",
        "America/Toronto",
        "America/St_Johns",
        "Asia/Baghdad",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Pacific/Chatham",
    )
]

moments = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds the zone
zones = st.sampled_from(ZONES)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, 59, tzinfo=VIENNA), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=VIENNA), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 23, 59, tzinfo=VIENNA), date(2026, 3, 2)),
        (datetime(2026, 3, 3, 0, 0, tzinfo=VIENNA), date(2026, 3, 2)),
        (datetime(2026, 1, 1, 2, 0, tzinfo=TORONTO), date(2025, 12, 31)),
    ],
)
def test_the_day_turns_at_four_local_time(local, day):
    assert learning_day(local, local.tzinfo) == day


def test_the_same_moment_belongs_to_different_days_in_different_zones():
    moment = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

    assert learning_day(moment, VIENNA) == date(2026, 3, 2)
    assert learning_day(moment, TORONTO) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        (date(2026, 1, 15), VIENNA, datetime(2026, 1, 15, 3, tzinfo=UTC)),
        (date(2026, 3, 28), VIENNA, datetime(2026, 3, 28, 3, tzinfo=UTC)),
        (date(2026, 3, 29), VIENNA, datetime(2026, 3, 29, 2, tzinfo=UTC)),  # summer time begins
        (date(2026, 10, 25), VIENNA, datetime(2026, 10, 25, 3, tzinfo=UTC)),  # and ends
        (date(2026, 3, 8), TORONTO, datetime(2026, 3, 8, 8, tzinfo=UTC)),
        (date(2026, 11, 1), TORONTO, datetime(2026, 11, 1, 9, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_four_also_when_the_clocks_are_changed(day, zone, begins):
    assert start_of_day(day, zone) == begins


def test_a_day_on_which_clocks_are_changed_is_an_hour_shorter_or_longer():
    def length(day: date) -> timedelta:
        begins, ends = start_of_day(day, VIENNA), start_of_day(day + timedelta(days=1), VIENNA)
        return ends.astimezone(UTC) - begins.astimezone(UTC)

    assert length(date(2026, 3, 28)) == timedelta(hours=23)
    assert length(date(2026, 6, 1)) == timedelta(hours=24)
    assert length(date(2026, 10, 24)) == timedelta(hours=25)


@given(moments, zones)
def test_a_moment_lies_between_the_beginnings_of_its_day_and_the_next(moment, zone):
    day = learning_day(moment, zone)

    assert start_of_day(day, zone) <= moment < start_of_day(day + timedelta(days=1), zone)


@given(st.dates(date(2000, 1, 1), date(2037, 1, 1)), zones)
def test_a_day_belongs_to_itself_from_its_first_moment(day, zone):
    begins = start_of_day(day, zone)

    assert learning_day(begins, zone) == day
    assert learning_day(begins.astimezone(UTC) - timedelta(microseconds=1), zone) < day
