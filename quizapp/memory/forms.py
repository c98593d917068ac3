"""In which forms an item can be asked."""

from __future__ import annotations

from quizapp.domain.items.content import ItemContent
from quizapp.domain.memory.plan.pace import Form


def checked_form(content: ItemContent) -> Form:
    """The form of its questions."""
    return Form.CLOZE if content.type == "cloze" else Form.CHOICE


def forms_of(content: ItemContent) -> frozenset[Form]:
    """All of its forms."""
    checked = {checked_form(content)} if content.questions else set()
    return frozenset(checked | ({Form.CARD} if content.faces else set()))
