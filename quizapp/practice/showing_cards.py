"""A card as it is shown: its front, its back, and what each rating would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quizapp.domain.bank import Bank
from quizapp.domain.items.content import Face, ItemContent
from quizapp.domain.memory import Rating
from quizapp.domain.memory.due_days import due_day
from quizapp.domain.memory.updates import MemoryState, learnt, of_card
from quizapp.memory.hidden_items import Hidden, ItemKey
from quizapp.memory.terms import LearningTerms
from quizapp.models import Card
from quizapp.models.memory import card_of, cards_of
from quizapp.practice.rating import RatedShowing, card_content, rating_to_correct
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Choice:
    """A rating to give, and the day on which the item would be due; None: again today."""

    rating: str
    returns_on: date | None


@dataclass(frozen=True)
class ShownCard:
    """A card with both its faces.

    Attributes:
        sequence: The number of this showing.
        choices: The four ratings.
        original: The address of the article that is retold, if it has one.
        given: The rating that this showing has had already, if it is looked at again.
    """

    bank_id: str
    bank_title: str
    language: str
    item_id: str
    type: str
    topic: str
    face: Face
    content: ItemContent
    sequence: int
    choices: tuple[Choice, ...]
    original: str | None = None
    given: str | None = None


def shown_card(
    user_id: int | None, bank: Bank, item_id: str, terms: LearningTerms, look: int | None = None
) -> ShownCard:
    """A card to ask. `look` is the number of a showing that was rated today, to be corrected.

    Whoever calls it has seen to it that the item's key may be shown (`may_be_turned`).

    Raises:
        NotFound: the item is no card.
    """
    card = db.session.scalar(card_of(user_id, bank.id, item_id)) if user_id else None
    rated = rating_to_correct(db.session, card, look, terms.today) if card else None
    return _shown(bank, item_id, card, rated, terms)


def shown_cards(
    user_id: int, banks: Mapping[str, Bank], keys: Iterable[ItemKey], terms: LearningTerms
) -> list[ShownCard]:
    """The same for many cards, in this order. One query."""
    keys = list(keys)
    items = Card.item_key.in_([key.item_id for key in keys])
    rows = db.session.scalars(cards_of(user_id).where(items))
    cards = {ItemKey(card.bank_key, card.item_key): card for card in rows}
    return [_shown(banks[key.bank_id], key.item_id, cards.get(key), None, terms) for key in keys]


def _shown(
    bank: Bank, item_id: str, card: Card | None, rated: RatedShowing | None, terms: LearningTerms
) -> ShownCard:
    content = card_content(bank, item_id)
    sequence = (card.review_count if card else 0) + 1
    state, given = (card.state if card else None), None
    if rated is not None:
        sequence, state = sequence - 1, rated.before
        given = Rating(rated.review.rating or 1).name.lower()
    return ShownCard(
        bank_id=bank.id,
        bank_title=bank.title,
        language=bank.language,
        item_id=item_id,
        type=content.type,
        topic=content.topic_title,
        face=content.faces[(sequence - 1) % len(content.faces)],  # they take turns
        content=content,
        sequence=sequence,
        choices=rating_choices(state, terms.today, terms.retention),
        original=bank.article.url,
        given=given,
    )


def rating_choices(state: MemoryState | None, today: date, retention: float) -> tuple[Choice, ...]:
    """The four ratings with the days that the item would be due on; what was missed, today."""
    return tuple(
        Choice(
            rating.name.lower(),
            None
            if rating is Rating.AGAIN
            else due_day(learnt(state, of_card(rating), today), retention),
        )
        for rating in Rating
    )


def may_be_turned(key: ItemKey, bank: Bank | None, hidden: Hidden) -> bool:
    """Whether a card's back may be seen: nobody waits for its key, and its bank asks it."""
    return (
        bank is not None
        and key.item_id in bank.items
        and key.item_id not in bank.held_item_ids
        and key not in hidden.keys
    )
