"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import flask_babel
from flask import current_app, g, has_request_context

from quizapp.domain.days import learning_day
from quizapp.domain.memory import Moment


def now() -> datetime:
    """The present, in UTC. A request takes it once and keeps it to its end."""
    if not has_request_context():
        return datetime.now(UTC)
    if "now" not in g:
        g.now = datetime.now(UTC)
    present: datetime = g.now
    return present


def zone() -> ZoneInfo:
    """The time zone for what people see and for when their day turns.

    On a page of one classroom it is the classroom's, elsewhere the server's.
    """
    if has_request_context() and "zone" in g:
        chosen: ZoneInfo = g.zone
        return chosen
    return ZoneInfo(current_app.config["TIMEZONE"])


def be_in(name: str) -> None:
    """Let this request show times in the zone of this name."""
    g.zone = ZoneInfo(name)
    flask_babel.refresh()


def today() -> date:
    """The learner's day."""
    return learning_day(now(), zone())


def moment() -> Moment:
    """The present, with the settings for learning, as whatever feeds a memory needs it."""
    return Moment(now(), zone(), current_app.config["RETENTION"])
