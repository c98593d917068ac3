"""Forgetting who somebody was. What they answered goes on counting, by nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.credentials import normal_user_name
from quizapp.accounts.forgetting_reasons import forget_reasons
from quizapp.accounts.forgetting_words import forget_words
from quizapp.accounts.preferences import forget_preferences
from quizapp.domain.errors import NotFound
from quizapp.models import (
    AssignmentException,
    AuditEntry,
    Challenge,
    ClassroomTeacher,
    DeletionRequest,
    Enrolment,
    LearnerAccommodation,
    LearnerNote,
    LoginCode,
    LoginSession,
    Notice,
    Reminder,
    ScoreOverride,
    TeacherInvitation,
    User,
)
from quizapp.models.challenges import ChallengeState
from quizapp.models.own_memory import OwnFold
from quizapp.models.people import Role, user_named
from quizapp.models.rights import learner_to_erase
from quizapp.web.database import Transaction, lock_learner, write_transaction

NOBODY = "Former learner"
"""What stands where a name stood."""

_NAMES = frozenset(
    {
        *("name", "names", "old_name", "display_name", "user_name", "learner"),
        *("held", "terms", "was"),
    }
)
"""Details of audit entries that may hold a name, or tell what help somebody had."""

_GONE = (
    LoginSession,
    LoginCode,
    Notice,
    OwnFold,
    DeletionRequest,
    AssignmentException,
    LearnerAccommodation,
    LearnerNote,
    Reminder,
)
"""Tables of which all goes that is about somebody."""


@dataclass(frozen=True)
class LearnerErased(
    Deed, name="erase learner", kind=DeedKind.ROSTER, sentence=_l("deleted a learner")
):
    """Somebody was forgotten, as a teacher or the command line decided."""


def erase_learner(classroom_id: int, public_id: str, actor_id: int, now: datetime) -> None:
    """Forget a learner whom the class has, or had last, as one of its teachers decides.

    Twice is the same as once.

    Raises:
        NotFound: there is no such learner, or only other classes have them.
    """
    with write_transaction() as tx:
        query = learner_to_erase(classroom_id, public_id)
        user_id = tx.scalar(query.with_only_columns(User.id))
        if user_id is not None:
            lock_learner(tx, user_id)
        # Only now is it certain that nobody else erases them, or takes them into another class.
        user = tx.scalar(query)
        if user is None:
            if _is_erased(tx, public_id):
                return
            raise NotFound
        erase(tx, user, now)
        note_deed(tx, LearnerErased(), public_id, now, actor_id=actor_id, classroom_id=classroom_id)


def erase_named(name: str, now: datetime) -> None:
    """Forget whoever has the user name or public id, a teacher too, at the command line.

    Raises:
        NotFound: nobody has it.
    """
    with write_transaction() as tx:
        user = tx.scalar(user_named(normal_user_name(name))) or tx.scalar(
            select(User).where(User.public_id == name, User.erased_at.is_(None))
        )
        if user is None:
            raise NotFound
        lock_learner(tx, user.id)
        erase(tx, user, now)
        note_deed(tx, LearnerErased(), user.public_id, now, actor_id=None)


def erase(tx: Transaction, user: User, now: datetime) -> None:
    """Take away all that says who it was: names, ways in, choices, words by and about them.

    Attempts, responses, cards and the decisions on challenges stay; of what was typed, only answers
    that its question knows. Sessions end, and the user
    name is free again.
    """
    forget_reasons(tx, user.id, (user.display_name, user.user_name))
    user.display_name = NOBODY
    user.user_name = user.password_hash = user.email = None
    user.is_managed = False
    user.role = Role.LEARNER
    user.erased_at = now
    forget_preferences(user)
    for table in _GONE:
        tx.execute(delete(table).where(table.user_id == user.id))
    tx.execute(delete(TeacherInvitation).where(TeacherInvitation.made_by_id == user.id))
    tx.execute(delete(ClassroomTeacher).where(ClassroomTeacher.user_id == user.id))
    tx.execute(
        update(Enrolment)
        .where(Enrolment.user_id == user.id, Enrolment.left_at.is_(None))
        .values(left_at=now)
    )
    tx.execute(update(Enrolment).where(Enrolment.user_id == user.id).values(sort_name=""))
    tx.execute(update(ScoreOverride).where(ScoreOverride.user_id == user.id).values(reason=""))
    _erase_challenges(tx, user.id)
    forget_words(tx, user.id)
    _erase_names_in_audit(tx, user.public_id)
    tx.flush()


def _erase_challenges(tx: Transaction, user_id: int) -> None:
    """What was decided stays, without words; what nobody has decided goes."""
    theirs = Challenge.user_id == user_id
    tx.execute(delete(Challenge).where(theirs, Challenge.state == ChallengeState.OPEN))
    tx.execute(update(Challenge).where(theirs).values(words="", phrase="", reply=None))


def _erase_names_in_audit(tx: Transaction, public_id: str) -> None:
    for entry in tx.scalars(select(AuditEntry).where(AuditEntry.subject == public_id)):
        if entry.details:
            kept = {name: fact for name, fact in entry.details.items() if name not in _NAMES}
            entry.details = kept or None


def _is_erased(tx: Transaction, public_id: str) -> bool:
    erased = select(User.id).where(User.public_id == public_id, User.erased_at.is_not(None))
    return tx.scalar(erased) is not None
