"""A server with the shipped bank, and learners whose requests are made ready to be measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from bench.cpu import Ask, Asker
from quizapp import create_app
from quizapp.banks.shelf import bank_shelf
from quizapp.models import Assignment, Card, Classroom, Enrolment, Review, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.schema import bring_schema_up

BANK = Path(__file__).parent.parent / "questions.yaml"
QUIZ = "retaking"
"""It shows after each answer what was right, and asks mostly one of several."""

OTHER_QUIZ = "mixed"
"""One to take while that is not finished."""

WEEK = timedelta(days=7)

PART = {"Quizapp-Part": "main"}


def served_app(folder: Path, database_url: str = "") -> Flask:
    """The app on an empty database."""
    settings = {"DATA_DIR": folder, "BANK": BANK, "SECRET_KEY": "b" * 40}
    app = create_app({**settings, "DATABASE_URL": database_url})
    with app.app_context():
        bring_schema_up()
    return app


@dataclass(frozen=True)
class Learner:
    """Somebody who takes a quiz."""

    asker: Asker

    @classmethod
    def of(cls, app: Flask) -> Learner:
        """Somebody the server has not met."""
        return cls(Asker(app))

    def begun(self, quiz: str = QUIZ) -> str:
        """A new attempt's address."""
        self.asker.opened(f"/quizzes/{quiz}")
        return self.asker.sent(f"/quizzes/{quiz}/attempts").removesuffix("/")

    def responses(self, quiz: str = QUIZ) -> list[Ask]:
        """Responses to the items of a new attempt; not the last one, which ends it as well."""
        attempt = self.begun(quiz)
        self.asker.opened(f"{attempt}/items/1")  # for the token of its form
        return list(self._responses(attempt))[:-1]

    def send(self, response: Ask) -> None:
        """Send one of them."""
        self.asker.sent(response.path, **(response.fields or {}))

    def responded(self) -> str:
        """The address of an item that has a response, and may be looked back on."""
        first = self.responses()[0]
        self.send(first)
        position = (first.fields or {})["position"]
        return f"{first.path.removesuffix('/responses')}/items/{position}"

    def a_week_later(self) -> None:
        """Let the last learner's memories be a week old, so that there are cards to review."""
        with self.asker.app.app_context(), write_transaction() as tx:
            last = select(func.max(Card.user_id)).scalar_subquery()
            for card in tx.scalars(select(Card).where(Card.user_id == last)):
                card.last_day -= WEEK
                card.remembered_on = card.remembered_on and card.remembered_on - WEEK
                card.asked_on = card.asked_on and card.asked_on - WEEK
                card.quizzed_on = card.quizzed_on and card.quizzed_on - WEEK
                card.key_seen_on = card.key_seen_on and card.key_seen_on - WEEK
            cards = select(Card.id).where(Card.user_id == last)
            for review in tx.scalars(select(Review).where(Review.card_id.in_(cards))):
                review.day -= WEEK
                review.reviewed_at -= WEEK

    def joins_a_class(self) -> None:
        """Let the last learner be in a class in which a quiz is set."""
        now = clock.now()
        with self.asker.app.app_context(), write_transaction() as tx:
            room = Classroom(title="7b", time_zone="Europe/Berlin", created_at=now)
            tx.add(room)
            tx.flush()
            last = tx.scalars(select(func.max(User.id))).one()
            tx.add(Enrolment(classroom_id=room.id, user_id=last, enrolled_at=now))
            tx.add(
                Assignment(
                    classroom_id=room.id,
                    bank_key=next(iter(bank_shelf().banks)),
                    quiz_key=OTHER_QUIZ,
                    title="For Friday",
                    opens_at=now - WEEK,
                    due_at=now + WEEK,
                    created_at=now - WEEK,
                )
            )

    def _responses(self, attempt: str) -> Iterator[Ask]:
        position, total = 1, 1
        while position <= total:
            address = f"{attempt}/items/{position}"
            posed = json.loads(self.asker.opened(address, Accept="application/json"))
            if posed["mode"] == "one":
                yield Ask(f"{attempt}/responses", {"position": position, "choice": 1})
            position, total = position + 1, posed["total"]
