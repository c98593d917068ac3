"""Every question of the shipped bank as a page poses it, and what on a page could tell its key."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from quizapp.domain.drills.posing import Arrangement, asked_question
from quizapp.domain.items.content import ItemContent, Question, from_json
from quizapp.models import Attempt, AttemptItem
from quizapp.web.extensions import db
from tests.support.records import public_id

JSON = {"Accept": "application/json"}
EVERYTHING = "every-item"


@dataclass(frozen=True)
class Posed:
    """An item of an attempt before its response, and what of it is secret."""

    address: str
    content: ItemContent
    arrangement: Arrangement

    @property
    def question(self) -> Question:
        return asked_question(self.content, self.arrangement)


def posed_items(app: Flask, attempt: str) -> list[Posed]:
    """What an attempt asks, with what the records know about it."""
    query = (
        select(AttemptItem)
        .join(Attempt)
        .where(Attempt.public_id == public_id(attempt))
        .order_by(AttemptItem.position)
    )
    with app.app_context():
        return [
            Posed(
                f"{attempt}/items/{item.position}",
                from_json(item.revision.content),
                item.arrangement,
            )
            for item in db.session.scalars(query)
        ]
