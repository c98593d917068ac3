"""The part that a learner chose to practise, handed on from page to page in the address.

A question of a session has the page of any question of an attempt, which knows of no choice of
parts. Its links and forms would lose it, and the learner would go on with something else.
"""

from __future__ import annotations

from typing import Any

from flask import g, request
from flask.sansio.app import App

from quizapp.practice.scope import scope_in
from quizapp.web.kept_addresses import add_to_addresses

_HANDS_ON = frozenset(
    {"practice.go_on", "practice.undo_rating", "taking.view_item", "taking.record_response"}
)
_HAS_SCOPE = _HANDS_ON | {"practice.review_cards", "practice.rate_card"}
"""Whose own links name it already; but a question may come in the same response."""


def hand_scope_on(app: App) -> None:
    """Take the choice out of addresses, and put it into links."""
    app.url_value_preprocessor(_note_scope)
    add_to_addresses(app, _name_scope, goes_by=lambda: tuple(_scope_of_page().items()))


def _note_scope(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Note what the address chooses, where a question may come next."""
    if endpoint in _HAS_SCOPE and request.args:
        g.scope_in_url = scope_in(request.args)


def _name_scope(endpoint: str, values: dict[str, Any]) -> None:
    """Choose the same again in links and forms that lead on."""
    if endpoint in _HANDS_ON:
        for name, value in _scope_of_page().items():
            values.setdefault(name, value)


def _scope_of_page() -> dict[str, Any]:
    chosen: dict[str, Any] = g.get("scope_in_url", {})
    return chosen
