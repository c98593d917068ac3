"""The item analysis of a class: its quizzes, one quiz, one item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.analysis.class_tallies import QuizKey, QuizTallies, class_tallies, response_times
from quizapp.analysis.item_columns import ItemColumn, item_columns
from quizapp.analysis.quiz_scores import QuizScores, quiz_scores
from quizapp.attempts.waiting_cases import waiting_case_count
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.item_analysis import FEWEST
from quizapp.domain.item_analysis.reasons import value
from quizapp.domain.item_analysis.score_figures import alpha
from quizapp.domain.item_analysis.verdicts import LEAST_GRAVE
from quizapp.domain.items.content import ItemContent
from quizapp.models import Assignment, Challenge
from quizapp.models.assignments import assignments_of
from quizapp.models.item_tallies import Of, Population, quizzes_asking
from quizapp.web.extensions import db

Banks = Mapping[str, Bank]
"""The banks in use by id."""

ItemKey = tuple[str, str]
"""A bank's id and an item's."""


@dataclass(frozen=True)
class QuizLine:
    """A quiz in the list: how many took it, how it went, and how many items want a look.

    `gravity` is the place of the gravest thing that is said of an item, from 0.
    """

    bank_id: str
    quiz_id: str
    title: str
    n: int
    scores: QuizScores
    item_count: int
    looks: int
    gravity: int

    @property
    def is_too_few(self) -> bool:
        """Whether nothing can be said in words."""
        return self.n < FEWEST


@dataclass(frozen=True)
class AttemptChoice:
    """Attempts that a page can show, as its address names them."""

    value: str
    population: Population
    assignment_title: str | None = None


@dataclass(frozen=True)
class ClassQuiz:
    """A quiz of a class, with the attempts at it that a page shows.

    Attributes:
        bank_id: Its bank.
        quiz_id: The quiz.
        title: What it is called.
        n: How many attempts.
        chosen: Which attempts these are.
        choices: Which others there are to choose.
    """

    bank_id: str
    quiz_id: str
    title: str
    n: int
    chosen: AttemptChoice
    choices: tuple[AttemptChoice, ...]


@dataclass(frozen=True)
class QuizAnalysis:
    """One quiz: its scores, None without attempts, and its items, each way of marking apart."""

    quiz: ClassQuiz
    scores: QuizScores | None
    columns: tuple[ItemColumn, ...]


@dataclass(frozen=True)
class ItemAnalysis:
    """One item as the class met it in one quiz.

    Attributes:
        item_id: The item.
        content: What the bank in use asks; None if the item has left it.
        quiz: The quiz; None if nobody was asked the item.
        columns: The item, each way of marking apart.
        alpha: Cronbach's alpha of the quiz; None if it is not defined.
        challenge_count: How many challenges of the item wait for a decision.
    """

    item_id: str
    content: ItemContent | None
    quiz: ClassQuiz | None
    columns: tuple[ItemColumn, ...]
    alpha: float | None
    challenge_count: int


def quiz_lines(classroom_id: int, banks: Banks) -> list[QuizLine]:
    """The quizzes that the class took, by first attempts; those with the gravest remark first.

    Four queries, whatever the history.
    """
    quizzes = _known_quizzes(_assignments(classroom_id), banks)
    taken = class_tallies(Population(classroom_id), quizzes)
    lines = [_line(key, tallies, banks.get(key[0])) for key, tallies in taken.items()]
    return sorted(lines, key=lambda line: (line.gravity, -line.n, line.title, line.quiz_id))


def quiz_analysis(classroom_id: int, quiz: QuizKey, of: str, banks: Banks) -> QuizAnalysis:
    """The figures of a quiz and its items. Five queries.

    Args:
        classroom_id: The class.
        quiz: The quiz.
        of: Which attempts count: one of `Of`, or the public id of an assignment.
        banks: The banks in use.

    Raises:
        NotFound: neither a bank nor an assignment has this quiz and nobody took it, or `of`
            names no attempts.
    """
    shown, tallies = _class_quiz(_assignments(classroom_id), classroom_id, quiz, of, banks)
    return QuizAnalysis(
        quiz=shown,
        scores=quiz_scores(tallies) if tallies.n else None,
        columns=tuple(item_columns(tallies, banks.get(quiz[0]))),
    )


def item_analysis(
    classroom_id: int, item: ItemKey, quiz_id: str | None, of: str, banks: Banks
) -> ItemAnalysis:
    """The figures of an item in this quiz, or in the one that asked it most. Seven queries at most.

    Raises:
        NotFound: nobody was asked the item and no bank has it; or as for `quiz_analysis`.
    """
    bank_id, item_id = item
    bank, assignments = banks.get(bank_id), _assignments(classroom_id)
    content = bank.content_of(item_id) if bank and item_id in bank.items else None
    quiz_id = quiz_id or _quiz_that_asks(assignments, classroom_id, item, banks)
    shown, tallies = None, QuizTallies()
    if quiz_id is not None:
        quiz = (bank_id, quiz_id)
        shown, tallies = _class_quiz(assignments, classroom_id, quiz, of, banks)
    columns = tuple(item_columns(tallies, bank, only=item_id))
    if not (columns or content):
        raise NotFound
    return ItemAnalysis(
        item_id=item_id,
        content=content,
        quiz=shown,
        columns=columns,
        alpha=value(alpha(tallies.together.items)),
        challenge_count=waiting_case_count(
            classroom_id, Challenge.bank_key == bank_id, Challenge.item_key == item_id
        ),
    )


def _line(key: QuizKey, tallies: QuizTallies, bank: Bank | None) -> QuizLine:
    columns = item_columns(tallies, bank)
    return QuizLine(
        bank_id=key[0],
        quiz_id=key[1],
        title=_title(key, tallies, bank),
        n=tallies.n,
        scores=quiz_scores(tallies),
        item_count=len({column.item_key for column in columns}),
        looks=len({column.item_key for column in columns if column.wants_look}),
        gravity=min((column.gravity for column in columns), default=LEAST_GRAVE),
    )


def _class_quiz(
    assignments: Sequence[Assignment], classroom_id: int, quiz: QuizKey, of: str, banks: Banks
) -> tuple[ClassQuiz, QuizTallies]:
    """A quiz, and what was counted of those attempts that `of` names; with their times."""
    choices = _choices(assignments, classroom_id, quiz)
    chosen = next((choice for choice in choices if choice.value == of), None)
    if chosen is None:
        raise NotFound
    taken = class_tallies(chosen.population, {quiz})
    if quiz not in taken and quiz not in _known_quizzes(assignments, banks):
        raise NotFound
    tallies = taken.get(quiz, QuizTallies())
    tallies.seconds = response_times(chosen.population, quiz)
    title = _title(quiz, tallies, banks.get(quiz[0]), assignments)
    return ClassQuiz(*quiz, title, tallies.n, chosen, choices), tallies


def _assignments(classroom_id: int) -> Sequence[Assignment]:
    return db.session.scalars(assignments_of(classroom_id)).all()


def _known_quizzes(assignments: Sequence[Assignment], banks: Banks) -> set[QuizKey]:
    """The quizzes of the banks in use, and those that were set."""
    in_use = {(bank.id, quiz_id) for bank in banks.values() for quiz_id in bank.quizzes}
    return in_use | {(each.bank_key, each.quiz_key) for each in assignments}


def _choices(
    assignments: Sequence[Assignment], classroom_id: int, quiz: QuizKey
) -> tuple[AttemptChoice, ...]:
    plain = [AttemptChoice(of, Population(classroom_id, of)) for of in (Of.FIRST, Of.LAST, Of.ALL)]
    return *plain, *(
        AttemptChoice(each.public_id, Population(classroom_id, Of.ASSIGNMENT, each.id), each.title)
        for each in assignments
        if (each.bank_key, each.quiz_key) == quiz
    )


def _quiz_that_asks(
    assignments: Sequence[Assignment], classroom_id: int, item: ItemKey, banks: Banks
) -> str | None:
    """The quiz in which most learners were asked the item at their first attempt."""
    known = [quiz for bank, quiz in _known_quizzes(assignments, banks) if bank == item[0]]
    return db.session.scalar(quizzes_asking(Population(classroom_id), item[0], known, item[1]))


def _title(
    quiz: QuizKey, tallies: QuizTallies, bank: Bank | None, assignments: Sequence[Assignment] = ()
) -> str:
    """As the bank in use calls it, or as it was called."""
    if bank and quiz[1] in bank.quizzes:
        return bank.quizzes[quiz[1]].title
    set_as = (each.title for each in assignments if (each.bank_key, each.quiz_key) == quiz)
    return tallies.title or next(set_as, quiz[1])
