"""Further questions on the passage that a class has discussed."""

from __future__ import annotations

from collections.abc import Collection

from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import askable_items
from quizapp.domain.items.content import ItemContent
from quizapp.domain.lessons.votes import votable_questions


def votable_items(bank: Bank) -> tuple[str, ...]:
    """The ids of all items that a class can vote on, in the order of the bank."""
    return tuple(
        item_id for item_id in askable_items(bank) if votable_questions(bank.content_of(item_id))
    )


def follow_ups(
    bank: Bank, discussed: ItemContent, leave_out: Collection[str] = ()
) -> tuple[str, ...]:
    """The ids of the items on a passage of what was discussed, itself left out.

    What a discussion has moved must show on a question that nobody has discussed.
    """
    passages = _passages(discussed)
    return tuple(
        item_id
        for item_id in votable_items(bank)
        if item_id not in {discussed.item_id, *leave_out}
        and passages & _passages(bank.content_of(item_id))
    )


def _passages(content: ItemContent) -> frozenset[str]:
    return frozenset(quote.passage_id for quote in content.quotes)
