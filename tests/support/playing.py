"""Learners for tests: they see an item as it was posed, and choose what they are told to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Select, select

from quizapp.accounts import signing_up
from quizapp.banks import reading_apart
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.memory import Moment
from quizapp.models import Attempt, AttemptItem, Base
from quizapp.models.attempts_found import item_of
from quizapp.taking.asked_items import show_hint
from quizapp.taking.own_attempts import OwnAttempt, own_attempt_of
from quizapp.taking.responding import GivenResponse, finish_attempt, record_response
from quizapp.taking.starting import start_attempt, start_practice
from quizapp.web import clock
from quizapp.web.extensions import db

Row = TypeVar("Row", bound=Base)
Result = TypeVar("Result")

EVERY_ITEM = ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]
"""The items of the small bank’s longest quiz, in their order."""
TITLE_LINE = "    title: Everything about the tides\n"
"""The line of that quiz that its settings can be written below."""
WITH_SECOND_TRIES = (TITLE_LINE, f"{TITLE_LINE}    second_try: 50 %\n")
"""An edit that gives that quiz second tries."""
WITHOUT_BARE_FLATS = (
    (
        """\
  - id: bare-flats
    type: true-false
    topic: shore
    level: evaluate
    stem: At low water the mud flats lie bare for about six hours.
    key: true
    feedback: The text says so in its second part.
    explanation: They lie bare for about six hours.
    cites: bare for about six hours
""",
        "",
    ),
    ("who-reads, bare-flats,", "who-reads,"),
)
"""Edits that take one item out of the small bank."""


def published_from(path: Path) -> PublishedBank:
    """The bank in the file, which must be a good one."""
    reading = reading_apart.prepared_reading(path.read_bytes())
    assert reading.bank is not None, reading.findings
    return PublishedBank(reading.bank, reading.text)


def stored(query: Select[Row]) -> Sequence[Row]:
    """The rows that are in the database: what was not committed is undone first."""
    db.session.rollback()
    return db.session.scalars(query).all()


def all_rows(model: type[Row]) -> Sequence[Row]:
    """Every row of a table, in the order in which they were added."""
    return stored(select(model).order_by(model.__table__.c.id))


def attempt_with(public_id: str) -> Attempt:
    """An attempt as it is in the database."""
    (attempt,) = stored(select(Attempt).where(Attempt.public_id == public_id))
    return attempt


def item_at(attempt: Attempt, position: int) -> AttemptItem:
    """The item at this position of an attempt, as it is in the database."""
    return db.session.scalars(item_of(attempt.id, position)).one()


def moment_at(now: datetime) -> Moment:
    """That moment, with the settings for learning."""
    return replace(clock.moment(), now=now)


@dataclass(frozen=True)
class Player:
    """A learner at services' level."""

    user_id: int
    published: PublishedBank

    def with_bank(self, published: PublishedBank) -> Player:
        """The same learner, when another bank is in use."""
        return replace(self, published=published)

    def start(self, quiz_id: str = "all") -> str:
        """Begin a quiz; gives the attempt's public id."""
        quiz = self.published.bank.quizzes[quiz_id]
        return start_attempt(self.published, quiz, self.user_id, clock.moment())

    def practise(self, attempt_id: str) -> str:
        """Practise what was missed."""
        return start_practice(self.published, attempt_id, self.user_id, clock.now())

    def numbers(self, attempt_id: str, position: int, *, keys: bool = True) -> tuple[int, ...]:
        """The numbers, as shown, of the keys or of the distractors."""
        item = item_at(attempt_with(attempt_id), position)
        question = asked_question(from_json(item.revision.content), item.arrangement)
        options = arranged_options(question, item.arrangement)
        if question.mode == "order":
            right = tuple(options.index(option) + 1 for option in question.options)
            return right if keys else right[::-1]
        if question.mode == "each":
            shown = item.arrangement.option_ids
            right = tuple(shown.index(prompt.key) + 1 for prompt in question.prompts)
            return right if keys else tuple(number % len(shown) + 1 for number in right)
        found = [n for n, option in enumerate(options, start=1) if option.is_key is keys]
        return tuple(found if question.mode == "many" else found[:1])

    def respond(
        self, attempt_id: str, position: int, *numbers: int, is_hinted: bool = False, **flags: Any
    ) -> bool:
        """Choose these numbers, after the hint where it says so; gives whether that was all."""
        if is_hinted:
            show_hint(attempt_id, self.user_id, position, clock.now())
        is_second = flags.pop("is_second", own_of(self, attempt_id).awaits_second(position))
        given = GivenResponse(position, numbers, is_second=is_second, **flags)
        return record_response(attempt_id, self.user_id, given, clock.moment()).is_finished

    def type(self, attempt_id: str, position: int, text: str | None, **flags: Any) -> bool:
        """Type a text; None: "I don't know"."""
        return self.respond(attempt_id, position, text=text or "", is_unknown=text is None, **flags)

    def respond_right(self, attempt_id: str, position: int, **flags: Any) -> bool:
        """Choose the keys."""
        return self.respond(attempt_id, position, *self.numbers(attempt_id, position), **flags)

    def respond_wrong(self, attempt_id: str, position: int, **flags: Any) -> bool:
        """Choose distractors."""
        wrong = self.numbers(attempt_id, position, keys=False)
        return self.respond(attempt_id, position, *wrong, **flags)

    def finish(self, attempt_id: str) -> None:
        """End the attempt."""
        finish_attempt(attempt_id, self.user_id, clock.moment())

    def play(self, quiz_id: str = "all", *, wrong: Collection[int] = ()) -> str:
        """Take a quiz to its end, wrong at these positions."""
        attempt_id = self.start(quiz_id)
        for position in range(1, attempt_with(attempt_id).item_count + 1):
            if position in wrong:
                self.respond_wrong(attempt_id, position)
            else:
                self.respond_right(attempt_id, position)
        return attempt_id

    def items(self, attempt_id: str) -> list[str]:
        """The items that the attempt asks, in order."""
        attempt = attempt_with(attempt_id)
        rows = stored(
            select(AttemptItem)
            .where(AttemptItem.attempt_id == attempt.id)
            .order_by(AttemptItem.position)
        )
        return [row.item_key for row in rows]


def new_player(published: PublishedBank) -> Player:
    """Somebody who has just come in."""
    return Player(signing_up.create_guest(clock.now()), published)


def at_once(app: Flask, count: int, deed: Callable[[], Result]) -> list[Result | Exception]:
    """Do the same in many threads at the same moment; gives what each got, or what it raised."""
    barrier = Barrier(count)

    def one() -> Result | Exception:
        with app.app_context():
            barrier.wait()
            try:
                return deed()
            except Exception as error:
                return error

    db.session.rollback()
    with ThreadPoolExecutor(count) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(count)]]


def own_of(player: Player, attempt_id: str) -> OwnAttempt:
    """An attempt as its learner sees it now."""
    return own_attempt_of(attempt_id, player.user_id, clock.now())
