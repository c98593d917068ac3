"""Who is in a lesson and has not voted, and whose device has not been heard of for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Row, Select, and_, or_, select, update

from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.phases import Phase
from quizapp.lessons.seats import Voter, is_in_class
from quizapp.lessons.standing import Standing
from quizapp.models import Lesson, LessonSeat, LessonVote, User
from quizapp.web.extensions import db
from quizapp.web.writing_together import write_together

HEARD_EVERY = timedelta(seconds=30)
"""So often a device says that it is there; its questions for news say nothing of anybody."""
LOST_AFTER = timedelta(seconds=65)


@dataclass(frozen=True)
class Sitting:
    """A learner in a lesson; `lost_since` is when their device was last heard of, if long ago."""

    name: str
    taken_at: datetime
    lost_since: datetime | None


@dataclass(frozen=True)
class Missing:
    """Whom a class waits for.

    Attributes:
        waiting: Learners who have not voted in the round that is open; none while no round is.
        guests: How many guests have not.
        lost: Learners who have lost the connection, while no round is open.
    """

    waiting: tuple[Sitting, ...] = ()
    guests: int = 0
    lost: tuple[Sitting, ...] = ()


def note_presence(lesson_id: str, voter: Voter, now: datetime) -> None:
    """Note that somebody's device is there. Whoever has no seat is nobody to wait for.

    Raises:
        NotFound: nobody can tell whose device it is.
    """
    if voter.user_id is None and voter.secret is None:
        raise NotFound
    lesson = select(Lesson.id).where(Lesson.public_id == lesson_id).scalar_subquery()
    own = (
        LessonSeat.user_id == voter.user_id
        if voter.user_id is not None
        else LessonSeat.secret_hash == voter.secret_hash
    )
    seen = update(LessonSeat).where(LessonSeat.lesson_id == lesson, own).values(seen_at=now)
    write_together(lambda tx: tx.execute(seen) is not None)


def missing(standing: Standing, now: datetime) -> Missing:
    """Whom the class waits for now. One query."""
    if standing.phase is Phase.ENDED:
        return Missing()
    rows = db.session.execute(_seats(standing)).all()
    if standing.phase.round is None:
        sitting = [_sitting(row, now) for row in rows if row.display_name is not None]
        return Missing(lost=tuple(each for each in sitting if each.lost_since))
    without = [row for row in rows if row.voted_at is None]
    return Missing(
        waiting=tuple(_sitting(row, now) for row in without if row.display_name is not None),
        guests=sum(row.display_name is None for row in without),
    )


def _seats(standing: Standing) -> Select[*tuple[object, ...]]:
    """The seats of the lesson by name, with when each voted in the round that is open.

    Nobody waits for a learner who was taken out of the class meanwhile: they cannot vote.
    """
    is_own_vote = and_(
        LessonVote.seat_id == LessonSeat.id,
        LessonVote.question_id == Lesson.question_id,
        LessonVote.round == standing.phase.round,
    )
    return (
        select(User.display_name, LessonSeat.taken_at, LessonSeat.seen_at, LessonVote.voted_at)
        .join(Lesson, Lesson.id == LessonSeat.lesson_id)
        .outerjoin(User, User.id == LessonSeat.user_id)
        .outerjoin(LessonVote, is_own_vote)
        .where(
            Lesson.public_id == standing.lesson_id,
            or_(LessonSeat.user_id.is_(None), is_in_class(User.id)),
        )
        .order_by(User.display_name, LessonSeat.id)
    )


def _sitting(row: Row[*tuple[object, ...]], now: datetime) -> Sitting:
    seen_at: datetime | None = row.seen_at
    is_lost = seen_at is not None and now - seen_at > LOST_AFTER
    return Sitting(row.display_name, row.taken_at, seen_at if is_lost else None)
