"""The one memory per learner and item: fed by quizzes and cards, asked for what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select

from quizapp import clock
from quizapp.database import Transaction, lock_learner, write_transaction
from quizapp.domain.bank import Bank
from quizapp.domain.days import learning_day, start_of_day
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import Face, ItemContent
from quizapp.domain.memory import Memory, Rating, Stage, next_memories, quiz_rating, reviewed
from quizapp.extensions import db
from quizapp.models import Attempt, AttemptItem, Card, Response, Review
from quizapp.models.attempts import finished_with_item, open_items
from quizapp.models.memory import ReviewSource, card_of, cards_of, reviews_since
from quizapp.services.revisions import PublishedBank, recorded_item_revisions

LEARN_AHEAD = timedelta(minutes=20)
"""When nothing else is left, a card in its first minutes need not be waited for."""


@dataclass(frozen=True)
class Queue:
    """What a learner's cards ask for now.

    Attributes:
        item_ids: The items to review now: those due, then new ones, then those learnt just now.
        due: How many of them are due.
        new: How many of them are new.
        next_due_at: When the first of the others falls due.
        reviewed_today: How many cards were rated on this learning day.
        held: Items that an unfinished attempt still asks; their cards would show its keys.
    """

    item_ids: tuple[str, ...]
    due: int
    new: int
    next_due_at: datetime | None
    reviewed_today: int
    held: frozenset[str]

    @property
    def left(self) -> int:
        """How many reviews are waiting."""
        return len(self.item_ids)


@dataclass(frozen=True)
class Choice:
    """A rating to give, and how long the card then rests."""

    rating: str
    interval: timedelta


@dataclass(frozen=True)
class PosedCard:
    """A card as shown: the back only once it was asked for."""

    item_id: str
    type: str
    topic: str
    front: str
    back: str | None
    content: ItemContent | None
    sequence: int
    choices: tuple[Choice, ...]


def queue_of(user_id: int | None, bank: Bank, now: datetime) -> Queue:
    """The queue of a learner; of somebody the server has not met yet, everything is new."""
    held = frozenset(db.session.scalars(open_items(user_id, bank.id))) if user_id else frozenset()
    with_faces = {item_id for item_id in bank.items if bank.content_of(item_id).faces} - held
    cards = list(db.session.scalars(cards_of(user_id, bank.id))) if user_id else []
    known = {card.item_key for card in cards}
    reviewed_today, met_today = _reviews_today(user_id, now) if user_id else (0, 0)
    allowance = max(0, current_app.config["NEW_CARDS"] - met_today)
    cards = [card for card in cards if card.item_key in with_faces]
    due = [card.item_key for card in cards if card.due_at <= now]
    new = [item_id for item_id in bank.items if item_id in with_faces - known][:allowance]
    later = [card for card in cards if card.due_at > now]
    item_ids = [*due, *new] or [
        card.item_key
        for card in later
        if card.stage != Stage.REVIEW and card.due_at <= now + LEARN_AHEAD
    ]
    return Queue(
        item_ids=tuple(item_ids),
        due=len(due),
        new=len(new),
        next_due_at=min((card.due_at for card in later), default=None),
        reviewed_today=reviewed_today,
        held=held,
    )


def posed_card(
    user_id: int | None, bank: Bank, item_id: str, now: datetime, *, with_back: bool
) -> PosedCard:
    """The card of an item, as the learner meets it now.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    content = _card_content(bank, item_id)
    card = db.session.scalar(card_of(user_id, bank.id, item_id)) if user_id else None
    sequence = (card.review_count if card else 0) + 1
    face = _face(content, sequence)
    choices = rating_choices(card.memory if card else None, now, _fuzz_seed(item_id, sequence))
    return PosedCard(
        item_id=item_id,
        type=content.type,
        topic=content.topic_title,
        front=face.front,
        back=face.back if with_back else None,
        content=content if with_back else None,
        sequence=sequence,
        choices=choices if with_back else (),
    )


