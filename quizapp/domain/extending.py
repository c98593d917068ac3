"""Ends that move: for the class as a whole, and for single learners."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.domain.presets import days_later


def end_of(terms: Terms) -> datetime | None:
    """By when work is to be done: the closing, or else the due date; None if there is no end."""
    return terms.closes_at or terms.due_at


def a_day_more(terms: Terms, now: datetime, zone: tzinfo) -> datetime | None:
    """The end a day later, by the clocks of `zone`; of what is over, a day from now."""
    end = end_of(terms)
    return None if end is None else days_later(max(end, now), zone, 1)


def moved(terms: Terms, by: timedelta, more_seconds: int = 0) -> Terms:
    """The terms of a class with their ends moved; a time limit grows by `more_seconds`.

    An earlier closing leaves the due date, as far as it can: what came in time stays in time.
    """
    closes_at = _later(terms.closes_at, by)
    return replace(
        terms,
        due_at=_due(terms.due_at, closes_at, by),
        closes_at=closes_at,
        time_limit=terms.time_limit and terms.time_limit + more_seconds,
    )


def own_moved(otherwise: OtherTerms, own: Terms, by: timedelta) -> OtherTerms:
    """What is otherwise for one learner, with the ends in it moved; `own` are all their terms."""
    later = moved(own, by)
    return replace(
        otherwise,
        due_at=otherwise.due_at and later.due_at,
        closes_at=otherwise.closes_at and later.closes_at,
    )


def moved_for_one(otherwise: OtherTerms | None, own: Terms, by: timedelta) -> OtherTerms:
    """What is otherwise for one learner once the ends by the learner's own terms have moved."""
    later = moved(own, by)
    return replace(otherwise or OtherTerms(), due_at=later.due_at, closes_at=later.closes_at)


def ended(terms: Terms, end: datetime) -> Terms:
    """The terms, closed at `end`; what was due later is due then."""
    return replace(terms, closes_at=end, due_at=terms.due_at and min(terms.due_at, end))


def _due(due_at: datetime | None, closes_at: datetime | None, by: timedelta) -> datetime | None:
    if due_at is None or closes_at is None or by >= timedelta():
        return _later(due_at, by)
    return min(due_at, closes_at)


def _later(moment: datetime | None, by: timedelta) -> datetime | None:
    return moment and moment + by
