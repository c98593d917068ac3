"""News of lessons told before Flask begins: a class asks each second, nearly always in vain.

Of what such an answer costs, three quarters are the way to the view and back (bench/lesson.py). So
each process remembers for a moment which version it has told last, and a phone that has this one
is answered by a line. It tells what everybody may know who knows the lesson's address, and no more.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, current_app

KEPT_SECONDS = 0.4
"""So much later, at most, a step is told that another process has made."""

MOST_KEPT = 500

_ADDRESS = re.compile(r"/lessons/([\w-]{22})/now")
_HEADERS = (("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"))

WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


class QuickNews:
    """The versions of lessons that were told last, each with when; and who answers by them."""

    def __init__(self, inner: WsgiApp) -> None:
        self._inner = inner
        self._told: dict[str, tuple[str, float]] = {}

    def keep(self, lesson_id: str, etag: str) -> None:
        """Remember for a moment what was told."""
        if len(self._told) >= MOST_KEPT:
            self._told.clear()
        self._told[lesson_id] = (etag, time.monotonic())

    def forget(self, lesson_id: str) -> None:
        """Tell no more what was told before."""
        self._told.pop(lesson_id, None)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer who has the version that was told a moment ago; leave all others to the app."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if (
            known is None
            or environ["REQUEST_METHOD"] != "GET"
            or not self._is_known(environ, known)
        ):
            return self._inner(environ, start_response)
        start_response("304 NOT MODIFIED", [("ETag", known), *_HEADERS])
        return []

    def _is_known(self, environ: dict[str, Any], known: str) -> bool:
        """Whether the version that a phone has was told a moment ago."""
        found = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        etag, at = self._told.get(found.group(1), ("", 0.0)) if found else ("", 0.0)
        return known == f'"{etag}"' and time.monotonic() - at < KEPT_SECONDS


def tell_news_quickly(app: Flask) -> None:
    """Let an app answer phones that ask in vain before it does anything else."""
    quick = QuickNews(app.wsgi_app)
    app.extensions["quick_news"] = quick
    app.wsgi_app = quick  # type: ignore[method-assign]  # Flask's documented way to add middleware


def keep_told(lesson_id: str, etag: str) -> None:
    """Remember what the app in whose context this is has told of a lesson."""
    quick: QuickNews = current_app.extensions["quick_news"]
    quick.keep(lesson_id, etag)


def forget_told(lesson_id: str) -> None:
    """Have the next phone look: the class has gone on. Other processes tell it a moment later."""
    quick: QuickNews = current_app.extensions["quick_news"]
    quick.forget(lesson_id)
