"""Cards shown and rated: which one is next, and what a rating does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from quizapp.banks.revisions import PublishedBank, recorded_item_revisions
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import Face, ItemContent
from quizapp.domain.memory import Memory, Moment, Rating, next_memories
from quizapp.memory.remembering import CardOf, add_review, fuzz_seed
from quizapp.models import Review
from quizapp.models.memory import ReviewSource, card_of
from quizapp.practice.card_queue import CardKey, Queue, queue_of
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Choice:
    """A rating to give, and how long the card then rests."""

    rating: str
    interval: timedelta


@dataclass(frozen=True)
class PosedCard:
    """A card as shown: the back only once it was asked for."""

    bank_id: str
    bank_title: str
    language: str
    item_id: str
    type: str
    topic: str
    front: str
    back: str | None
    content: ItemContent | None
    sequence: int
    choices: tuple[Choice, ...]


def next_card(
    user_id: int | None, banks: Sequence[Bank], moment: Moment, turned: CardKey | None = None
) -> tuple[Queue, PosedCard | None]:
    """What is waiting, and the card to show: the one to turn over, or the front of the next.

    This is the only way to a card's back, and here it is decided whether it may be seen: a card
    that an unfinished attempt still asks, or whose item is held back, gives way to the next one.

    Raises:
        NotFound: the item to turn over is no card.
    """
    queue = queue_of(user_id, banks, moment)
    by_id = {bank.id: bank for bank in banks}
    if turned is not None and not _may_be_seen(turned, by_id.get(turned.bank_id), queue):
        turned = None
    key = turned or next(iter(queue.cards), None)
    if key is None:
        return queue, None
    bank = by_id[key.bank_id]
    return queue, _posed_card(user_id, bank, key.item_id, moment, with_back=bool(turned))


def rating_choices(memory: Memory | None, moment: Moment, fuzz_seed: str) -> tuple[Choice, ...]:
    """The four ratings, each with the time that the card then rests."""
    memories = next_memories(memory, moment.now, retention=moment.retention, fuzz_seed=fuzz_seed)
    return tuple(
        Choice(rating.name.lower(), after.due_at - moment.now) for rating, after in memories.items()
    )


def rate_card(
    published: PublishedBank,
    user_id: int,
    item_id: str,
    sequence: int,
    rating: Rating,
    moment: Moment,
) -> None:
    """Record the learner's rating of a card.

    `sequence` is the number of the review as the page counted it: a rating sent twice, or from
    a tab that another device has overtaken, changes nothing.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    bank = published.bank
    _card_content(bank, item_id)
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        card = tx.scalar(card_of(user_id, bank.id, item_id))
        if sequence != (card.review_count if card else 0) + 1:
            return
        revision_id = recorded_item_revisions(tx, bank, [item_id], moment.now)[item_id]
        review = Review(rating=rating, source=ReviewSource.CARD, item_revision_id=revision_id)
        add_review(tx, card, CardOf(user_id, bank.id, item_id), review, moment)


def _may_be_seen(key: CardKey, bank: Bank | None, queue: Queue) -> bool:
    return (
        bank is not None
        and key.item_id in bank.items
        and key.item_id not in bank.held_item_ids
        and key not in queue.asked
    )


def _posed_card(
    user_id: int | None, bank: Bank, item_id: str, moment: Moment, *, with_back: bool
) -> PosedCard:
    content = _card_content(bank, item_id)
    card = db.session.scalar(card_of(user_id, bank.id, item_id)) if user_id else None
    sequence = (card.review_count if card else 0) + 1
    face = _face(content, sequence)
    choices = rating_choices(card.memory if card else None, moment, fuzz_seed(item_id, sequence))
    return PosedCard(
        bank_id=bank.id,
        bank_title=bank.title,
        language=bank.language,
        item_id=item_id,
        type=content.type,
        topic=content.topic_title,
        front=face.front,
        back=face.back if with_back else None,
        content=content if with_back else None,
        sequence=sequence,
        choices=choices if with_back else (),
    )


def _card_content(bank: Bank, item_id: str) -> ItemContent:
    content = bank.content_of(item_id) if item_id in bank.items else None
    if content is None or not content.faces:
        raise NotFound
    return content


def _face(content: ItemContent, sequence: int) -> Face:
    """The faces of an item take turns."""
    return content.faces[(sequence - 1) % len(content.faces)]
