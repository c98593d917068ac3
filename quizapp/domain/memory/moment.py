"""The moment at which somebody learns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quizapp.domain.days import learning_day, start_of_day


@dataclass(frozen=True)
class Moment:
    """When somebody learns, and by which settings.

    Attributes:
        now: The time, in UTC.
        zone: Where their day turns.
        retention: The predicted recall at which an item falls due, between 0 and 1.
        new_cards: How many new cards a day may bring.
    """

    now: datetime
    zone: ZoneInfo
    retention: float = 0.9
    new_cards: int = 20

    @property
    def today(self) -> date:
        """Their learning day."""
        return learning_day(self.now, self.zone)

    @property
    def day_started_at(self) -> datetime:
        """When that day began."""
        return start_of_day(self.today, self.zone)

    def day_of(self, when: datetime) -> date:
        """The learning day that another moment belongs to."""
        return learning_day(when, self.zone)

    def is_due(self, due_at: datetime) -> bool:
        """Whether what falls due then is for today: it is, from the start of that learning day."""
        return self.day_of(due_at) <= self.today
