"""The stored log of a card as the engine takes it, and what folding it says of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from quizapp.domain.memory import Rating
from quizapp.domain.memory.guesses import Guess
from quizapp.domain.memory.log.folding import NOTHING, Track, Update, step
from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.rows import (
    Answered,
    AskedIn,
    ItemRow,
    KeyCorrected,
    KeySeen,
    Rated,
    Remarked,
    Retracted,
    Row,
)
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource


def item_row(card: Card, review: Review) -> ItemRow:
    """One row of the log, as it was recorded."""
    seen = KeySeen(
        day=review.day,
        at=review.reviewed_at,
        id=review.public_id,
        learner=str(card.user_id),
        item=card.item_key,
    )
    if review.source == ReviewSource.KEY:
        return seen
    if review.source == ReviewSource.CARD:
        return Rated(**_place(seen), rating=Rating(review.rating or Rating.AGAIN))
    return Answered(
        **_place(seen),
        begun_at=review.begun_at or review.reviewed_at,
        mark=review.mark or 0.0,
        guess=Guess(review.guess_chance, review.guess_mark),
        rating=Rating(review.rating or Rating.GOOD),
        asked_in=AskedIn.VOTE if review.source == ReviewSource.VOTE else AskedIn.QUIZ,
        is_key_held=review.is_key_held,
    )


def _place(row: ItemRow) -> dict[str, Any]:
    """Where a row stands in the log, whatever it tells of."""
    return {field.name: getattr(row, field.name) for field in fields(ItemRow)}


def engine_log(card: Card, reviews: Iterable[Review]) -> Iterator[Row]:
    """All that the log says of a card: its rows, and what was changed about them since."""
    for review in reviews:
        yield item_row(card, review)
        yield from _changes(review)
    if card.forgotten_at is not None:
        yield KeyCorrected(
            day=card.forgotten_at.date(), at=card.forgotten_at, id="corrected", item=card.item_key
        )


def _changes(review: Review) -> Iterator[Row]:
    day, at, of = review.day, review.reviewed_at, review.public_id
    if review.retracted_at is not None:
        yield Retracted(day=day, at=at, id=f"{of} retracted", of=of)
    if review.remarked is not None:
        yield Remarked(day=day, at=at, id=f"{of} remarked", of=of, mark=review.remarked)


def fold(card: Card, reviews: Iterable[Review]) -> tuple[Track, dict[str, Effect]]:
    """What the rows of a card come to, and what each did to the memory, by its id."""
    track, effects = NOTHING, {}
    for row in live_rows(engine_log(card, reviews)):
        taken = step(track, row)
        track = taken.track
        effects[row.id] = Effect.of(taken.update)
    return track, effects


class Effect(NamedTuple):
    """What a row did to the memory, kept with it for the statistics of classes.

    Attributes:
        known: The chance that it was known; None where it changed nothing.
        stability_before: Of the memory that it changed, in days; None for a first answer.
        difficulty_before: Of the same memory.
        days_before: Learning days since that memory was changed last.
    """

    known: float | None = None
    stability_before: float | None = None
    difficulty_before: float | None = None
    days_before: int | None = None

    @classmethod
    def of(cls, update: Update | None) -> Effect:
        """What folding a row came to."""
        if update is None:
            return cls()
        if update.before is None:
            return cls(update.known)
        before = update.before
        days = before.days_to(update.day)
        return cls(update.known, before.stability, before.difficulty, days)


def noted_effect(review: Review) -> Effect:
    """The effect as it is kept."""
    return Effect(
        review.known, review.stability_before, review.difficulty_before, review.days_before
    )


def note_effect(review: Review, effect: Effect) -> None:
    """Keep it."""
    review.known = effect.known
    review.stability_before, review.difficulty_before = (
        effect.stability_before,
        effect.difficulty_before,
    )
    review.days_before = effect.days_before
