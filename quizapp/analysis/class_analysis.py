"""The item analysis of a class: its quizzes, one quiz, one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.analysis.class_tallies import (
    QuizKey,
    QuizTallies,
    Revision,
    class_tallies,
    response_times,
)
from quizapp.analysis.item_columns import ColumnsWanted, ItemColumn, item_columns
from quizapp.analysis.quiz_scores import QuizScores, quiz_scores
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.item_analysis import FEWEST
from quizapp.models import Assignment, Challenge, Enrolment
from quizapp.models.assignments import assignments_of
from quizapp.models.challenges import ChallengeState
from quizapp.models.item_tallies import Of, Population, quizzes_asking
from quizapp.web.extensions import db


@dataclass(frozen=True)
class QuizLine:
    """A quiz in the list: how many took it, how it went, and how many items want a look."""

    bank_id: str
    quiz_id: str
    title: str
    n: int
    scores: QuizScores
    item_count: int
    looks: int

    @property
    def is_too_few(self) -> bool:
        """Whether nothing can be said in words."""
        return self.n < FEWEST


@dataclass(frozen=True)
class Choice:
    """The attempts that a page is about, as its address names them."""

    value: str
    population: Population
    assignment_title: str | None = None


@dataclass(frozen=True)
class QuizAnalysis:
    """One quiz of a class.

    Attributes:
        bank_id: Its bank.
        quiz_id: The quiz.
        title: What it is called.
        n: How many attempts.
        scores: The scores as a whole; None without attempts.
        columns: Its items, each way of marking apart.
        chosen: Which attempts these are.
        choices: Which others there are to choose.
    """

    bank_id: str
    quiz_id: str
    title: str
    n: int
    scores: QuizScores | None
    columns: tuple[ItemColumn, ...]
    chosen: Choice
    choices: tuple[Choice, ...]


def quiz_lines(classroom: ClassFacts) -> list[QuizLine]:
    """The quizzes that the class took, by first attempts; what wants a look first.

    Four queries, whatever the history.
    """
    quizzes = _known_quizzes(_assignments(classroom))
    found, revisions = class_tallies(Population(classroom.id), quizzes)
    lines = [_line(key, tallies, revisions) for key, tallies in found.items()]
    return sorted(lines, key=lambda line: (-line.looks, -line.n, line.title, line.quiz_id))


def quiz_analysis(
    classroom: ClassFacts, quiz: QuizKey, of: str = Of.FIRST, only: str | None = None
) -> QuizAnalysis:
    """The figures of a quiz and its items; with `only`, of this item. Five queries.

    Raises:
        NotFound: neither a bank nor an assignment has this quiz and nobody took it, or `of`
            names no attempts.
    """
    assignments = _assignments(classroom)
    choices = _choices(classroom, quiz, assignments)
    chosen = next((choice for choice in choices if choice.value == of), None)
    if chosen is None:
        raise NotFound
    found, revisions = class_tallies(chosen.population, {quiz})
    if quiz not in found and quiz not in _known_quizzes(assignments):
        raise NotFound
    bank, tallies = _bank(quiz[0]), found.get(quiz, QuizTallies())
    scores = quiz_scores(tallies, revisions) if tallies.n else None
    wanted = ColumnsWanted(
        tallies,
        revisions,
        scores.without if scores else {},
        bank,
        response_times(chosen.population, quiz),
    )
    return QuizAnalysis(
        bank_id=quiz[0],
        quiz_id=quiz[1],
        title=_title(quiz, tallies, assignments),
        n=tallies.n,
        scores=scores,
        columns=tuple(item_columns(wanted, only)),
        chosen=chosen,
        choices=choices,
    )


def quiz_that_asks(classroom: ClassFacts, bank_id: str, item_id: str) -> str | None:
    """The quiz in which most learners were asked the item at their first attempt. Two queries."""
    known = [quiz for bank, quiz in _known_quizzes(_assignments(classroom)) if bank == bank_id]
    query = quizzes_asking(Population(classroom.id), bank_id, known, item_id)
    return db.session.scalar(query)


def open_challenges(classroom: ClassFacts, bank_id: str, item_id: str) -> int:
    """How many challenges of the item by learners of the class wait for a decision."""
    query = (
        select(func.count())
        .select_from(Challenge)
        .join(Enrolment, Enrolment.user_id == Challenge.user_id)
        .where(
            Enrolment.classroom_id == classroom.id,
            Challenge.bank_key == bank_id,
            Challenge.item_key == item_id,
            Challenge.state == ChallengeState.OPEN,
        )
    )
    return db.session.scalar(query) or 0


def _line(key: QuizKey, tallies: QuizTallies, revisions: dict[int, Revision]) -> QuizLine:
    scores = quiz_scores(tallies, revisions)
    columns = item_columns(ColumnsWanted(tallies, revisions, scores.without, _bank(key[0])))
    return QuizLine(
        bank_id=key[0],
        quiz_id=key[1],
        title=_title(key, tallies),
        n=tallies.n,
        scores=scores,
        item_count=len({column.item_key for column in columns}),
        looks=len({column.item_key for column in columns if column.wants_look}),
    )


def _assignments(classroom: ClassFacts) -> Sequence[Assignment]:
    return db.session.scalars(assignments_of(classroom.id)).all()


def _known_quizzes(assignments: Sequence[Assignment]) -> set[QuizKey]:
    """The quizzes of the banks in use, and those that were set."""
    on_shelf = {
        (published.bank.id, quiz_id)
        for published in bank_shelf().published
        for quiz_id in published.bank.quizzes
    }
    return on_shelf | {(each.bank_key, each.quiz_key) for each in assignments}


def _choices(
    classroom: ClassFacts, quiz: QuizKey, assignments: Sequence[Assignment]
) -> tuple[Choice, ...]:
    plain = [Choice(of, Population(classroom.id, of)) for of in (Of.FIRST, Of.LAST, Of.ALL)]
    return *plain, *(
        Choice(each.public_id, Population(classroom.id, Of.ASSIGNMENT, each.id), each.title)
        for each in assignments
        if (each.bank_key, each.quiz_key) == quiz
    )


def _bank(bank_id: str) -> Bank | None:
    found = (each.bank for each in bank_shelf().published if each.bank.id == bank_id)
    return next(found, None)


def _title(quiz: QuizKey, tallies: QuizTallies, assignments: Sequence[Assignment] = ()) -> str:
    """As the bank in use calls it, or as it was called."""
    bank = _bank(quiz[0])
    if bank and quiz[1] in bank.quizzes:
        return bank.quizzes[quiz[1]].title
    set_as = (each.title for each in assignments if (each.bank_key, each.quiz_key) == quiz)
    return tallies.title or next(set_as, quiz[1])
