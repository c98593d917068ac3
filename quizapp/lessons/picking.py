"""What a lesson can ask: the questions of a quiz, or those that the class is about to forget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from quizapp.analysis.teaching_again import lesson_to_teach_again
from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank import Bank
from quizapp.domain.bank.bank import Quiz
from quizapp.domain.drills.choosing import pools
from quizapp.domain.errors import NoBank, NotFound
from quizapp.domain.lessons.votes import votable_questions

MOST_PICKED = 6
"""Of a quiz, so many are ticked: a lesson of about twenty minutes."""


@dataclass(frozen=True)
class Pick:
    """An item that a lesson can ask.

    `follows` is the key of the item after which it is answered alone, once that was discussed.
    """

    bank_key: str
    item_key: str
    stem: str
    follows: str | None = None


@dataclass(frozen=True)
class Picks:
    """The items to pick from, in the order to ask them; `left_out` cannot be voted on."""

    title: str
    rows: tuple[Pick, ...]
    left_out: int = 0
    is_again: bool = False

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked to begin with."""
        keys = tuple(row.item_key for row in self.rows)
        return keys if self.is_again else keys[:MOST_PICKED]

    def chosen(self, item_keys: Sequence[str]) -> tuple[Pick, ...]:
        """The rows with these keys, in the order to ask them."""
        wanted = set(item_keys)
        return tuple(row for row in self.rows if row.item_key in wanted)


@dataclass(frozen=True)
class QuizSource:
    """A quiz to pick from."""

    bank_key: str
    key: str
    title: str
    count: int


NOTHING = Picks("", ())


def picks_again(classroom: ClassFacts, now: datetime, zone: tzinfo) -> Picks:
    """What the class is about to forget: of each passage one to discuss, then one more alone."""
    try:
        ready = lesson_to_teach_again(classroom, now, zone, can_ask)
    except NoBank:
        return NOTHING
    rows = tuple(
        Pick(ready.bank.id, item_id, stem_of(ready.bank, item_id), before)
        for item_id, before in followed(ready.bank, ready.item_ids)
    )
    titles = dict.fromkeys(point.heading for point in ready.passages)
    return Picks(", ".join(titles), rows, is_again=True)


def picks_of_quiz(banks: Iterable[Bank], bank_key: str, quiz_key: str) -> Picks:
    """The items that a quiz asks, or draws from.

    Raises:
        NotFound: no bank in use has this quiz.
    """
    bank = next((each for each in banks if each.id == bank_key), None)
    quiz = bank.quizzes.get(quiz_key) if bank else None
    if bank is None or quiz is None:
        raise NotFound
    listed = items_of(bank, quiz)
    rows = tuple(Pick(bank.id, each, stem_of(bank, each)) for each in listed if can_ask(bank, each))
    return Picks(quiz.title, rows, len(listed) - len(rows))


def quiz_sources(banks: Iterable[Bank]) -> list[QuizSource]:
    """The quizzes that a lesson can be made of, with how many of their questions it can ask."""
    sources = [
        QuizSource(bank.id, quiz.id, quiz.title, _askable(bank, quiz))
        for bank in banks
        for quiz in bank.quizzes.values()
    ]
    return [source for source in sources if source.count]


def items_of(bank: Bank, quiz: Quiz) -> tuple[str, ...]:
    """The ids of the items that the quiz asks, or draws from."""
    return tuple(dict.fromkeys(item_id for pool, _ in pools(bank, quiz) for item_id in pool))


def can_ask(bank: Bank, item_id: str) -> bool:
    """Whether a class can vote on it."""
    return item_id not in bank.held_item_ids and bool(votable_questions(bank.content_of(item_id)))


def stem_of(bank: Bank, item_id: str) -> str:
    """What the item asks; of several questions, the first that a class can vote on."""
    content = bank.content_of(item_id)
    return content.questions[votable_questions(content)[0]].stem


def passages_of(bank: Bank, item_id: str) -> frozenset[str]:
    """The ids of the passages that the item cites."""
    return frozenset(quote.passage_id for quote in bank.content_of(item_id).quotes)


def followed(bank: Bank, item_ids: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Each item with the one before, where that is discussed and cites the same passage."""
    before: str | None = None
    for item_id in item_ids:
        shared = passages_of(bank, before) & passages_of(bank, item_id) if before else None
        follows = before if shared else None
        yield item_id, follows
        before = None if follows else item_id


def _askable(bank: Bank, quiz: Quiz) -> int:
    return sum(can_ask(bank, item_id) for item_id in items_of(bank, quiz))
