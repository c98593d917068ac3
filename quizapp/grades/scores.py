"""The scores of a teacher's learners: of those in the teacher's classes, and whom they had last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from quizapp.attempts.looking_back import AttemptSummary, look_backs, summaries, summary_of
from quizapp.domain.bank import Bank
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import NotFound
from quizapp.models import Attempt, User
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import attempts_of
from quizapp.models.classrooms import learners_of_teacher
from quizapp.models.grades import best_scores
from quizapp.models.people import Access
from quizapp.web.extensions import db

_COUNTING = (Attempt.finished_at.is_not(None), Attempt.kind == AttemptKind.QUIZ)
"""Of which attempts the scores count."""


@dataclass(frozen=True)
class QuizColumn:
    """A quiz as a column of the table of scores."""

    id: str
    title: str


@dataclass(frozen=True)
class BestScore:
    """A learner's best finished attempt at a quiz, and how many there were."""

    best: float
    max_score: float
    attempts: int

    @property
    def share(self) -> float:
        """The score as a share of the maximum, from 0 to 1."""
        return self.best / self.max_score


BestByUser = dict[int, dict[str, tuple[str, BestScore]]]
"""By user and quiz: the quiz's title as it was taken, and the best score."""


@dataclass(frozen=True)
class LearnerRow:
    """A learner's best scores, in the order of the quizzes."""

    learner_id: str
    name: str
    access: Access
    cells: tuple[BestScore | None, ...]


@dataclass(frozen=True)
class Learner:
    """A learner, as a teacher sees them."""

    id: str
    name: str
    user_name: str | None
    access: Access
    joined_at: datetime


@dataclass(frozen=True)
class ScoreLine:
    """One finished attempt, for export."""

    learner: Learner
    bank_id: str
    quiz_title: str
    score: float
    max_score: float
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True)
class BankChoice:
    """A bank whose scores can be looked at; `is_here` unless it has left the server."""

    id: str
    title: str
    language: str | None
    is_here: bool


@dataclass(frozen=True)
class ScoreTable:
    """The best scores of a teacher's learners in the quizzes of one bank, and other banks' names.

    `chosen` is the id of the bank, "" where there is none at all.
    """

    choices: list[BankChoice]
    chosen: str
    quizzes: list[QuizColumn]
    rows: list[LearnerRow]


@dataclass(frozen=True)
class LearnersAttempt:
    """One attempt as a teacher looks back on it."""

    learner: Learner
    summary: AttemptSummary
    looks: list[LookBack]


def score_table(
    bank_id: str | None, banks: Sequence[Bank], teacher_id: int, now: datetime
) -> ScoreTable:
    """The learners' best scores in every quiz of a bank: three queries, whatever the history.

    Without an id it is the first bank. Quizzes that have left the bank keep their column as long
    as somebody took them; so do all of a bank that has left the server.

    Raises:
        NotFound: neither is there such a bank, nor was a quiz of it ever finished.
    """
    choices = _choices(banks, teacher_id)
    chosen = bank_id or (choices[0].id if choices else "")
    if chosen not in {choice.id for choice in choices} | {""}:
        raise NotFound
    best = _best_scores(chosen, teacher_id, now)
    quizzes = _columns(next((bank for bank in banks if bank.id == chosen), None), best)
    learners = db.session.scalars(
        learners_of_teacher(teacher_id).order_by(User.display_name, User.id)
    )
    rows = [
        _row(user, best.get(user.id, {}), quizzes)
        for user in learners
        # A guest who only looked around is nobody's learner yet.
        if not user.is_guest or user.id in best
    ]
    return ScoreTable(choices, chosen, quizzes, rows)


def learner_with(
    public_id: str, teacher_id: int, now: datetime
) -> tuple[Learner, list[AttemptSummary]]:
    """A learner and all their attempts, newest first.

    Raises:
        NotFound: there is no such learner, or only other teachers have them.
    """
    user = db.session.scalar(learners_of_teacher(teacher_id).where(User.public_id == public_id))
    if user is None:
        raise NotFound
    return _learner(user), summaries(attempts_of(user.id), now)


def attempt_for_teacher(public_id: str, teacher_id: int, now: datetime) -> LearnersAttempt:
    """An attempt item by item, and whose it is.

    Raises:
        NotFound: there is no such attempt, or it is of somebody whom only other teachers have.
    """
    attempt = db.session.scalar(
        select(Attempt).where(
            Attempt.public_id == public_id, Attempt.user_id.in_(_ids_of_learners(teacher_id))
        )
    )
    if attempt is None:
        raise NotFound
    learner, summary = _learner(attempt.user), summary_of(attempt.id, now)
    return LearnersAttempt(learner, summary, look_backs(attempt.id))


def score_lines(teacher_id: int) -> list[ScoreLine]:
    """Every finished attempt that counts, by learner and time."""
    rows = db.session.execute(
        select(Attempt, User)
        .join(User)
        .where(*_COUNTING, User.id.in_(_ids_of_learners(teacher_id)))
        .order_by(User.display_name, User.id, Attempt.id)
    )
    return [
        ScoreLine(
            learner=_learner(user),
            bank_id=attempt.bank_key,
            quiz_title=attempt.quiz_title,
            score=attempt.current_score or 0.0,
            max_score=attempt.max_score or 0.0,
            started_at=attempt.started_at,
            finished_at=attempt.finished_at or attempt.started_at,
        )
        for attempt, user in rows
    ]


def _ids_of_learners(teacher_id: int) -> Select[int]:
    return learners_of_teacher(teacher_id).with_only_columns(User.id)


def _choices(banks: Sequence[Bank], teacher_id: int) -> list[BankChoice]:
    """The banks of the server in their order, then those that left scores of learners behind."""
    here = [BankChoice(bank.id, bank.title, bank.language, True) for bank in banks]
    known = {bank.id for bank in banks}
    query = (
        select(Attempt.bank_key)
        .where(*_COUNTING, Attempt.user_id.in_(_ids_of_learners(teacher_id)))
        .distinct()
        .order_by(Attempt.bank_key)
    )
    gone = [
        BankChoice(bank_id, bank_id, None, False)
        for bank_id in db.session.scalars(query)
        if bank_id not in known
    ]
    return here + gone


def _columns(bank: Bank | None, best: BestByUser) -> list[QuizColumn]:
    """The quizzes of the bank, if it is here, then those that were taken and have left it."""
    titles = {quiz.id: quiz.title for quiz in bank.quizzes.values()} if bank else {}
    for quizzes in best.values():
        titles.update({key: title for key, (title, _) in quizzes.items() if key not in titles})
    return [QuizColumn(key, title) for key, title in titles.items()]


def _best_scores(bank_id: str, teacher_id: int, now: datetime) -> BestByUser:
    best: defaultdict[int, dict[str, tuple[str, BestScore]]] = defaultdict(dict)
    query = best_scores(bank_id, _ids_of_learners(teacher_id), now)
    for user_id, quiz_key, title, score, max_score, attempts in db.session.execute(query):
        best[user_id][quiz_key] = (title, BestScore(score, max_score, attempts))
    return best


def _row(
    user: User, best: dict[str, tuple[str, BestScore]], columns: Sequence[QuizColumn]
) -> LearnerRow:
    cells = tuple(best[column.id][1] if column.id in best else None for column in columns)
    return LearnerRow(user.public_id, user.display_name, user.access, cells)


def _learner(user: User) -> Learner:
    return Learner(user.public_id, user.display_name, user.user_name, user.access, user.created_at)
