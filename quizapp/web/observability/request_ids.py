"""An id for each request, by which the page that somebody saw is found in the log."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

HEADER = "X-Request-ID"
_ENVIRON_NAME = "HTTP_X_REQUEST_ID"
_LETTERS = (b"bcdfghjkmnpqrstvwxz" * 14)[:256]
_USABLE = re.compile(r"[A-Za-z0-9_-]{8,64}")

current_request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that this thread is answering; empty where it answers none."""


def request_id_of(environ: Mapping[str, Any], trusted_proxy: str) -> str:
    """The id that a trusted proxy has given a request, or else a new one.

    Anybody else's is not taken: log lines of others could be made to look like one's own.
    """
    given = environ.get(_ENVIRON_NAME, "")
    is_trusted = bool(trusted_proxy) and environ.get("REMOTE_ADDR") == trusted_proxy
    return given if is_trusted and _USABLE.fullmatch(given) else new_request_id()


def new_request_id() -> str:
    """An id that can be read out on the telephone: letters that make no words."""
    letters = os.urandom(12).translate(_LETTERS).decode()
    return "-".join((letters[:4], letters[4:8], letters[8:]))
