"""One card per learner and item, and the reviews that made it what it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.domain.memory import Memory, Stage
from quizapp.models.base import BankKey, Base, BigKey


class ReviewSource(StrEnum):
    """Where a review came from."""

    CARD = "card"
    QUIZ = "quiz"


class Card(Base):
    """An item as scheduled for one learner: the memory after the last of its reviews.

    `forgotten_after` is the sequence of the last review that no longer says anything, because
    the item's key was corrected at `forgotten_at`. A card whose only review was retracted has none
    left, and counts as never met.
    """

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("user_id", "bank_key", "item_key"),
        Index("ix_cards_user_id_due_at", "user_id", "due_at"),
    )

    id: Mapped[BigKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    stage: Mapped[int]
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due_at: Mapped[datetime]
    reviewed_at: Mapped[datetime]
    review_count: Mapped[int]
    created_at: Mapped[datetime]
    forgotten_at: Mapped[datetime | None]
    forgotten_after: Mapped[int | None]

    @property
    def is_forgotten(self) -> bool:
        """Whether no review says anything: there is none, or all were of another key."""
        return (self.forgotten_after or 0) >= self.review_count

    @property
    def memory(self) -> Memory | None:
        """The card as the scheduler sees it; None where learning starts anew."""
        if self.is_forgotten:
            return None
        return Memory(
            stage=Stage(self.stage),
            step=self.step,
            stability=self.stability,
            difficulty=self.difficulty,
            due_at=self.due_at,
            reviewed_at=self.reviewed_at,
        )

    def remember(self, memory: Memory) -> None:
        """Take over the memory after a review."""
        self.stage = memory.stage
        self.step = memory.step
        self.stability = memory.stability
        self.difficulty = memory.difficulty
        self.due_at = memory.due_at
        self.reviewed_at = memory.reviewed_at

    def remember_anew(self, memory: Memory | None) -> None:
        """Take over what other reviews than before come to; None where there are none.

        A card that is forgotten has been due since then, whatever its reviews said.
        """
        if memory is not None:
            self.remember(memory)
        if self.is_forgotten and self.forgotten_at is not None:
            self.due_at = self.forgotten_at


class Review(Base):
    """One look at a card. Rows are only ever added; what is taken back is marked `retracted_at`.

    The sequence counts a card's reviews from 1; its unique key makes a rating sent twice count
    once. What was retracted leaves its number to the rating that is given in its place.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index(
            "uq_reviews_card_id_sequence",
            "card_id",
            "sequence",
            unique=True,
            sqlite_where=text("retracted_at IS NULL"),
            postgresql_where=text("retracted_at IS NULL"),
        ),
    )

    id: Mapped[BigKey]
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id", ondelete="CASCADE"), index=True)
    sequence: Mapped[int]
    rating: Mapped[int]
    source: Mapped[str] = mapped_column(String(8))
    item_revision_id: Mapped[int] = mapped_column(ForeignKey("item_revisions.id"))
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("responses.id", ondelete="SET NULL"), unique=True
    )
    reviewed_at: Mapped[datetime] = mapped_column(index=True)
    retracted_at: Mapped[datetime | None]

    card: Mapped[Card] = relationship()


def card_of(user_id: int, bank_key: str, item_key: str) -> Select[Card]:
    """The user's card of an item."""
    return select(Card).where(
        Card.user_id == user_id, Card.bank_key == bank_key, Card.item_key == item_key
    )


def cards_of(user_id: int) -> Select[Card]:
    """The user's cards, the one due first in front."""
    return select(Card).where(Card.user_id == user_id).order_by(Card.due_at, Card.id)


def met_cards_of(user_id: int) -> Select[Card]:
    """The same without those of which every review was retracted."""
    return cards_of(user_id).where(Card.review_count > 0)


def says_something() -> ColumnElement[bool]:
    """Whether a card's reviews say anything: the contrary of `Card.is_forgotten`."""
    return func.coalesce(Card.forgotten_after, 0) < Card.review_count


def reviews_that_hold(card_id: int) -> Select[Review]:
    """The reviews of a card that were not retracted, in their order."""
    return (
        select(Review)
        .where(Review.card_id == card_id, Review.retracted_at.is_(None))
        .order_by(Review.sequence)
    )


def looks_since(card_id: int, moment: datetime) -> Select[Review]:
    """The reviews of a card from `moment` on.

    With retracted ones: whoever takes a rating back has seen the key all the same.
    """
    return select(Review).where(Review.card_id == card_id, Review.reviewed_at >= moment)
