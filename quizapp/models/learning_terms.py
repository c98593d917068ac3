"""The settings that a learner's plan depends on: the classes', and the learner's own."""

from __future__ import annotations

from sqlalchemy import Integer, and_, bindparam, exists, select

from quizapp.models.classrooms import Classroom, Enrolment
from quizapp.models.lessons import Lesson, is_running
from quizapp.models.people import User

LEARNING_TERMS = (
    select(
        User.minutes_a_day,
        Classroom.id,
        Classroom.time_zone,
        Classroom.desired_retention,
        Classroom.exam_on,
        Enrolment.enrolled_at,
        exists().where(Lesson.classroom_id == Classroom.id, is_running()).label("has_lesson"),
    )
    .select_from(User)
    .outerjoin(Enrolment, and_(Enrolment.user_id == User.id, Enrolment.left_at.is_(None)))
    .outerjoin(
        Classroom,
        and_(Classroom.id == Enrolment.classroom_id, Classroom.archived_at.is_(None)),
    )
    .where(User.id == bindparam("user_id", type_=Integer))
)
"""The minutes of the learner `user_id` with each class that runs; one row where there is none.

Minutes; the class's id, zone, retention and exam; when the learner joined it; and whether a lesson
is on in it. Built once.
"""
