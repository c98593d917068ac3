"""Quizapp: one readable file about one article becomes quizzes, flashcards and a memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.web.loading import loading

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app", "loading"]


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the app. `settings` go before the environment; names as in `quizapp/web/config.py`."""
    # Imported on demand: `quizapp check` needs no web framework and starts several times faster.
    with loading():
        from quizapp.app import assembled_app

        return assembled_app(settings)
