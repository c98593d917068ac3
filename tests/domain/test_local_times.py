"""Local times and the moments they name, with the two nights on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.local_times import (
    SkippedTime,
    Twice,
    UnreadableTime,
    moment_at,
    which_of_two,
    written_time,
)

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
"""Its clocks change by half an hour."""
KATHMANDU = ZoneInfo("Asia/Kathmandu")


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("2026-11-30T14:00", BERLIN, utc(2026, 11, 30, 13)),
        ("2026-07-01 14:00", BERLIN, utc(2026, 7, 1, 12)),
        (" 2026-07-01T14:00:59.5 ", BERLIN, utc(2026, 7, 1, 12)),
        ("2026-07-01T14:00", KATHMANDU, utc(2026, 7, 1, 8, 15)),
        ("2026-03-29T01:59", BERLIN, utc(2026, 3, 29, 0, 59)),
        ("2026-03-29T03:00", BERLIN, utc(2026, 3, 29, 1)),
        ("2199-12-31T23:59", BERLIN, utc(2199, 12, 31, 22, 59)),
    ],
)
def test_a_local_time_names_a_moment(text, zone, moment):
    assert moment_at(text, zone) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("", "tomorrow", "2026-02-30T10:00", "2026-01-01T24:00", "2026-01-01", "1999-12-31T10:00"),
        *("2200-01-01T00:00", "9999-12-31T23:59", "2026-1-1T1:1", "٢٠٢٦-01-01T10:00"),
        *("2026-01-01T10:00Z", "2026-01-01T10:00+01:00", "2026-01-01T10:00\x00"),
    ],
)
def test_what_is_no_local_time_is_refused(text):
    with pytest.raises(UnreadableTime):
        moment_at(text, BERLIN)


@pytest.mark.parametrize(
    ("text", "zone", "before", "after"),
    [
        ("2026-03-29T02:30", BERLIN, "02:00", "03:00"),
        ("2026-03-29T02:00", BERLIN, "02:00", "03:00"),
        ("2026-03-29T02:59", BERLIN, "02:00", "03:00"),
        ("2026-10-04T02:15", LORD_HOWE, "02:00", "02:30"),
    ],
)
def test_a_time_that_the_clocks_jump_over_says_where_they_jump(text, zone, before, after):
    with pytest.raises(SkippedTime) as gap:
        moment_at(text, zone)

    assert f"{gap.value.before:%H:%M}" == before
    assert f"{gap.value.after:%H:%M}" == after
    assert moment_at(f"{gap.value.after:%Y-%m-%dT%H:%M}", zone)


def test_a_time_that_comes_twice_means_the_one_that_is_asked_for():
    first = moment_at("2026-10-25T02:30", BERLIN, Twice.FIRST)
    second = moment_at("2026-10-25T02:30", BERLIN, Twice.SECOND)

    assert (first, second) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert which_of_two(first, BERLIN) is Twice.FIRST
    assert which_of_two(second, BERLIN) is Twice.SECOND
    assert written_time(first, BERLIN) == written_time(second, BERLIN) == "2026-10-25T02:30"


@pytest.mark.parametrize("text", ["2026-10-25T01:59", "2026-10-25T03:00", "2026-03-29T03:00"])
def test_all_other_times_come_once(text):
    assert which_of_two(moment_at(text, BERLIN), BERLIN) is None


@given(
    st.datetimes(datetime.fromisoformat("2000-01-02"), datetime.fromisoformat("2099-12-30")),
    st.sampled_from([BERLIN, LORD_HOWE, KATHMANDU, ZoneInfo("America/New_York"), ZoneInfo("UTC")]),
)
def test_a_moment_written_and_read_again_is_the_same(value, zone):
    moment = value.replace(second=0, microsecond=0, tzinfo=UTC)
    twice = which_of_two(moment, zone) or Twice.FIRST

    assert moment_at(written_time(moment, zone), zone, twice) == moment


def test_a_time_that_is_skipped_says_between_which_the_hand_jumps() -> None:
    with pytest.raises(SkippedTime) as skipped:
        moment_at("2026-03-29T02:30", BERLIN)

    assert skipped.value.args == (skipped.value.before, skipped.value.after)
    assert str(skipped.value.after) in str(skipped.value.args[1])
