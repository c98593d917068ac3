"""The marks of classes on items, first attempts only, counted by the database.

Marks are those that hold. Two marks may be set beside one another only if they were decided in
the same way: by the same options and keys, for which `marking` stands.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, ScalarSelect, Select, Subquery, case, func, select, tuple_
from sqlalchemy.orm import aliased

from quizapp.domain.regrading import RegradeRule
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.banks import ItemRevision
from quizapp.models.classrooms import Enrolment
from quizapp.models.marks_that_hold import current_mark
from quizapp.models.regrades import Regrade, RegradedMark, is_standing

FULL_MARKS = "full marks"
"""The marking of what a regrade gave everybody."""

BETTER_OF_TWO = "better of two"
"""The marking of what a regrade left at the better of two marks: no one key stands for it."""


def _regraded_marking() -> ScalarSelect[str]:
    """What the mark that holds was decided by, null if it is as recorded."""
    revision = aliased(ItemRevision)
    return (
        select(
            case(
                (Regrade.rule == RegradeRule.FULL_MARKS, FULL_MARKS),
                (Regrade.rule == RegradeRule.NOBODY_LOSES, BETTER_OF_TWO),
                else_=revision.marking_hash,
            )
        )
        .select_from(RegradedMark)
        .join(Regrade, Regrade.id == RegradedMark.regrade_id)
        .outerjoin(revision, revision.id == Regrade.item_revision_id)
        .where(RegradedMark.attempt_item_id == AttemptItem.id, is_standing())
        .order_by(RegradedMark.id.desc())
        .limit(1)
        .correlate(AttemptItem)
        .scalar_subquery()
    )


marking: ColumnElement[str] = func.coalesce(_regraded_marking(), ItemRevision.marking_hash)
"""What decided the mark that holds, for queries over attempts' items and their revisions."""


def members_of_one(classroom_ids: Collection[int]) -> Subquery:
    """Learners (`user_id`) who are or were in exactly one of the classrooms; `classroom_id`."""
    return _memberships(classroom_ids).having(func.count() == 1).subquery()


def shared_count(classroom_ids: Collection[int]) -> Select[int]:
    """How many learners are or were in more than one of the classrooms."""
    shared = _memberships(classroom_ids).having(func.count() > 1).subquery()
    return select(func.count()).select_from(shared)


def _memberships(classroom_ids: Collection[int]) -> Select[int, int]:
    return (
        select(Enrolment.user_id, func.min(Enrolment.classroom_id).label("classroom_id"))
        .where(Enrolment.classroom_id.in_(classroom_ids))
        .group_by(Enrolment.user_id)
    )


def marks_by_item(
    classroom_ids: Collection[int], bank_key: str, quiz_key: str
) -> Select[int, str, str, int, float]:
    """Classroom, item, marking, learners, and the sum of their marks in their first attempt."""
    members = members_of_one(classroom_ids)
    marks = _first_attempts(members, bank_key, quiz_key).add_columns(
        AttemptItem.item_key, marking.label("marking"), current_mark.label("mark")
    )
    marks_of = marks.subquery().c
    groups = (marks_of.classroom_id, marks_of.item_key, marks_of.marking)
    return select(*groups, func.count(), func.sum(marks_of.mark)).group_by(*groups)


def marks_by_learner(
    classroom_ids: Collection[int],
    bank_key: str,
    quiz_key: str,
    markings: Collection[tuple[str, str]],
) -> Select[int, float]:
    """Classroom, and a learner's mean mark over the items that were marked in these ways."""
    members = members_of_one(classroom_ids)
    marks = (
        _first_attempts(members, bank_key, quiz_key)
        .add_columns(current_mark.label("mark"))
        .where(tuple_(AttemptItem.item_key, marking).in_(list(markings)))
    )
    marks_of = marks.subquery().c
    groups = (marks_of.classroom_id, marks_of.user_id)
    return select(marks_of.classroom_id, func.avg(marks_of.mark)).group_by(*groups)


def first_marks(
    classroom_id: int, bank_key: str, item_keys: Collection[str]
) -> Select[str, str, int, float]:
    """Item, marking, learners, and the sum of the marks when each was first asked it.

    That is in a learner's first attempt at a quiz; of several quizzes that ask it, in the first.
    """
    revision_ids = select(ItemRevision.id).where(
        ItemRevision.bank_key == bank_key, ItemRevision.item_key.in_(item_keys)
    )
    of_learner = func.row_number().over(
        partition_by=(Attempt.user_id, AttemptItem.item_key), order_by=Attempt.id
    )
    ranked = (
        select(
            AttemptItem.item_key,
            marking.label("marking"),
            current_mark.label("mark"),
            of_learner.label("rank"),
        )
        .select_from(AttemptItem)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(Enrolment, Enrolment.user_id == Attempt.user_id)
        .join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            AttemptItem.item_revision_id.in_(revision_ids),
            Attempt.number == 1,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.finished_at.is_not(None),
            Enrolment.classroom_id == classroom_id,
            Enrolment.left_at.is_(None),
        )
        .subquery()
    )
    columns = ranked.c
    return (
        select(columns.item_key, columns.marking, func.count(), func.sum(columns.mark))
        .where(columns.rank == 1)
        .group_by(columns.item_key, columns.marking)
    )


def _first_attempts(members: Subquery, bank_key: str, quiz_key: str) -> Select[int, int]:
    """The items of the members' first attempts at a quiz that are finished."""
    return (
        select(members.c.classroom_id, members.c.user_id)
        .select_from(Attempt)
        .join(members, members.c.user_id == Attempt.user_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            Attempt.bank_key == bank_key,
            Attempt.quiz_key == quiz_key,
            Attempt.number == 1,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.finished_at.is_not(None),
        )
    )
