"""What is typed on a card before it is turned, held against the answer. Rating stays theirs."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.drills.typed import is_typed_right
from quizapp.domain.items.content import ItemContent
from quizapp.domain.items.written_numbers import MOST_TYPED


@dataclass(frozen=True)
class TypedOnCard:
    """A text, and whether it is read as right; None where no question says how to read it."""

    text: str
    is_right: bool | None


def typed_on_card(content: ItemContent, text: str) -> TypedOnCard | None:
    """What was typed, as the item's question reads it in all words; None where nothing was."""
    typed = text.strip()[:MOST_TYPED]
    if not typed:
        return None
    question = next((each for each in content.questions if each.is_typed), None)
    if question is None:
        return TypedOnCard(typed, None)
    return TypedOnCard(typed, is_typed_right(question, (typed,)))
