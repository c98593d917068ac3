"""The days for which recall is to be high: the class's exam, or the month that lies ahead."""

from __future__ import annotations

from datetime import date

LONGEST_WAIT = 30
"""Days before an exam from which on its date is aimed at. Earlier, aiming at it gained nothing."""

ROLLING = (5, 15, 25)
"""Days ahead that stand for mean recall in the next thirty."""


def date_that_counts(today: date, exam: date | None) -> date | None:
    """The day of the exam, where it is at most a month off and not over."""
    is_near = exam is not None and 0 <= (exam - today).days <= LONGEST_WAIT
    return exam if is_near else None


def days_ahead(today: date, exam: date | None) -> tuple[int, ...]:
    """How many days ahead recall is looked at; the mean of them counts."""
    counting = date_that_counts(today, exam)
    return ROLLING if counting is None else ((counting - today).days,)
