"""Where a lesson is: what everybody's devices ask again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.phases import FIRST, SECOND, Phase
from quizapp.models.lessons import Lesson, LessonSeat, LessonVote
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Standing:
    """Where a lesson is. It says nothing about anybody, and nothing about the question."""

    lesson_id: str
    sequence: int
    phase: Phase

    @property
    def etag(self) -> str:
        """Another one means that there is something new to see."""
        return str(self.sequence)


@dataclass(frozen=True)
class CountedStanding(Standing):
    """The same, for the teacher and the wall: how many are here, and how many have voted.

    `voted` counts the round that is open, or was closed last.
    """

    here: int
    voted: int

    @property
    def etag(self) -> str:
        """Another one means that there is something new to see."""
        return f"{self.sequence}-{self.voted}-{self.here}"


_STANDING = select(Lesson.public_id, Lesson.sequence, Lesson.phase).where(
    Lesson.public_id == bindparam("lesson_id")
)
"""Built once: it is asked by each phone, each second."""


def poll(lesson_id: str) -> Standing:
    """Where the lesson is now. One statement, which an index answers.

    Raises:
        NotFound: there is no such lesson.
    """
    row = db.session.execute(
        _STANDING, {"lesson_id": lesson_id}, execution_options=COMPILED_ONCE
    ).one_or_none()
    if row is None:
        raise NotFound
    return Standing(row[0], row[1], Phase(row[2]))


_COUNTED = _STANDING.where(Lesson.classroom_id == bindparam("classroom_id")).add_columns(
    select(func.count(LessonSeat.id)).where(LessonSeat.lesson_id == Lesson.id).scalar_subquery(),
    *(
        select(func.count(LessonVote.id))
        .where(LessonVote.question_id == Lesson.question_id, LessonVote.round == each)
        .scalar_subquery()
        for each in (FIRST, SECOND)
    ),
)


def poll_counted(classroom_id: int, lesson_id: str) -> CountedStanding:
    """The same, with how many are here and have voted. One statement.

    Raises:
        NotFound: the lesson is not of this classroom.
    """
    asked_about = {"lesson_id": lesson_id, "classroom_id": classroom_id}
    row = db.session.execute(_COUNTED, asked_about, execution_options=COMPILED_ONCE).one_or_none()
    if row is None:
        raise NotFound
    public_id, sequence, phase, here, *voted = row
    return counted(Standing(public_id, sequence, Phase(phase)), here, voted)


def counted(standing: Standing, here: int, voted: Sequence[int]) -> CountedStanding:
    """A standing with its counts; `voted` are those of the first and the second round."""
    last = standing.phase.last_round
    return CountedStanding(
        standing.lesson_id, standing.sequence, standing.phase, here, voted[last - 1] if last else 0
    )
