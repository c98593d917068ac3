"""What a class is doing under one assignment, counted by the database.

Each learner counts by the attempt they began last. Whoever has left the class is left out.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Select, Text, cast, false, func, select

from quizapp.models.assignments import AssignmentException
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response, last_tried_at
from quizapp.models.banks import ItemRevision
from quizapp.models.classrooms import Enrolment, learner_count
from quizapp.models.later_closings import last_closing
from quizapp.models.marks_that_hold import answered_count, current_credit
from quizapp.models.people import User

VersionRow: TypeAlias = tuple[int, int, int, int, int, datetime | None, datetime | None]
LearnerRow: TypeAlias = tuple[
    str,
    str,
    bool | None,
    int | None,
    int | None,
    datetime | None,
    datetime | None,
    int | None,
    datetime | None,
    datetime | None,
]
MarkRow: TypeAlias = tuple[str, str, int, int, float, bool]
ChoiceRow: TypeAlias = tuple[str, int, int, str | None, int]


def last_attempts(assignment_id: int, classroom_id: int) -> Select[int]:
    """The ids of the attempts that the learners of the class began last."""
    return (
        select(func.max(Attempt.id))
        .join(Enrolment, Enrolment.user_id == Attempt.user_id)
        .where(
            Attempt.assignment_id == assignment_id,
            Attempt.kind == AttemptKind.QUIZ,
            Enrolment.classroom_id == classroom_id,
            Enrolment.left_at.is_(None),
        )
        .group_by(Attempt.user_id)
    )


def live_version(assignment_id: int, classroom_id: int) -> Select[*VersionRow]:
    """Numbers of which one changes whenever a learner does something, or comes or goes.

    The last column is the latest closing that a single learner was given.
    """
    attempts = Attempt.assignment_id == assignment_id
    tries = (
        select(func.max(Response.id) + func.count(Response.second_at))
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(attempts)
        .scalar_subquery()
    )
    members = Enrolment.classroom_id == classroom_id
    newest_member = select(func.max(Enrolment.id)).where(members)
    return select(
        func.count(Attempt.id),
        func.count(Attempt.finished_at),
        func.coalesce(tries, 0),
        learner_count(classroom_id).scalar_subquery(),
        func.coalesce(newest_member.scalar_subquery(), 0),
        func.max(Attempt.deadline_at),
        last_closing(assignment_id).scalar_subquery(),
    ).where(attempts)


def live_learners(assignment_id: int, classroom_id: int) -> Select[*LearnerRow]:
    """The learners of the class by name, each with the attempt begun last and how far it is.

    Public id, name, whether excused; number, items, deadline and end of the attempt; how many
    items they have answered, when they last tried one, and when they began.
    """
    last = last_attempts(assignment_id, classroom_id)
    responses = (
        select(
            AttemptItem.attempt_id,
            answered_count.label("answered"),
            func.max(last_tried_at).label("last_at"),
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id.in_(last))
        .group_by(AttemptItem.attempt_id)
        .subquery()
    )
    return (
        select(
            User.public_id,
            User.display_name,
            AssignmentException.is_excused,
            Attempt.assignment_number,
            Attempt.item_count,
            Attempt.deadline_at,
            Attempt.finished_at,
            responses.c.answered,
            responses.c.last_at,
            Attempt.started_at,
        )
        .select_from(Enrolment)
        .join(User, User.id == Enrolment.user_id)
        .outerjoin(
            AssignmentException,
            (AssignmentException.assignment_id == assignment_id)
            & (AssignmentException.user_id == User.id),
        )
        .outerjoin(Attempt, (Attempt.user_id == User.id) & Attempt.id.in_(last))
        .outerjoin(responses, responses.c.attempt_id == Attempt.id)
        .where(Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None))
        .order_by(User.display_name, User.id)
    )


def live_marks(assignment_id: int, classroom_id: int) -> Select[*MarkRow]:
    """What each learner of the class was asked: learner, item, question, place in the attempt.

    Then the credit that holds, and whether it was answered: what waits for a second try was not.
    """
    is_answered = func.coalesce(
        ~Response.awaits_second | Attempt.finished_at.is_not(None), false()
    ) & Response.id.is_not(None)
    return (
        select(
            User.public_id,
            AttemptItem.item_key,
            AttemptItem.question,
            AttemptItem.position,
            current_credit,
            is_answered,
        )
        .select_from(AttemptItem)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(User, User.id == Attempt.user_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id.in_(last_attempts(assignment_id, classroom_id)))
        .order_by(AttemptItem.attempt_id, AttemptItem.position)
    )


def live_choices(assignment_id: int, classroom_id: int) -> Select[*ChoiceRow]:
    """What was chosen, and how often: item, revision, question, the options' ids as JSON, count.

    Null instead of options: asked, and not answered.
    """
    chosen = cast(Response.chosen, Text).label("chosen")
    alike = (
        select(AttemptItem.item_key, AttemptItem.item_revision_id, AttemptItem.question, chosen)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id.in_(last_attempts(assignment_id, classroom_id)))
        .subquery()
    )
    return select(*alike.c, func.count()).group_by(*alike.c)


def contents_of(revision_ids: list[int]) -> Select[int, str, str]:
    """The contents of these revisions, each with the hash that joins what is marked alike."""
    return select(ItemRevision.id, ItemRevision.marking_hash, ItemRevision.content).where(
        ItemRevision.id.in_(revision_ids)
    )
