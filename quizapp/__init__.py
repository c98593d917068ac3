"""Quizapp: one readable file about one article becomes quizzes, flashcards and a memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the app. `settings` go before the environment; names as in `quizapp/web/config.py`."""
    # Imported on demand: `quizapp check` needs no web framework and starts several times faster.
    with _nothing_collected():
        from quizapp.app import assembled_app

        return assembled_app(settings)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Look for no garbage meanwhile: what is loaded stays, and looking takes a fifth of a start."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
