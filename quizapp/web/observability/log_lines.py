"""How a log record is written: as a line for people, or as JSON for programs.

Of an error its kind and its place are told, and not its message: that may quote what somebody
typed, such as the name in "Key (user_name)=(lena) already exists".
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from quizapp.web.observability.request_ids import current_request_id

FIELDS = "fields"
"""The attribute of a record with what a program wants to know of it, by name."""


class PlainLines(logging.Formatter):
    """A line for people; further lines are set in, so that none looks like another record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        request_id = current_request_id.get()
        head = [_time(record), record.levelname, record.name]
        head += [f"[{request_id}]"] if request_id else []
        lines = [*record.getMessage().splitlines(), *told_error(record)]
        return " ".join(head) + ": " + "\n  ".join(lines)


class JsonLines(logging.Formatter):
    """A JSON object in a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        facts: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, FIELDS, {}),
        }
        if request_id := current_request_id.get():
            facts["request_id"] = request_id
        if error := list(told_error(record)):
            facts["error"] = error
        return json.dumps(facts, ensure_ascii=False)


def told_error(record: logging.LogRecord) -> Iterator[str]:
    """The kinds of an error and of those that led to it, each with where it happened."""
    error = record.exc_info[1] if record.exc_info else None
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}: {frame.line}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _time(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
