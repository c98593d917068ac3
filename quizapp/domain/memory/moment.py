"""The moment at which somebody learns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quizapp.domain.days import learning_day


@dataclass(frozen=True)
class Moment:
    """When somebody learns, and the settings for those who are in no class.

    Attributes:
        now: The time, in UTC.
        zone: Where their day turns.
        retention: The predicted recall at which an item falls due, between 0 and 1.
    """

    now: datetime
    zone: ZoneInfo
    retention: float = 0.9

    @property
    def today(self) -> date:
        """Their learning day."""
        return learning_day(self.now, self.zone)
