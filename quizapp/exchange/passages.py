"""A passage to mark as other programs have it: a choice among its parts, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from quizapp.domain.items import ItemForm, PlaceItem
from quizapp.domain.items.parts import TextPart, first_words, in_braces, parts
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.results import Loss
from quizapp.exchange.texts import one_line


def passage_question(item: PlaceItem) -> Asked:
    """Return the question with the parts of the passage as its answers."""
    count = len(item.right)
    right, wrong = 1 / count, 0.0 if count == 1 else -1 / count
    answers = tuple(
        Answer(part.text, right if part.is_marked else wrong, item.feedback_on(part) or "")
        for part in parts(item.text)
    )
    return Asked("one" if count == 1 else "many", item.stem, answers, is_ordered=True)


def passage_losses(item: ItemForm) -> Iterator[Loss]:
    """Tell that the passage has become a choice."""
    if isinstance(item, PlaceItem):
        message = f"`{item.id}` became a choice among the sentences of its passage."
        yield Loss("X623", item.id, message)


def has_several_marks(item: ItemForm) -> bool:
    """Whether it is a passage of which several parts are right."""
    return isinstance(item, PlaceItem) and len(item.right) > 1


def passage_fields(answers: Sequence[Answer], keys: Collection[Answer]) -> dict[str, Any] | None:
    """Return text and feedback of a passage with these parts; None if they make none any more."""
    found = tuple(TextPart(one_line(answer.text), answer in keys) for answer in answers)
    text = in_braces(found)
    if parts(text) != found:
        return None
    said = {
        first_words(part, found): answer.feedback
        for part, answer in zip(found, answers, strict=True)
        if answer.feedback.strip()
    }
    return {"text": text, **({"feedback": said} if said else {})}
