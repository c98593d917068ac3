"""The answer keys that look wrong, by what the class answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from quizapp.analysis.class_tallies import QuizKey, class_tallies
from quizapp.analysis.item_columns import AskedQuestion, item_columns
from quizapp.domain.bank import Bank
from quizapp.domain.desk.harm import Concern
from quizapp.domain.item_analysis import Judgement, Verdicted, verdict
from quizapp.models.item_tallies import Population


@dataclass(frozen=True)
class SuspectedKey:
    """A question whose key looks wrong, and why.

    Attributes:
        bank_id: Its bank.
        item_id: The item.
        quiz_id: The quiz in which most were asked it.
        stem: What it asks.
        language: The language of the bank.
        rival: What the strongest learners chose instead.
        key: What the bank says.
        chose: How many chose the rival.
        n: How many were asked, whose marks hang on it.
        strongest: The share of the strongest third that chose the rival.
    """

    bank_id: str
    item_id: str
    quiz_id: str
    stem: str
    language: str
    rival: str
    key: str
    chose: int
    n: int
    strongest: float


@dataclass(frozen=True)
class WrongKeys:
    """The keys that look wrong, that on which most marks hang first."""

    concern: ClassVar[Concern] = Concern.WRONG_KEY
    keys: tuple[SuspectedKey, ...]


def wrong_keys(
    classroom_id: int, banks: Mapping[str, Bank], quizzes: Iterable[QuizKey]
) -> WrongKeys | None:
    """The keys of these quizzes that look wrong as they are today. Three queries."""
    by_item: dict[tuple[str, str], SuspectedKey] = {}
    known = {quiz for quiz in quizzes if quiz[0] in banks}
    for each in _suspected(classroom_id, banks, known) if known else ():
        place = (each.bank_id, each.item_id)
        by_item[place] = max(each, by_item.get(place, each), key=lambda it: it.n)
    keys = sorted(by_item.values(), key=lambda each: (-each.n, each.bank_id, each.item_id))
    return WrongKeys(tuple(keys)) if keys else None


def _suspected(
    classroom_id: int, banks: Mapping[str, Bank], quizzes: set[QuizKey]
) -> Iterator[SuspectedKey]:
    for (bank_id, quiz_id), tallies in class_tallies(Population(classroom_id), quizzes).items():
        bank = banks[bank_id]
        for column in item_columns(tallies, bank):
            for asked in column.questions if column.is_now else ():
                said = verdict(asked.figures)
                if said.judgement is Judgement.WRONG_KEY and said.rival:
                    yield _suspected_key(bank, column.item_key, quiz_id, asked, said)


def _suspected_key(
    bank: Bank, item_id: str, quiz_id: str, asked: AskedQuestion, said: Verdicted
) -> SuspectedKey:
    rival, key = said.rival or "", said.keys[0]
    return SuspectedKey(
        bank_id=bank.id,
        item_id=item_id,
        quiz_id=quiz_id,
        stem=asked.question.stem,
        language=bank.language,
        rival=asked.texts.get(rival, rival),
        key=asked.texts.get(key, key),
        chose=said.rival_count,
        n=said.n,
        strongest=said.strongest_rival or 0.0,
    )
