"""All memories worked out anew from the log, as if every answer were given again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.memory.log_rows import Effect, fold, note_effect, noted_effect
from quizapp.models import Card, Review
from quizapp.models.memory import LOG_ORDER
from quizapp.web.database import Reading, write_transaction
from quizapp.web.extensions import db

AT_ONCE = 500
"""Cards that are looked at in one step."""


@dataclass(frozen=True)
class Differing:
    """A card that is not what its log comes to."""

    card_id: int
    bank_key: str
    item_key: str


@dataclass(frozen=True)
class Rebuilt:
    """How many cards and rows there are, and which cards were not what their log comes to."""

    cards: int
    rows: int
    differing: tuple[Differing, ...]


def check_memories(tell: Callable[[int], None] = lambda _count: None) -> Rebuilt:
    """Compare every card with what its log comes to, to the last bit, and change nothing."""
    return _gone_through(db.session, tell, mends=False)


def rebuild_memories(tell: Callable[[int], None] = lambda _count: None) -> Rebuilt:
    """Work out every card anew. `tell` hears how many are done."""
    with write_transaction() as tx:
        return _gone_through(tx, tell, mends=True)


def count_cards() -> int:
    """How many cards there are to go through."""
    return db.session.scalar(select(func.count(Card.id))) or 0


def _gone_through(tx: Reading, tell: Callable[[int], None], *, mends: bool) -> Rebuilt:
    cards, rows, differing = 0, 0, list[Differing]()
    for some in _portions(tx):
        logs = _logs(tx, some)
        for card in some:
            if not _is_as_folded(card, logs[card.id], mends=mends):
                differing.append(Differing(card.id, card.bank_key, card.item_key))
        cards += len(some)
        rows += sum(map(len, logs.values()))
        if mends:
            tx.flush()
        tx.expunge_all()
        tell(cards)
    return Rebuilt(cards, rows, tuple(differing))


def _portions(tx: Reading) -> Iterator[Sequence[Card]]:
    last = 0
    while some := tx.scalars(
        select(Card).where(Card.id > last).order_by(Card.id).limit(AT_ONCE)
    ).all():
        last = some[-1].id
        yield some


def _logs(tx: Reading, cards: Sequence[Card]) -> dict[int, list[Review]]:
    logs: defaultdict[int, list[Review]] = defaultdict(list)
    of_these = Review.card_id.in_([card.id for card in cards])
    for review in tx.scalars(select(Review).where(of_these).order_by(*LOG_ORDER)):
        logs[review.card_id].append(review)
    return logs


def _is_as_folded(card: Card, log: Sequence[Review], *, mends: bool) -> bool:
    """Whether a card is what its log comes to; where it mends, it is afterwards."""
    track, folded = fold(card, log)
    count = sum(row.sequence is not None and row.retracted_at is None for row in log)
    effects = [folded.get(row.public_id, Effect()) for row in log]
    is_same = (card.track, card.review_count) == (track, count)
    is_same = is_same and list(map(noted_effect, log)) == effects
    if mends:
        card.track, card.review_count = track, count
        for row, effect in zip(log, effects, strict=True):
            note_effect(row, effect)
    return is_same
