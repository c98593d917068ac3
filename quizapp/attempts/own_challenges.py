"""What a learner has challenged, as it stands beside the items of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from quizapp.models import Attempt, Challenge
from quizapp.models.attempts import AttemptKind
from quizapp.models.challenges import own_challenges
from quizapp.models.classrooms import classrooms_of_learner
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Challenges:
    """Challenges beside the items of one attempt, by position; whether more can be made."""

    made: Mapping[int, Challenge]
    can_be_made: bool


def challenges_of(attempt: Attempt) -> Challenges:
    """What the learner has challenged in an attempt. At most two queries.

    Only learners of a class can challenge, in quizzes that count: somebody has to decide.
    """
    if attempt.kind != AttemptKind.QUIZ:
        return Challenges({}, can_be_made=False)
    rows = db.session.execute(own_challenges(attempt.user_id, attempt.id)).all()
    made = {row[0]: row[1] for row in rows}
    return Challenges(made, can_be_made=_is_in_class(attempt.user_id))


def _is_in_class(user_id: int) -> bool:
    found = select(classrooms_of_learner(user_id).order_by(None).exists())
    return bool(db.session.scalar(found))
