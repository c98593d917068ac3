"""The settings that a learner's plan depends on: the classes', and the learner's own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, select

from quizapp.models.classrooms import Classroom, Enrolment
from quizapp.models.people import User


def learning_terms(user_id: int) -> Select[*tuple[Any, ...]]:
    """The learner's minutes with each class that runs; one row without a class where there is none.

    Minutes; the class's id, zone, retention and exam; when the learner joined it.
    """
    return (
        select(
            User.minutes_a_day,
            Classroom.id,
            Classroom.time_zone,
            Classroom.desired_retention,
            Classroom.exam_on,
            Enrolment.enrolled_at,
        )
        .select_from(User)
        .outerjoin(Enrolment, and_(Enrolment.user_id == User.id, Enrolment.left_at.is_(None)))
        .outerjoin(
            Classroom,
            and_(Classroom.id == Enrolment.classroom_id, Classroom.archived_at.is_(None)),
        )
        .where(User.id == user_id)
    )
