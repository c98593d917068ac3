"""One memory per learner and item, and the log of answers that it is worked out from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.updates import MemoryState
from quizapp.models.base import ASKED_USER, BankKey, Base, BigKey, Id, PublicId, partial_index


class ReviewSource(StrEnum):
    """What a row of the log tells of."""

    CARD = "card"
    QUIZ = "quiz"
    SESSION = "session"
    """A checked question of the day's session."""
    VOTE = "vote"
    """A first vote in a lesson, before anything was discussed."""
    KEY = "key"
    """The key was seen without an answer: on looking back, or with another question."""


class Card(Base):
    """What one learner remembers of one item: the track that the rows of its log come to.

    It can be worked out anew at any time (`quizapp memory rebuild`), so nothing is written here
    that the log does not say. Without `stability` nothing is remembered: all was retracted, or is
    of a key that was corrected at `forgotten_at`, or a wrong answer waits for its key to be seen.

    `review_count` numbers the showings: ratings and responses that were not retracted. `last_day`
    is the learning day of the last row of any kind.
    """

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("user_id", "bank_key", "item_key"),
        Index("ix_cards_user_id_last_day", "user_id", "last_day"),
    )

    id: Mapped[BigKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    remembered_on: Mapped[date | None]
    asked_on: Mapped[date | None]
    quizzed_on: Mapped[date | None]
    key_seen_on: Mapped[date | None]
    known: Mapped[float | None]
    answer_count: Mapped[int] = mapped_column(default=0)
    has_hidden_miss: Mapped[bool] = mapped_column(default=False)
    review_count: Mapped[int] = mapped_column(default=0)
    last_day: Mapped[date]
    reviewed_at: Mapped[datetime]
    created_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]

    @property
    def track(self) -> Track:
        """What its rows come to, as the engine takes it."""
        return Track(
            state=self.state,
            asked_on=self.asked_on,
            quizzed_on=self.quizzed_on,
            key_seen_on=self.key_seen_on,
            known=self.known,
            count=self.answer_count,
            has_hidden_miss=self.has_hidden_miss,
        )

    @track.setter
    def track(self, track: Track) -> None:
        state = track.state
        self.stability = None if state is None else state.stability
        self.difficulty = None if state is None else state.difficulty
        self.remembered_on = None if state is None else state.day
        self.asked_on = track.asked_on
        self.quizzed_on = track.quizzed_on
        self.key_seen_on = track.key_seen_on
        self.known = track.known
        self.answer_count = track.count
        self.has_hidden_miss = track.has_hidden_miss

    @property
    def state(self) -> MemoryState | None:
        """The memory itself; None where nothing is remembered."""
        if self.stability is None or self.difficulty is None or self.remembered_on is None:
            return None
        return MemoryState(self.stability, self.difficulty, self.remembered_on)


class Review(Base):
    """One row of the log: a card rated, a response given, or a key seen.

    Rows are only ever added. What is taken back is marked `retracted_at`; where more is accepted
    than before, `remarked` is the new mark. Neither is another day's work: what was predicted
    with the answer stays as it was.

    The sequence counts a card's ratings and responses from 1; its unique key makes a rating sent
    twice count once. What was retracted leaves its number to the rating given in its place. Keys
    seen have none.

    Attributes:
        day: The learning day, worked out once.
        vote_id: The vote in a lesson that it tells of; of a key seen there, the second vote.
        rating: Of a card, as given; of a response, what it says if it was known.
        mark: Of a response, from 0 to 1.
        guess_chance: Of full marks by luck, from 0 to 1.
        guess_mark: What luck alone brings on average.
        begun_at: When the response's attempt began, by whose key it was marked.
        is_key_held: The key was not shown after it.
        form: In which it was asked, `Form`.
        seconds: How long it took, None where nobody could say.
        predicted: The chance of full marks as people are shown it, worked out before marking.
        predicted_plain: The same by the learner's own memory alone.
        days_since: Learning days since the memory's last update; None for a first answer.
        is_after_key: Whether the key had been seen on that learning day.
        engine: The version of the engine that predicted.
        known: The chance that it was known; None where the row changed no memory.
        stability_before: Of the memory that it changed, in days; None for a first answer.
        difficulty_before: Of the same memory, from 1 to 10.
        days_before: Learning days since that memory was changed last; None for a first answer.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        partial_index(
            "uq_reviews_card_id_sequence",
            "card_id",
            "sequence",
            unique=True,
            where="retracted_at IS NULL",
        ),
    )

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"), index=True)
    sequence: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    reviewed_at: Mapped[datetime] = mapped_column(index=True)
    retracted_at: Mapped[datetime | None]
    item_revision_id: Mapped[int | None] = mapped_column(ForeignKey("item_revisions.id"))
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("responses.id", ondelete="SET NULL"), unique=True
    )
    vote_id: Mapped[int | None] = mapped_column(
        ForeignKey("lesson_votes.id", ondelete="SET NULL"), unique=True
    )
    rating: Mapped[int | None]
    mark: Mapped[float | None]
    remarked: Mapped[float | None]
    guess_chance: Mapped[float] = mapped_column(default=0.0)
    guess_mark: Mapped[float] = mapped_column(default=0.0)
    begun_at: Mapped[datetime | None]
    is_key_held: Mapped[bool] = mapped_column(default=False)
    form: Mapped[str | None] = mapped_column(String(8))
    seconds: Mapped[float | None]
    predicted: Mapped[float | None]
    predicted_plain: Mapped[float | None]
    days_since: Mapped[int | None]
    is_after_key: Mapped[bool] = mapped_column(default=False)
    engine: Mapped[int | None]
    known: Mapped[float | None]
    stability_before: Mapped[float | None]
    difficulty_before: Mapped[float | None]
    days_before: Mapped[int | None]

    card: Mapped[Card] = relationship()


class KeyCorrection(Base):
    """An item whose old key is no longer right: what was learnt by it is to be learnt anew."""

    __tablename__ = "key_corrections"
    __table_args__ = (UniqueConstraint("bank_key", "item_key"),)

    id: Mapped[BigKey]
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    corrected_at: Mapped[datetime]


def card_of(
    user_id: Id,
    bank_key: str | BindParameter[str],
    item_key: str | BindParameter[str],
) -> Select[Card]:
    """The user's card of an item."""
    return select(Card).where(
        Card.user_id == user_id, Card.bank_key == bank_key, Card.item_key == item_key
    )


CARD_ANSWERED = card_of(
    ASKED_USER, bindparam("bank_key", type_=String), bindparam("item_key", type_=String)
)
"""The same, built once, of `user_id`, `bank_key` and `item_key`."""


def cards_of(user_id: int) -> Select[Card]:
    """The user's cards, those of items met first in front."""
    return select(Card).where(Card.user_id == user_id).order_by(Card.id)


def last_day_of(user_id: int) -> Select[date | None]:
    """The learner's last learning day."""
    return select(func.max(Card.last_day)).where(Card.user_id == user_id)


def says_something() -> ColumnElement[bool]:
    """Whether anything is remembered of a card's item."""
    return Card.stability.is_not(None)


def log_of(card_id: int) -> Select[Review]:
    """All rows of a card, in the one order of the log."""
    return select(Review).where(Review.card_id == card_id).order_by(*LOG_ORDER)


LOG_ORDER = (Review.day, Review.reviewed_at, Review.public_id)
