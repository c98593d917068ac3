"""A question as a class sees it on the wall: no names, and nothing told before it is to be.

What the page is built from has no key and no count unless the teacher has asked for them: there
is nothing in it to give away.
"""

from __future__ import annotations

import hmac
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flask import current_app

from quizapp.domain.bank import Bank
from quizapp.domain.drills.posing import shown_options
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import Option
from quizapp.domain.live import FEWEST_SHOWN
from quizapp.lessons.live import AskedQuestion, live_questions
from quizapp.models import Assignment

PLACE_ID_LENGTH = 16


@dataclass(frozen=True)
class Wish:
    """What the teacher wants the class to see: which question, its answers, its key.

    Without a place it is the first question.
    """

    place_id: str | None = None
    answers: bool = False
    key: bool = False


@dataclass(frozen=True)
class ProjectedOption:
    """An option on the wall. `count`, `share` and `is_key` are None until they are to be seen."""

    text: str
    count: int | None = None
    share: float | None = None
    is_key: bool | None = None


@dataclass(frozen=True)
class Place:
    """Where a question is found. `id` stands in the address: an item's own id may be the answer."""

    id: str
    item_key: str
    number: int


@dataclass(frozen=True)
class Projected:
    """One question on the wall.

    Attributes:
        position, total: Which of the questions it is, counted from 1.
        asked, answered: Learners who were asked it, and who have answered.
        unknown, others: "I don't know", and options that are not among those shown; None until
            the answers are to be seen.
        is_withheld: Whether the answers are wanted, and still too few to be seen.
    """

    place: Place
    position: int
    total: int
    type: str
    stem: str
    mode: Literal["one", "many"]
    options: tuple[ProjectedOption, ...]
    asked: int
    answered: int
    unknown: int | None = None
    others: int | None = None
    is_withheld: bool = False
    previous: Place | None = None
    following: Place | None = None


def projected(assignment: Assignment, bank: Bank | None, wish: Wish) -> Projected | None:
    """The question that is wished for; None while there is none to show at all. Two queries.

    Raises:
        NotFound: no such question was asked.
    """
    questions = live_questions(assignment, bank)
    if not questions:
        if wish.place_id is None:
            return None
        raise NotFound
    places = [_place(assignment, each) for each in questions]
    at = _wished(places, wish)
    asked = questions[at]
    counted = asked.spread
    is_open = wish.answers and counted.answered >= FEWEST_SHOWN
    options = _shown(assignment, asked)
    return Projected(
        place=places[at],
        position=at + 1,
        total=len(questions),
        type=asked.content.type,
        stem=asked.question.stem,
        mode=asked.question.mode,
        options=tuple(
            ProjectedOption(
                option.text,
                counted.counts.get(option.id, 0) if is_open else None,
                counted.share(counted.counts.get(option.id, 0)) if is_open else None,
                option.is_key if wish.key else None,
            )
            for option in options
        ),
        asked=counted.asked,
        answered=counted.answered,
        unknown=counted.unknown if is_open else None,
        others=counted.beyond(options) if is_open else None,
        is_withheld=wish.answers and not is_open,
        previous=places[at - 1] if at else None,
        following=places[at + 1] if at + 1 < len(places) else None,
    )


def place_id(assignment_id: str, item_key: str, number: int) -> str:
    """What a question is called in the address of the wall, which the class can read as well."""
    return _secretly(f"place:{assignment_id}:{item_key}:{number}").hex()[:PLACE_ID_LENGTH]


def _wished(places: Sequence[Place], wish: Wish) -> int:
    for at, place in enumerate(places):
        if wish.place_id in {None, place.id}:
            return at
    raise NotFound


def _place(assignment: Assignment, asked: AskedQuestion) -> Place:
    found = place_id(assignment.public_id, asked.item_key, asked.number)
    return Place(found, asked.item_key, asked.number)


def _shown(assignment: Assignment, asked: AskedQuestion) -> tuple[Option, ...]:
    """The options in one order for everybody, which nobody can work out without our secret.

    In the bank the key comes first, and the source of this function is there to be read.
    """
    seed = _secretly(f"{assignment.public_id}:{asked.item_key}:{asked.number}")
    return shown_options(asked.question, random.Random(seed))  # noqa: S311  the seed is secret


def _secretly(words: str) -> bytes:
    """What nobody can work out from the words without the server's secret."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, f"projector:{words}".encode(), "sha256")
