"""Which quizzes a desk tells of: what is due by tomorrow, and what belongs to this week."""

from __future__ import annotations

from datetime import datetime, timedelta

from quizapp.domain.assignments import Phase, Terms

SOON = timedelta(hours=48)
"""By tomorrow evening, seen from this morning."""

WEEK = timedelta(days=7)


def deadline_of(terms: Terms) -> datetime | None:
    """Until when it is to be handed in, None where that is any time."""
    return terms.due_at or terms.closes_at


def is_due_soon(terms: Terms, now: datetime) -> bool:
    """Whether it can be begun now and is due within two days."""
    deadline = deadline_of(terms)
    return terms.phase(now) is Phase.OPEN and deadline is not None and deadline <= now + SOON


def is_of_this_week(terms: Terms, now: datetime) -> bool:
    """Whether it is open with an end ahead; or opens, is due or closes within a week of now."""
    if terms.phase(now) is Phase.OPEN and deadline_of(terms):
        return True
    moments = filter(None, (terms.opens_at, terms.due_at, terms.closes_at))
    return any(abs(moment - now) <= WEEK for moment in moments)


def place_in_week(terms: Terms, now: datetime) -> tuple[int, float]:
    """What quizzes of a week are sorted by.

    What is open stands first, the one that is due first at the top; then what comes, in the order
    in which it opens; then what is over, the last one first.
    """
    phase, deadline = terms.phase(now), deadline_of(terms)
    if phase in {Phase.OPEN, Phase.LATE}:
        return 0, deadline.timestamp() if deadline else float("inf")
    if phase is Phase.NOT_OPEN:
        return 1, terms.opens_at.timestamp()
    return 2, -(terms.closes_at or now).timestamp()
