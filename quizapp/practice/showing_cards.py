"""A card as it is shown: its front, its back, and what each rating would come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from quizapp.domain.bank import Bank
from quizapp.domain.drills.words import OWN, OtherWords, Words, told_in
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
        is_untold: Whether other words were chosen, which the item is not told in.
        beside: The card in the bank's own words, where it is shown in others.
        asked: The item as it is marked, which reads what is typed in the words of all versions.
    """

    bank_id: str
    bank_title: str
    language: str
    item_id: str
    type: str
    topic: str
    face: Face
    content: ItemContent
    asked: ItemContent
    sequence: int
    choices: tuple[Choice, ...]
    original: str | None = None
    given: str | None = None
    is_untold: bool = False
    beside: OtherWords | None = None


def shown_card(
    user_id: int | None,
    bank: Bank,
    item_id: str,
    terms: LearningTerms,
    look: int | None = None,
    words: Words = OWN,
) -> ShownCard:
    """A card to ask. `look` is the number of a showing that was rated today, to be corrected.

    Whoever calls it has seen to it that the item's key may be shown (`may_be_turned`).

    Raises:
        NotFound: the item is no card.
    """
    card = db.session.scalar(card_of(user_id, bank.id, item_id)) if user_id else None
    rated = rating_to_correct(db.session, card, look, terms.today) if card else None
    return _shown(bank, item_id, card, rated, terms, words)


def shown_cards(
    user_id: int,
    banks: Mapping[str, Bank],
    keys: Iterable[ItemKey],
    terms: LearningTerms,
    words: Mapping[str, Words],
) -> list[ShownCard]:
    """The same for many cards, in this order; `words` by their banks. One query."""
    keys = list(keys)
    items = Card.item_key.in_([key.item_id for key in keys])
    rows = db.session.scalars(cards_of(user_id).where(items))
    cards = {ItemKey(card.bank_key, card.item_key): card for card in rows}
    return [
        _shown(banks[key.bank_id], key.item_id, cards.get(key), None, terms, words[key.bank_id])
        for key in keys
    ]


def _shown(
    bank: Bank,
    item_id: str,
    card: Card | None,
    rated: RatedShowing | None,
    terms: LearningTerms,
    words: Words,
) -> ShownCard:
    own = card_content(bank, item_id)
    told = told_in(own, words)
    content = told.content
    sequence = (card.review_count if card else 0) + 1
    state, given = (card.state if card else None), None
    if rated is not None:
        sequence, state = sequence - 1, rated.before
        given = Rating(rated.review.rating or 1).name.lower()
    return ShownCard(
        bank_id=bank.id,
        bank_title=bank.title,
        language=told.language or bank.language,
        item_id=item_id,
        type=content.type,
        topic=content.topic_title,
        face=_face(content, sequence),
        content=content,
        asked=own,
        sequence=sequence,
        choices=rating_choices(state, terms.today, terms.retention),
        original=bank.article.url,
        given=given,
        is_untold=told.is_missing,
        beside=_own_words(own, bank, sequence) if told.version else None,
    )


def _face(content: ItemContent, sequence: int) -> Face:
    """The face of a showing: they take turns."""
    return content.faces[(sequence - 1) % len(content.faces)]


def _own_words(content: ItemContent, bank: Bank, sequence: int) -> OtherWords:
    face = _face(content, sequence)
    return OtherWords(None, bank.language, face.front, (), (), face.back)


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
