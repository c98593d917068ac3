"""Who has not handed in an assignment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, exists

from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.held_keys import at, ended
from quizapp.models.people import User


def learners_without(assignment_id: int, classroom_id: int, now: datetime) -> Select[User]:
    """The learners of the class without an attempt that has ended, by name."""
    handed_in = exists().where(
        Attempt.assignment_id == assignment_id,
        Attempt.user_id == User.id,
        Attempt.kind == AttemptKind.QUIZ,
        ended(at(now)),
    )
    return enrolled_learners(classroom_id).where(~handed_in)
