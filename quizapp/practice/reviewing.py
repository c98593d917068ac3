"""Cards shown: which one is next, and what its back says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from quizapp.domain.bank import Bank
from quizapp.domain.items.content import Face, ItemContent
from quizapp.domain.memory import Memory, Moment, next_memories
from quizapp.memory.remembering import fuzz_seed
from quizapp.models.memory import card_of
from quizapp.practice.card_queue import CardKey, Queue, queue_of
from quizapp.practice.rating import card_content, rating_to_correct
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Choice:
    """A rating to give, and how long the card then rests."""

    rating: str
    interval: timedelta


@dataclass(frozen=True)
class PosedCard:
    """A card as shown: the back only once it was asked for.

    `given` is the rating that this showing of it has had already, if it is looked at again.
    """

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
    given: str | None = None


def next_card(
    user_id: int | None,
    banks: Sequence[Bank],
    moment: Moment,
    turned: CardKey | None = None,
    look: int | None = None,
) -> tuple[Queue, PosedCard | None]:
    """What is waiting, and the card to show: the one to turn over, or the front of the next.

    This is the only way to a card's back, and here it is decided whether it may be seen: a card
    that an unfinished attempt still asks, or whose item is held back, gives way to the next one.
    `look` is the number of the showing; one that was rated today is shown as it was, to correct it.

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
    if turned is None:
        return queue, _front(user_id, bank, key.item_id)
    return queue, _turned_card(user_id, bank, key.item_id, look, moment)


def rating_choices(memory: Memory | None, moment: Moment, fuzz_seed: str) -> tuple[Choice, ...]:
    """The four ratings, each with the time that the card then rests."""
    memories = next_memories(memory, moment.now, retention=moment.retention, fuzz_seed=fuzz_seed)
    return tuple(
        Choice(rating.name.lower(), after.due_at - moment.now) for rating, after in memories.items()
    )


def _may_be_seen(key: CardKey, bank: Bank | None, queue: Queue) -> bool:
    return (
        bank is not None
        and key.item_id in bank.items
        and key.item_id not in bank.held_item_ids
        and key not in queue.asked
    )


def _front(user_id: int | None, bank: Bank, item_id: str) -> PosedCard:
    card = db.session.scalar(card_of(user_id, bank.id, item_id)) if user_id else None
    sequence = (card.review_count if card else 0) + 1
    content = card_content(bank, item_id)
    return PosedCard(
        bank_id=bank.id,
        bank_title=bank.title,
        language=bank.language,
        item_id=item_id,
        type=content.type,
        topic=content.topic_title,
        front=_face(content, sequence).front,
        back=None,
        content=None,
        sequence=sequence,
        choices=(),
    )


def _turned_card(
    user_id: int | None, bank: Bank, item_id: str, look: int | None, moment: Moment
) -> PosedCard:
    front = _front(user_id, bank, item_id)
    content = card_content(bank, item_id)
    memory, given = None, None
    if user_id and front.sequence > 1:
        card = db.session.scalars(card_of(user_id, bank.id, item_id)).one()
        memory = card.memory
        rated = rating_to_correct(db.session, card, look, moment)
        if rated is not None:
            memory, given = rated.memory_before, rated.rating.name.lower()
            moment = replace(moment, now=rated.rated_at)
    sequence = front.sequence - (given is not None)
    face = _face(content, sequence)
    return replace(
        front,
        front=face.front,
        back=face.back,
        content=content,
        sequence=sequence,
        choices=rating_choices(memory, moment, fuzz_seed(item_id, sequence)),
        given=given,
    )


def _face(content: ItemContent, sequence: int) -> Face:
    """The faces of an item take turns."""
    return content.faces[(sequence - 1) % len(content.faces)]
