"""All questions that a class was asked, each with one verdict, the most harmful first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.analysis.class_tallies import QuizKey, QuizTallies, class_tallies
from quizapp.analysis.item_columns import ItemColumn, item_columns
from quizapp.domain.bank import Bank
from quizapp.domain.item_analysis import (
    HARM,
    TO_LOOK_AT,
    Judgement,
    Verdicted,
    gravest,
    verdict,
)
from quizapp.models.assignments import assignments_of
from quizapp.models.item_tallies import Population
from quizapp.web.extensions import db

ItemKey = tuple[str, str]
"""A bank's id and an item's."""


@dataclass(frozen=True)
class Said:
    """A verdict, with the texts of the options that it is about."""

    verdict: Verdicted
    texts: Mapping[str, str]


@dataclass(frozen=True)
class QuestionLine:
    """A question of a class.

    Attributes:
        bank_id: Its bank.
        item_id: The item.
        number: Its place in the bank, from 1.
        stem: What it asks, in the words of today.
        topic: The title of its topic.
        language: The language of the bank.
        quiz_id: The quiz in which most answered it; None if nobody was asked it.
        said: The verdict; None if nobody was asked it.
        n: How many first answers there are to it, as it is marked today.
        share: The share of them that is right.
    """

    bank_id: str
    item_id: str
    number: int
    stem: str
    topic: str
    language: str
    quiz_id: str | None = None
    said: Said | None = None
    n: int = 0
    share: float | None = None

    @property
    def judgement(self) -> Judgement | None:
        """What is said of it; None if nobody was asked it."""
        return self.said.verdict.judgement if self.said else None

    @property
    def wants_look(self) -> bool:
        """Whether what is said is reason to look at it."""
        return self.judgement in TO_LOOK_AT


@dataclass(frozen=True)
class ClassQuestions:
    """The questions that were asked, the most harmful first, and those that were not, by number."""

    asked: tuple[QuestionLine, ...]
    unasked: tuple[QuestionLine, ...]

    @property
    def to_look_at(self) -> list[QuestionLine]:
        """Those of which something is said that is reason to look."""
        return [line for line in self.asked if line.wants_look]


def class_questions(classroom_id: int, banks: Mapping[str, Bank]) -> ClassQuestions:
    """The questions of the banks that the class took quizzes of, by first answers.

    An item of several quizzes is judged in the one in which most answered it. Four queries.
    """
    taken = class_tallies(Population(classroom_id), known_quizzes(classroom_id, banks))
    columns = _commonest(taken, banks)
    used = {bank_id for bank_id, _ in taken if bank_id in banks}
    lines = [
        _line(banks[bank_id], item_id, number, columns.get((bank_id, item_id)))
        for bank_id in sorted(used)
        for number, item_id in enumerate(banks[bank_id].items, start=1)
    ]
    return ClassQuestions(
        asked=tuple(sorted((line for line in lines if line.said), key=_place)),
        unasked=tuple(line for line in lines if not line.said),
    )


def column_verdict(column: ItemColumn) -> Said:
    """The verdict on an item as it is marked in one way: of its gaps, the most harmful."""
    questions = [Said(verdict(each.figures), each.texts) for each in column.questions]
    together = Said(verdict(column.figures), {})
    if len(questions) == 1:
        return questions[0]
    worst = gravest(said.verdict for said in (together, *questions))
    return next(said for said in (together, *questions) if said.verdict is worst)


def known_quizzes(classroom_id: int, banks: Mapping[str, Bank]) -> set[QuizKey]:
    """The quizzes of the banks in use, and those that were set for the class. One query."""
    in_use = {(bank.id, quiz_id) for bank in banks.values() for quiz_id in bank.quizzes}
    rows = db.session.scalars(assignments_of(classroom_id))
    return in_use | {(each.bank_key, each.quiz_key) for each in rows}


_Column = tuple[str, ItemColumn]
"""A quiz's id, and an item as it was asked in it."""


def _commonest(
    taken: Mapping[QuizKey, QuizTallies], banks: Mapping[str, Bank]
) -> dict[ItemKey, _Column]:
    """Each item as it is marked today, or was last, in the quiz in which most answered it."""
    found: dict[ItemKey, _Column] = {}
    for item, column in _newest(taken, banks):
        if item not in found or _weight(column[1]) > _weight(found[item][1]):
            found[item] = column
    return found


def _newest(
    taken: Mapping[QuizKey, QuizTallies], banks: Mapping[str, Bank]
) -> Iterator[tuple[ItemKey, _Column]]:
    for (bank_id, quiz_id), tallies in sorted(taken.items(), key=lambda pair: pair[0]):
        newest = {each.item_key: each for each in item_columns(tallies, banks.get(bank_id))}
        for item_id, column in newest.items():
            yield (bank_id, item_id), (quiz_id, column)


def _weight(column: ItemColumn) -> tuple[bool, int]:
    return column.is_now, column.figures.n


def _line(bank: Bank, item_id: str, number: int, asked: _Column | None) -> QuestionLine:
    content = bank.content_of(item_id)
    plain = QuestionLine(
        bank_id=bank.id,
        item_id=item_id,
        number=number,
        stem=content.questions[0].stem if content.questions else item_id,
        topic=content.topic_title,
        language=bank.language,
    )
    return plain if asked is None else _judged(plain, *asked)


def _judged(plain: QuestionLine, quiz_id: str, column: ItemColumn) -> QuestionLine:
    """The line with its verdict; what was edited since is not judged by earlier answers."""
    is_now = column.is_now
    said = column_verdict(column) if is_now else Said(Verdicted(Judgement.TOO_FEW, 0), {})
    return replace(
        plain,
        quiz_id=quiz_id,
        said=said,
        n=column.figures.n if is_now else 0,
        share=column.figures.facility if is_now else None,
    )


def _place(line: QuestionLine) -> tuple[int, float, int, str, int]:
    """The most harmful first; of fine ones the hardest, of others those with most answers."""
    harm = HARM[line.judgement] if line.judgement else len(HARM)
    share = line.share if line.judgement is Judgement.FINE and line.share is not None else 0.0
    return harm, share, -line.n, line.bank_id, line.number


def chosen_lines(lines: Sequence[QuestionLine], words: str, topic: str) -> list[QuestionLine]:
    """Those that have these words, and are of this topic, by its title."""
    wanted = words.casefold().split()
    return [
        line
        for line in lines
        if (not topic or line.topic == topic)
        and all(word in line.stem.casefold() for word in wanted)
    ]
