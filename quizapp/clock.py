"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, g, has_request_context

from quizapp.domain.days import learning_day


def now() -> datetime:
    """The present, in UTC. A request takes it once and keeps it to its end."""
    if not has_request_context():
        return datetime.now(UTC)
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def zone() -> ZoneInfo:
    """The time zone of the classroom, for what people see and for when their day turns."""
    return ZoneInfo(current_app.config["TIMEZONE"])


def today() -> date:
    """The learner's day."""
    return learning_day(now(), zone())
