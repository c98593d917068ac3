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
    """The terms of a class with their ends moved; a time limit grows by `more_seconds`."""
    return replace(
        terms,
        due_at=_later(terms.due_at, by),
        closes_at=_later(terms.closes_at, by),
        time_limit=terms.time_limit and terms.time_limit + more_seconds,
    )


def own_moved(otherwise: OtherTerms, by: timedelta) -> OtherTerms:
    """What is otherwise for one learner, with the ends in it moved."""
    return replace(
        otherwise, due_at=_later(otherwise.due_at, by), closes_at=_later(otherwise.closes_at, by)
    )


def moved_for_one(otherwise: OtherTerms | None, own: Terms, by: timedelta) -> OtherTerms:
    """What is otherwise for one learner once the ends by the learner's own terms have moved."""
    later = moved(own, by)
    return replace(otherwise or OtherTerms(), due_at=later.due_at, closes_at=later.closes_at)


def ended(terms: Terms, end: datetime) -> Terms:
    """The terms, closed at `end`; what was due later is due then."""
    return replace(terms, closes_at=end, due_at=terms.due_at and min(terms.due_at, end))


def _later(moment: datetime | None, by: timedelta) -> datetime | None:
    return moment and moment + by
