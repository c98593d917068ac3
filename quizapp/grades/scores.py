"""The scores of a teacher's learners: of the own classes, and of those who are in none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.models import Attempt, User
from quizapp.models.attempts import AttemptKind, attempts_of, current_score
from quizapp.models.classrooms import learners_of_teacher
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


@dataclass(frozen=True)
class LearnerRow:
    """A learner's best scores, in the order of the quizzes."""

    learner_id: str
    name: str
    is_guest: bool
    cells: tuple[BestScore | None, ...]


@dataclass(frozen=True)
class Learner:
    """A learner, as a teacher sees them."""

    id: str
    name: str
    user_name: str | None
    is_guest: bool
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


def bank_ids_with_scores() -> list[str]:
    """The ids of the banks of which a quiz was ever finished, in alphabetical order."""
    query = select(Attempt.bank_key).where(*_COUNTING).distinct().order_by(Attempt.bank_key)
    return list(db.session.scalars(query))


def score_table(
    bank_id: str, bank: Bank | None, teacher_id: int
) -> tuple[list[QuizColumn], list[LearnerRow]]:
    """The learners' best scores in every quiz of a bank: two queries, whatever the history.

    Quizzes that have left the bank keep their column as long as somebody took them; so do all
    of a bank that has left the server, which is no `bank` any more.
    """
    best = _best_scores(bank_id, teacher_id)
    titles = {quiz.id: quiz.title for quiz in bank.quizzes.values()} if bank else {}
    for quizzes in best.values():
        titles.update({key: title for key, (title, _) in quizzes.items() if key not in titles})
    columns = [QuizColumn(key, title) for key, title in titles.items()]
    learners = db.session.scalars(
        learners_of_teacher(teacher_id).order_by(User.display_name, User.id)
    )
    rows = [
        _row(user, best.get(user.id, {}), columns)
        for user in learners
        # A guest who only looked around is nobody's learner yet.
        if not user.is_guest or user.id in best
    ]
    return columns, rows


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


def attempt_for_teacher(public_id: str, teacher_id: int) -> tuple[Learner, Attempt]:
    """An attempt and whose it is.

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
    return _learner(attempt.user), attempt


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


def _best_scores(bank_id: str, teacher_id: int) -> dict[int, dict[str, tuple[str, BestScore]]]:
    """By user and quiz: the quiz's title as taken, and the best score."""
    best_first = ((current_score / Attempt.max_score).desc(), Attempt.id)
    of_quiz = (Attempt.user_id, Attempt.quiz_key)
    ranked = (
        select(
            Attempt.user_id,
            Attempt.quiz_key,
            Attempt.quiz_title,
            current_score.label("score"),
            Attempt.max_score,
            func.count().over(partition_by=of_quiz).label("attempts"),
            func.row_number().over(partition_by=of_quiz, order_by=best_first).label("rank"),
        )
        .where(*_COUNTING, Attempt.bank_key == bank_id)
        .where(Attempt.user_id.in_(_ids_of_learners(teacher_id)))
        .subquery()
    )
    best: dict[int, dict[str, tuple[str, BestScore]]] = {}
    for row in db.session.execute(select(ranked).where(ranked.c.rank == 1)):
        score = BestScore(row.score, row.max_score, row.attempts)
        best.setdefault(row.user_id, {})[row.quiz_key] = (row.quiz_title, score)
    return best


def _row(
    user: User, best: dict[str, tuple[str, BestScore]], columns: Sequence[QuizColumn]
) -> LearnerRow:
    cells = tuple(best[column.id][1] if column.id in best else None for column in columns)
    return LearnerRow(user.public_id, user.display_name, user.is_guest, cells)


def _learner(user: User) -> Learner:
    return Learner(
        user.public_id, user.display_name, user.user_name, user.is_guest, user.created_at
    )
