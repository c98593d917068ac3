"""The log of a server set up: where it goes, how it is written, and what is kept out of it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from flask import Flask
from flask.logging import default_handler

from quizapp.web.observability.log_lines import JsonLines, PlainLines
from quizapp.web.observability.requests import REQUEST_LOG

FORMATTERS = {"plain": PlainLines, "json": JsonLines}

_ErrorInfo = tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]


class ToStandardError(logging.Handler):
    """Writes to what standard error is at the moment, as Python's handler of last resort does."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def set_up_logs(settings: Mapping[str, Any]) -> None:
    """Send what this process logs to standard error, in the format that the settings ask for."""
    handler = ToStandardError()
    handler.setFormatter(FORMATTERS[settings["LOG_FORMAT"]]())
    root = logging.getLogger()
    for former in [each for each in root.handlers if isinstance(each, ToStandardError)]:
        root.removeHandler(former)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger(REQUEST_LOG).setLevel(
        logging.INFO if settings["LOG_REQUESTS"] else logging.WARNING
    )
    logging.getLogger("quizapp").removeHandler(default_handler)
    waitress = logging.getLogger("waitress")
    waitress.removeFilter(without_address)
    waitress.addFilter(without_address)


def without_address(record: logging.LogRecord) -> bool:
    """Let a record of waitress tell of an error, and not at which address: that may hold a code."""
    if record.exc_info:
        record.msg, record.args = "A request was not answered", None
    return True


def keep_addresses_out(app: Flask) -> None:
    """Have Flask log an error without the address of its request, which may hold a code."""

    def log_exception(error: _ErrorInfo) -> None:
        app.logger.error("A request failed", exc_info=error)

    app.log_exception = log_exception  # type: ignore[method-assign,assignment]  # no other way
