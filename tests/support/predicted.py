"""Answers with their predictions, as the log keeps them; needs an app context."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import update

from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION
from quizapp.models import Card, Review
from quizapp.models.base import new_public_id
from quizapp.models.memory import ReviewSource
from quizapp.web.database import write_transaction

FIRST_DAY = date(2026, 3, 2)
_numbers = count(1)


def answered(user_id: int, *changed: dict[str, Any], **common: Any) -> int:
    """Add a card with one row of the log for each `changed`; the card's id.

    Each row is a checked review that was expected with 80 % and came right, but for what
    `changed`, or `common` for all rows, says otherwise. Later rows follow a day apart.
    """
    noon = datetime.combine(FIRST_DAY, datetime.min.time(), UTC) + timedelta(hours=12)
    item = common.pop("item_key", f"item-{next(_numbers)}")
    with write_transaction() as tx:
        card = Card(user_id=user_id, bank_key="tides", item_key=item, review_count=len(changed))
        card.last_day, card.reviewed_at, card.created_at = FIRST_DAY, noon, noon
        tx.add(card)
        tx.flush()
        for number, one in enumerate(changed):
            at = noon + timedelta(days=number)
            row = {**_usual(number, at), **common, **one}
            tx.add(Review(card_id=card.id, public_id=new_public_id(), **row))
        return card.id


def _usual(number: int, at: datetime) -> dict[str, Any]:
    return {
        "source": ReviewSource.QUIZ,
        "sequence": number + 1,
        "day": at.date(),
        "reviewed_at": at,
        "rating": 3,
        "mark": 1.0,
        "predicted": 0.8,
        "predicted_plain": 0.7,
        "days_since": 3,
        "engine": ENGINE_VERSION,
    }


def first_answers(user_id: int, n: int, **changed: Any) -> None:
    """Add so many cards, each with its first answer."""
    for _ in range(n):
        answered(user_id, {"days_since": None, **changed})


def right(n: int, **changed: Any) -> list[dict[str, Any]]:
    """So many rows that came right."""
    return [changed] * n


def wrong(n: int, **changed: Any) -> list[dict[str, Any]]:
    """So many rows that came wrong, whether checked or rated."""
    return [{**changed, "mark": 0.0, "rating": 1}] * n


def as_card() -> dict[str, Any]:
    """What makes a row one of a card that the learner rated."""
    return {"source": ReviewSource.CARD, "mark": None}


def corrected(card_id: int, at: datetime) -> None:
    """Let the key of a card's item have been corrected then."""
    with write_transaction() as tx:
        tx.execute(update(Card).where(Card.id == card_id).values(forgotten_at=at))
