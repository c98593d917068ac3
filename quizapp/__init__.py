"""Quizapp: one readable file about one article becomes quizzes, flashcards and a memory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the app. `settings` go before the environment; names as in `quizapp/web/config.py`."""
    # Imported on demand: `quizapp check` needs no web framework and starts several times faster.
    with nothing_collected():
        from quizapp.app import assembled_app

        return assembled_app(settings)


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Load modules without looking for garbage among them, now and later.

    What is loaded stays. To look it through takes a fifth of a start, and in a process that serves
    it kept everybody waiting for a tenth of a second now and then.
    """
    was_enabled, loaded = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > loaded:
            gc.freeze()
        if was_enabled:
            gc.enable()
