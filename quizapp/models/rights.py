"""What people ask of their data: who may be erased by whom, and who is due to be forgotten."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import aliased

from quizapp.models.classrooms import ClassroomTeacher, Enrolment, is_in_no_class
from quizapp.models.people import DeletionRequest, Role, User


def is_in_class(classroom_id: int) -> ColumnElement[bool]:
    """Whether a user is in the classroom now."""
    return exists().where(
        Enrolment.user_id == User.id,
        Enrolment.left_at.is_(None),
        Enrolment.classroom_id == classroom_id,
    )


def was_in_class(classroom_id: int) -> ColumnElement[bool]:
    """Whether a user is in the classroom now, or has ever been."""
    return exists().where(Enrolment.user_id == User.id, Enrolment.classroom_id == classroom_id)


def was_taught_by_teachers_of(classroom_id: int) -> ColumnElement[bool]:
    """Whether a user is or was in any class of somebody who teaches this one."""
    other = aliased(ClassroomTeacher)
    return (
        exists()
        .where(Enrolment.user_id == User.id, other.classroom_id == Enrolment.classroom_id)
        .where(other.user_id.in_(_teachers_of(classroom_id)))
        .correlate(User)
    )


def is_taught_elsewhere(classroom_id: int) -> ColumnElement[bool]:
    """Whether a user is in a class now that has no teacher in common with this one.

    Such a learner's account is not for the teachers of one class to decide about.
    """
    elsewhere, other = aliased(Enrolment), aliased(ClassroomTeacher)
    shares_a_teacher = (
        exists()
        .where(
            other.classroom_id == elsewhere.classroom_id,
            other.user_id.in_(_teachers_of(classroom_id)),
        )
        .correlate(elsewhere)
    )
    return (
        exists()
        .where(elsewhere.user_id == User.id, elsewhere.left_at.is_(None), ~shares_a_teacher)
        .correlate(User)
    )


def learner_to_erase(classroom_id: int, public_id: str) -> Select[User]:
    """The learner, if a teacher of the classroom may erase them: theirs alone, now or at last.

    Whoever has left it and is in no class now is still for the teachers they had. One whom others
    teach as well has to have asked for it.
    """
    return _erasable(classroom_id).where(User.public_id == public_id)


def open_requests(classroom_id: int) -> Select[DeletionRequest, User]:
    """The wishes to be deleted that a teacher of the classroom may carry out, oldest first."""
    return (
        _erasable(classroom_id)
        .join(DeletionRequest, DeletionRequest.user_id == User.id)
        .with_only_columns(DeletionRequest, User)
        .order_by(DeletionRequest.asked_at, DeletionRequest.id)
    )


def request_of(user_id: int) -> Select[DeletionRequest]:
    """The user's open wish to be deleted."""
    return select(DeletionRequest).where(DeletionRequest.user_id == user_id)


def _erasable(classroom_id: int) -> Select[User]:
    return select(User).where(
        User.role == Role.LEARNER,
        User.erased_at.is_(None),
        is_in_class(classroom_id) | (was_in_class(classroom_id) & is_in_no_class()),
        ~is_taught_elsewhere(classroom_id) | _has_asked(),
    )


def _teachers_of(classroom_id: int) -> Select[int]:
    return select(ClassroomTeacher.user_id).where(ClassroomTeacher.classroom_id == classroom_id)


def _has_asked() -> ColumnElement[bool]:
    wish = aliased(DeletionRequest)
    return exists().where(wish.user_id == User.id).correlate(User)
