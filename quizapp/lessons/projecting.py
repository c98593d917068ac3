"""A question as a class sees it on the wall: no names, and nothing told before it is to be.

What the page is built from has no key and no count unless the teacher has asked for them: there
is nothing in it to give away.
"""

from __future__ import annotations

import hmac
import random
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.assignments.facts import AssignmentFacts
from quizapp.domain.bank import Bank
from quizapp.domain.drills.matches import matched_texts
from quizapp.domain.drills.posing import shown_options
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import Mode, Option, Question
from quizapp.domain.live import FEWEST_SHOWN, Spread
from quizapp.lessons.live import AskedQuestion, live_questions

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
        in_order: Of what has parts, how many had the whole of it, of what was typed, how many had
            it right; None until the answers are to be seen. Its options have no figures: how they
            were put would tell what is right. What was typed never stands on a wall: it may be
            anything.
        is_in_order: Whether the options stand in their right order, as the key is to be seen.
        prompts: What is to be matched or sorted; with the right answers, as the key is to be seen.
    """

    place: Place
    position: int
    total: int
    type: str
    stem: str
    mode: Mode
    options: tuple[ProjectedOption, ...]
    asked: int
    answered: int
    unknown: int | None = None
    others: int | None = None
    is_withheld: bool = False
    in_order: int | None = None
    is_in_order: bool = False
    prompts: tuple[str, ...] = ()
    previous: Place | None = None
    following: Place | None = None


def projected(
    assignment: AssignmentFacts, bank: Bank | None, wish: Wish, secret: str
) -> Projected | None:
    """The question that is wished for; None while there is none to show at all. Two queries.

    The server's `secret` goes into the address and the order of the options, which the class sees.

    Raises:
        NotFound: no such question was asked.
    """
    questions = live_questions(assignment, bank)
    if not questions and wish.place_id is None:
        return None
    places = [_place(assignment.public_id, each, secret) for each in questions]
    at, numbered = _wished(places, wish), dict(enumerate(places))
    asked, counted = questions[at], questions[at].spread
    is_open = wish.answers and counted.answered >= FEWEST_SHOWN
    is_in_order = asked.question.mode == "order" and wish.key
    is_whole = asked.question.has_parts or asked.question.is_typed
    options = (
        _keys(asked.question, is_key_shown=wish.key)
        if is_in_order or asked.question.is_typed
        else _in_shown_order(assignment.public_id, asked, secret)
    )
    return Projected(
        place=places[at],
        position=at + 1,
        total=len(questions),
        type=asked.content.type,
        stem=asked.question.stem,
        mode=asked.question.mode,
        options=tuple(
            ProjectedOption(option.text)
            if asked.question.has_parts
            else ProjectedOption(option.text, is_key=True)
            if asked.question.is_typed
            else _projected_option(option, counted if is_open else None, is_key_shown=wish.key)
            for option in options
        ),
        asked=counted.asked,
        answered=counted.answered,
        unknown=counted.unknown if is_open else None,
        others=counted.beyond(options) if is_open and not is_whole else None,
        is_withheld=wish.answers and not is_open,
        in_order=counted.in_order if is_open and is_whole else None,
        is_in_order=is_in_order,
        prompts=_prompt_texts(asked.question, is_key_shown=wish.key),
        previous=numbered.get(at - 1),
        following=numbered.get(at + 1),
    )


def place_id(secret: str, assignment_id: str, item_key: str, number: int) -> str:
    """What a question is called in the address of the wall, which the class can read as well."""
    return _secretly(f"place:{assignment_id}:{item_key}:{number}", secret).hex()[:PLACE_ID_LENGTH]


def _wished(places: Sequence[Place], wish: Wish) -> int:
    for at, place in enumerate(places):
        if wish.place_id in {None, place.id}:
            return at
    raise NotFound


def _place(assignment_id: str, asked: AskedQuestion, secret: str) -> Place:
    public_id = place_id(secret, assignment_id, asked.item_key, asked.number)
    return Place(public_id, asked.item_key, asked.number)


def _projected_option(
    option: Option, counted: Spread | None, *, is_key_shown: bool
) -> ProjectedOption:
    """An option; `counted` is None while the answers are not to be seen."""
    count = counted.counts.get(option.id, 0) if counted else None
    share = counted.share(count) if counted and count is not None else None
    return ProjectedOption(option.text, count, share, option.is_key if is_key_shown else None)


def _keys(question: Question, *, is_key_shown: bool) -> tuple[Option, ...]:
    """The keys, as far as they are to be seen; those of an order stand in the right one."""
    return tuple(option for option in question.options if option.is_key and is_key_shown)


def _prompt_texts(question: Question, *, is_key_shown: bool) -> tuple[str, ...]:
    return (
        matched_texts(question)
        if is_key_shown
        else tuple(prompt.text for prompt in question.prompts)
    )


def _in_shown_order(assignment_id: str, asked: AskedQuestion, secret: str) -> tuple[Option, ...]:
    """The options in one order for everybody, which nobody can work out without our secret.

    In the bank the key comes first, and the source of this function is there to be read.
    """
    seed = _secretly(f"{assignment_id}:{asked.item_key}:{asked.number}", secret)
    return shown_options(asked.question, random.Random(seed))  # noqa: S311  the seed is secret


def _secretly(words: str, secret: str) -> bytes:
    """What nobody can work out from the words without the server's secret."""
    return hmac.digest(secret.encode(), f"projector:{words}".encode(), "sha256")
