"""A learner signed out on every device, where one is lost or somebody else knows how to get in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.errors import GetsInOtherwise
from quizapp.models import LoginSession
from quizapp.models.people import Access
from quizapp.web.database import write_transaction


@dataclass(frozen=True)
class LearnerSignedOut(
    Deed,
    name="sign learner out",
    kind=DeedKind.ROSTER,
    sentence=_l("signed %(subject)s out on every device"),
):
    """Whoever was signed in as a learner has to get in again."""

    title: str


@dataclass(frozen=True)
class SignedOut:
    """Who was signed out, and whether it takes a code to get in again."""

    name: str
    needs_code: bool


def sign_out_everywhere(
    classroom_id: int, learner_id: str, actor_id: int | None, now: datetime
) -> SignedOut:
    """End every session of a learner. A guest's one browser is the only way in, so it stays.

    Raises:
        ClassroomArchived: the class is over.
        NotFound: nobody of this id is in the class.
        GetsInOtherwise: the learner is a guest, or is a teacher.
    """
    with write_transaction() as tx:
        row = locked_running(tx, classroom_id)
        user = locked_learner(tx, classroom_id, learner_id)
        if user.access is Access.GUEST or user.is_teacher:
            raise GetsInOtherwise
        tx.execute(delete(LoginSession).where(LoginSession.user_id == user.id))
        deed = LearnerSignedOut(row.title)
        note_deed(tx, deed, user.public_id, now, actor_id=actor_id, classroom_id=row.id)
        return SignedOut(user.display_name, user.access is Access.CODE)
