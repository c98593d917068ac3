"""From where somebody came to the article, and the way back there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from quizapp.practice.scope import scope_in
from quizapp.web.edges import is_bank_key, is_public_id

LONGEST = 4
"""Digits of a position: no attempt is longer."""


@dataclass(frozen=True)
class WayBack:
    """The address to go back to. `question` is its number in a quiz, None for one of a session."""

    url: str
    question: int | None = None


def way_back(query: Mapping[str, str]) -> WayBack | None:
    """The way back that an address names: `attempt` with `question`, or `card`; else None.

    What is there is for the page itself to refuse: here is no say about whose it is.
    """
    attempt, question = query.get("attempt", ""), query.get("question", "")
    scope = scope_in(query)
    if is_public_id(attempt):
        number = int(question) if _is_number(question) else None
        position = number or 1
        url = url_for("taking.view_item", attempt_id=attempt, position=position, **scope)
        return WayBack(url, number)
    card, look = query.get("card", ""), query.get("look", "")
    if card and all(map(is_bank_key, card.split("/", 1))):
        scope["look"] = look if _is_number(look) else None
        return WayBack(url_for("practice.review_cards", show=card, **scope))
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST and int(text) > 0
