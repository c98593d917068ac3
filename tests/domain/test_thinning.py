"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.thinning import Keep, kept_moments

VIENNA = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

MOMENTS = st.sets(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001  with a zone
    max_size=40,
)
KEEPS = st.builds(Keep, *[st.integers(0, 5)] * 3)


def days_ago(*days: float) -> list[datetime]:
    return [NOW - timedelta(days=day) for day in days]


def kept(moments: list[datetime], *numbers: int) -> list[datetime]:
    return sorted(kept_moments(moments, Keep(*numbers), NOW, VIENNA), reverse=True)


def test_all_of_the_last_day_are_kept_and_then_the_last_of_each_day():
    moments = days_ago(0, 0.1, 0.2, 1.1, 1.2, 2.1, 2.2)

    assert kept(moments, 2, 0, 0) == days_ago(0, 0.1, 0.2, 1.1)


def test_days_without_a_backup_do_not_count():
    moments = days_ago(0, 100, 200, 300)

    assert kept(moments, 3, 0, 0) == days_ago(0, 100, 200)


def test_a_year_of_daily_backups_is_thinned_to_days_weeks_and_months():
    moments = days_ago(*range(365))

    left = kept(moments, 7, 4, 12)

    assert left[:7] == days_ago(*range(7))
    assert 18 <= len(left) <= 7 + 4 + 12
    assert {moment.month for moment in left} == set(range(1, 13))


def test_a_day_turns_at_midnight_in_the_zone_of_the_class():
    late = datetime(2026, 11, 10, 22, 30, tzinfo=UTC)  # half past eleven in Vienna
    later = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)  # the day after

    assert kept([NOW, late, later], 3, 0, 0) == [NOW, later, late]


@pytest.mark.parametrize("moment", days_ago(-3, 0, 5000))
def test_the_only_backup_is_kept_whatever_the_numbers(moment: datetime):
    assert kept([moment], 0, 0, 0) == [moment]


@given(moments=MOMENTS, keep=KEEPS)
def test_thinning_twice_is_the_same_as_once(moments: set[datetime], keep: Keep):
    once = kept_moments(moments, keep, NOW, VIENNA)

    assert once <= moments
    assert kept_moments(once, keep, NOW, VIENNA) == once


@given(moments=MOMENTS, keep=KEEPS)
def test_the_newest_is_always_kept_and_keeping_more_never_loses_one(
    moments: set[datetime], keep: Keep
):
    once = kept_moments(moments, keep, NOW, VIENNA)

    more = Keep(keep.days + 1, keep.weeks + 1, keep.months + 1)
    assert once <= kept_moments(moments, more, NOW, VIENNA)
    assert not moments or max(moments) in once
