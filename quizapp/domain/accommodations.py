"""What holds for one learner in every assignment of a class: more time, and later ends.

The rule: what an assignment says of a single learner wins, point by point. What it leaves open is
as the accommodation has it, and what that leaves open is as for the class. So nobody has less time,
or an earlier end, than they would have without the accommodation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from quizapp.domain.assignments import OtherTerms, Terms

QUARTER, HALF, TWICE = 25, 50, 100
"""How much longer, in percent of the time limit."""

MINUTE = 60


@dataclass(frozen=True)
class Accommodation:
    """More time and later ends; None is none.

    Attributes:
        more_percent: So much longer than the time limit; rounded up to whole minutes.
        more_minutes: So many minutes longer, whatever the limit is.
        later_hours: So many hours later work is due, and the assignment closes.
    """

    more_percent: int | None = None
    more_minutes: int | None = None
    later_hours: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether all is as for the class."""
        return not (self.more_percent or self.more_minutes or self.later_hours)

    def extra_time(self, limit: int | None) -> int:
        """The seconds on top of a time limit in seconds; without a limit there is nothing to add.

        Of both, the longer one holds.
        """
        if limit is None:
            return 0
        share = -(-limit * (self.more_percent or 0) // (100 * MINUTE)) * MINUTE
        return max(share, (self.more_minutes or 0) * MINUTE)

    def otherwise(self, terms: Terms) -> OtherTerms:
        """What is otherwise in an assignment of these terms."""
        return OtherTerms(
            due_at=self._later(terms.due_at),
            closes_at=self._later(terms.closes_at),
            extra_time=self.extra_time(terms.time_limit) or None,
        )

    def _later(self, moment: datetime | None) -> datetime | None:
        if moment is None or not self.later_hours:
            return None
        return moment + timedelta(hours=self.later_hours)


NOTHING_OTHERWISE = Accommodation()


def otherwise_of(
    terms: Terms, held: Accommodation | None, single: OtherTerms | None
) -> OtherTerms | None:
    """What is otherwise for a learner in an assignment of these terms; None if nothing is.

    Args:
        terms: Those for the class.
        held: What holds for the learner everywhere.
        single: What this assignment says of the learner.
    """
    everywhere = (held or NOTHING_OTHERWISE).otherwise(terms)
    if single is None:
        return None if everywhere == OtherTerms() else everywhere
    return replace(
        single,
        due_at=single.due_at or everywhere.due_at,
        closes_at=single.closes_at or everywhere.closes_at,
        extra_time=everywhere.extra_time if single.extra_time is None else single.extra_time,
    )


def own_terms(terms: Terms, held: Accommodation | None, single: OtherTerms | None) -> Terms:
    """The terms for a learner, from those for the class."""
    otherwise = otherwise_of(terms, held, single)
    return otherwise.applied_to(terms) if otherwise else terms
