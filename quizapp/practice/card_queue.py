"""Which cards a learner is to review now: one queue over all banks of the server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import func, select

from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment, Stage
from quizapp.models import Card, Review
from quizapp.models.held_keys import hidden_items
from quizapp.models.memory import ReviewSource, met_cards_of
from quizapp.web.extensions import db


class CardKey(NamedTuple):
    """What a card is of."""

    bank_id: str
    item_id: str


@dataclass(frozen=True)
class Queue:
    """What a learner's cards ask for today. Every page that tells of it tells these figures.

    Attributes:
        cards: Those for today: first those due, then new ones, then those that were not known a few
            minutes ago, which need not be waited for when nothing else is left.
        to_refresh: How many of them were known last time.
        missed: How many were not, and are being learnt.
        new: How many were never reviewed.
        next_due_on: The day on which the first of the others falls due.
        reviewed_today: How many cards were rated on this learning day.
        asked: Items that an unfinished attempt still asks, or whose keys are held back until an
            assignment has closed; their cards would show the keys.
        waiting: How many cards wait for an attempt to be finished.
        held: How many more wait for an assignment to close.

    """

    cards: tuple[CardKey, ...]
    to_refresh: int
    missed: int
    new: int
    next_due_on: date | None
    reviewed_today: int
    asked: frozenset[CardKey]
    waiting: int
    held: int

    @property
    def left(self) -> int:
        """How many cards are left for today."""
        return len(self.cards)

    @property
    def is_begun(self) -> bool:
        """Whether the learner has met any card yet."""
        return bool(self.to_refresh or self.missed or self.reviewed_today or self.next_due_on)

    def left_of(self, bank_id: str) -> int:
        """How many of them are of this bank."""
        return sum(key.bank_id == bank_id for key in self.cards)


def queue_of(user_id: int | None, banks: Sequence[Bank], moment: Moment) -> Queue:
    """The queue of a learner; of somebody the server has not met yet, everything is new.

    Cards that an unfinished attempt still asks wait for it, those of an assignment that shows no
    keys yet wait for its close, and cards of items that their bank holds back are not asked for.
    """
    hidden, day = _Hidden.of(user_id, moment.now), _Today.of(user_id, moment)
    keys = [key for bank in banks for key in card_keys(bank)]
    ready = dict.fromkeys(key for key in keys if key not in hidden.keys)
    met = _cards_by_key(user_id)
    today, later = _parted([card for key, card in met.items() if key in ready], moment)
    new = day.new_ones([key for key in ready if key not in met], moment.new_cards)
    missed = sum(card.stage != Stage.REVIEW for card in today)
    return Queue(
        cards=(
            *(_key(card) for card in today if not _is_resting(card, moment.now)),
            *new,
            *(_key(card) for card in today if _is_resting(card, moment.now)),
        ),
        to_refresh=len(today) - missed,
        missed=missed,
        new=len(new),
        next_due_on=min((moment.day_of(card.due_at) for card in later), default=None),
        reviewed_today=day.reviewed,
        asked=hidden.keys,
        waiting=len(hidden.asked.intersection(keys)),
        held=len((hidden.held - hidden.asked).intersection(keys)),
    )


def hidden_keys(user_id: int | None, now: datetime) -> frozenset[CardKey]:
    """The cards that would show a key now, whether an attempt or an assignment holds it."""
    return _Hidden.of(user_id, now).keys


def card_keys(bank: Bank) -> list[CardKey]:
    """The cards that may be asked of a bank, in its order."""
    return [
        CardKey(bank.id, item_id)
        for item_id in bank.items
        if item_id not in bank.held_item_ids and bank.content_of(item_id).faces
    ]


@dataclass(frozen=True)
class _Today:
    """How many cards were rated on this learning day, and in each bank for the first time."""

    reviewed: int
    met: Mapping[str, int]

    def new_ones(self, fresh: Sequence[CardKey], by_day: int) -> list[CardKey]:
        """So many of the cards never reviewed as the day may still bring, the banks in turn."""
        left = max(0, by_day - sum(self.met.values()))
        return _in_turn(fresh, self.met)[:left]

    @classmethod
    def of(cls, user_id: int | None, moment: Moment) -> _Today:
        if user_id is None:
            return cls(0, {})
        rows = db.session.execute(
            select(
                Card.bank_key,
                func.count(Review.id),
                func.count(Review.id).filter(Review.sequence == 1),
            )
            .join(Review, Review.card_id == Card.id)
            .where(
                Card.user_id == user_id,
                Review.source == ReviewSource.CARD,
                Review.retracted_at.is_(None),
                Review.reviewed_at >= moment.day_started_at,
            )
            .group_by(Card.bank_key)
        ).all()
        return cls(
            sum(count for _, count, _ in rows), {bank_key: first for bank_key, _, first in rows}
        )


@dataclass(frozen=True)
class _Hidden:
    """Cards that would show a key.

    `held` wait for an assignment to close, `asked` for an attempt to be finished.
    """

    held: frozenset[CardKey]
    asked: frozenset[CardKey]

    @cached_property
    def keys(self) -> frozenset[CardKey]:
        """All of them."""
        return self.held | self.asked

    @classmethod
    def of(cls, user_id: int | None, now: datetime) -> _Hidden:
        rows = db.session.execute(hidden_items(user_id, now)).all() if user_id else []
        by_reason: dict[bool, set[CardKey]] = {True: set(), False: set()}
        for bank, item, is_held in rows:
            by_reason[is_held].add(CardKey(bank, item))
        return cls(frozenset(by_reason[True]), frozenset(by_reason[False]))


def _cards_by_key(user_id: int | None) -> dict[CardKey, Card]:
    """The learner's cards, the one due first in front."""
    if user_id is None:
        return {}
    return {_key(card): card for card in db.session.scalars(met_cards_of(user_id))}


def _parted(cards: Sequence[Card], moment: Moment) -> tuple[list[Card], list[Card]]:
    """The cards that are for today, and the others."""
    today = [card for card in cards if moment.is_due(card.due_at)]
    return today, [card for card in cards if not moment.is_due(card.due_at)]


def _is_resting(card: Card, now: datetime) -> bool:
    """Whether a card that was not known comes back in a few minutes."""
    return card.stage != Stage.REVIEW and card.due_at > now


def _in_turn(fresh: Sequence[CardKey], met_today: Mapping[str, int]) -> list[CardKey]:
    """New cards, one bank after the other: the next is of the bank of which fewest were met today.

    The queue is made anew for every page. Without today's count, the first bank would have the
    first turn each time, and so all of them.
    """
    turns = dict(met_today)
    order = []
    for place, key in enumerate(fresh):
        turns[key.bank_id] = turns.get(key.bank_id, 0) + 1
        order.append((turns[key.bank_id], place, key))
    return [key for _, _, key in sorted(order)]


def _key(card: Card) -> CardKey:
    return CardKey(card.bank_key, card.item_key)
