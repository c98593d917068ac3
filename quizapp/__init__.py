"""Quizapp: one readable file about one article becomes quizzes, flashcards and a memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Make the app. `settings` go before the environment; names as in `quizapp/web/config.py`."""
    # Imported on demand: `quizapp check` needs no web framework and starts several times faster.
    from quizapp.app import assembled_app

    return assembled_app(settings)
