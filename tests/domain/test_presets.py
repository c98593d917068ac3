"""What presets fill in, and the Friday that is meant, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.presets import Preset, days_later, friday_evening, suggested

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  the zone is told apart


def local(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        (local(2, 11), local(6, 17)),
        (local(6, 0), local(6, 17)),
        (local(6, 14, 59), local(6, 17)),
        (local(6, 15), local(13, 17)),
        (local(6, 23, 59), local(13, 17)),
        (local(7, 0), local(13, 17)),
        (local(27, 16), local(3, 17, month=4)),  # the clocks are put forward on the 29th
        (local(23, 16, month=10), local(30, 17, month=10)),  # and back on the 25th
    ],
    ids=str,
)
def test_friday_is_the_coming_one_by_the_clocks_of_the_class(now, friday):
    assert friday_evening(now.astimezone(UTC), BERLIN) == friday


@given(MOMENTS, ZONES)
def test_it_is_always_friday_at_five_and_at_least_two_hours_on(now, zone):
    friday = friday_evening(now, zone)

    there = friday.astimezone(zone)
    assert (there.weekday(), there.hour, there.minute) == (4, 17, 0)
    assert timedelta(hours=1) < friday - now < timedelta(days=7, hours=4)
    assert friday.tzinfo is UTC


@given(MOMENTS, ZONES)
def test_days_later_the_clocks_show_the_same(now, zone):
    friday = friday_evening(now, zone)

    later = days_later(friday, zone, 7)

    there, then = friday.astimezone(zone), later.astimezone(zone)
    assert then.date() - there.date() == timedelta(days=7)
    assert then.time() == there.time()


def test_a_week_over_the_change_of_clocks_has_another_hour():
    assert days_later(local(27, 17), BERLIN, 7) - local(27, 17) == timedelta(days=6, hours=23)


def test_homework_is_open_until_friday_and_the_better_of_two_counts():
    now = local(2, 11)

    homework = suggested(Preset.HOMEWORK, now, BERLIN)

    assert homework.terms == Terms(now, closes_at=local(6, 17), attempts_allowed=2)
    assert (homework.feedback, homework.counting) == (FeedbackTime.AFTER_EACH, Counting.BEST)


def test_work_in_class_ends_when_the_teacher_says_so():
    now = local(2, 11)

    in_class = suggested(Preset.IN_CLASS, now, BERLIN)

    assert in_class.terms == Terms(now, attempts_allowed=1)
    assert in_class.feedback is FeedbackTime.AT_END


def test_a_test_has_one_timed_attempt_and_its_answers_wait_for_the_close():
    now = local(2, 11)

    test = suggested(Preset.TEST, now, BERLIN)

    assert test.terms == Terms(now, closes_at=local(6, 17), attempts_allowed=1, time_limit=1200)
    assert test.feedback is FeedbackTime.AFTER_CLOSE