def rating_choices(memory: Memory | None, now: datetime, fuzz_seed: str) -> tuple[Choice, ...]:
    """The four ratings, each with the time that the card then rests."""
    memories = next_memories(
        memory, now, retention=current_app.config["RETENTION"], fuzz_seed=fuzz_seed
    )
    return tuple(
        Choice(rating.name.lower(), after.due_at - now) for rating, after in memories.items()
    )


def rate_card(
    published: PublishedBank,
    user_id: int,
    item_id: str,
    sequence: int,
    rating: Rating,
    now: datetime,
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
        revision_id = recorded_item_revisions(tx, bank, [item_id], now)[item_id]
        review = Review(
            rating=rating, source=ReviewSource.CARD, item_revision_id=revision_id, reviewed_at=now
        )
        _add_review(tx, card, review, user_id=user_id, bank_key=bank.id, item_key=item_id)


def remember_response(
    tx: Transaction, attempt: Attempt, item: AttemptItem, response: Response
) -> None:
    """Let a quiz response feed the item's memory, where it says anything about it."""
    card = tx.scalar(card_of(attempt.user_id, attempt.bank_key, item.item_key))
    today = start_of_day(learning_day(response.responded_at, clock.zone()), clock.zone())
    reviews = tx.scalars(reviews_since(card.id, today)).all() if card else []
    ended_today = finished_with_item(attempt.user_id, attempt.bank_key, item.item_key, today)
    rating = quiz_rating(
        response.mark,
        is_unsure=response.is_unsure,
        is_hinted=response.is_hinted,
        quizzed_today=any(review.source == ReviewSource.QUIZ for review in reviews),
        key_seen_today=bool(reviews or tx.scalar(ended_today)),
    )
    if rating is None:
        return
    review = Review(
        rating=rating,
        source=ReviewSource.QUIZ,
        item_revision_id=item.item_revision_id,
        response_id=response.id,
        reviewed_at=response.responded_at,
    )
    _add_review(
        tx,
        card,
        review,
        user_id=attempt.user_id,
        bank_key=attempt.bank_key,
        item_key=item.item_key,
    )


def _add_review(
    tx: Transaction,
    card: Card | None,
    review: Review,
    *,
    user_id: int,
    bank_key: str,
    item_key: str,
) -> None:
    sequence = (card.review_count if card else 0) + 1
    memory = reviewed(
        card.memory if card else None,
        Rating(review.rating),
        review.reviewed_at,
        retention=current_app.config["RETENTION"],
        fuzz_seed=_fuzz_seed(item_key, sequence),
    )
    if card is None:
        card = Card(
            user_id=user_id, bank_key=bank_key, item_key=item_key, created_at=review.reviewed_at
        )
        tx.add(card)
    card.remember(memory)
    card.review_count = sequence
    review.card = card
    review.sequence = sequence
    tx.add(review)


def _reviews_today(user_id: int, now: datetime) -> tuple[int, int]:
    """How many cards were rated today, and how many of them for the first time."""
    first = func.count(Review.id).filter(Review.sequence == 1)
    count, met = db.session.execute(
        select(func.count(Review.id), first)
        .join(Card)
        .where(
            Card.user_id == user_id,
            Review.source == ReviewSource.CARD,
            Review.reviewed_at >= start_of_day(learning_day(now, clock.zone()), clock.zone()),
        )
    ).one()
    return count, met


def _card_content(bank: Bank, item_id: str) -> ItemContent:
    content = bank.content_of(item_id) if item_id in bank.items else None
    if content is None or not content.faces:
        raise NotFound
    return content


def _face(content: ItemContent, sequence: int) -> Face:
    """The faces of an item take turns."""
    return content.faces[(sequence - 1) % len(content.faces)]


def _fuzz_seed(item_key: str, sequence: int) -> str:
    """One seed per item and review: what a button shows is what happens."""
    return f"{item_key}:{sequence}"
