"""One-time codes made for learners who have no password."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from quizapp.accounts.auditing import note_deed
from quizapp.accounts.login_codes import code_hash
from quizapp.classes.classrooms import expect_running, locked_classroom
from quizapp.classes.facts import ClassFacts
from quizapp.domain.typed_codes import drawn_code
from quizapp.models import LoginCode, User
from quizapp.models.classrooms import enrolled_learners
from quizapp.web.database import lock_learners, write_transaction

LIFETIME = timedelta(days=14)


@dataclass(frozen=True)
class Slip:
    """What is printed for one learner. The code is in no table, and shown this once."""

    name: str
    code: str


def make_codes(
    classroom: ClassFacts,
    learner_ids: Collection[str] | None,
    actor_id: int | None,
    now: datetime,
) -> list[Slip]:
    """A new code for each of these learners of the class, by name; their older codes end.

    Args:
        classroom: The class.
        learner_ids: Public ids; None for all. Whoever gets in otherwise is passed over.
        actor_id: Who makes them.
        now: When.

    Raises:
        ClassroomArchived: the class is over.
    """
    classroom_id = classroom.id
    with write_transaction() as tx:
        row = locked_classroom(tx, classroom_id)
        expect_running(row)
        query = enrolled_learners(classroom_id).where(
            User.is_managed, User.user_name.is_(None), User.erased_at.is_(None)
        )
        if learner_ids is not None:
            query = query.where(User.public_id.in_(learner_ids))
        lock_learners(tx, query.with_only_columns(User.id).order_by(None))
        users = tx.scalars(query).all()
        tx.execute(delete(LoginCode).where(LoginCode.user_id.in_([user.id for user in users])))
        slips = []
        for user in users:
            code = drawn_code(secrets.SystemRandom())
            slips.append(Slip(user.display_name, code))
            tx.add(
                LoginCode(
                    user_id=user.id,
                    code_hash=code_hash(code),
                    made_at=now,
                    expires_at=now + LIFETIME,
                )
            )
        if slips:
            note_deed(
                tx,
                "make login codes",
                row.public_id,
                now,
                actor_id=actor_id,
                classroom_id=classroom_id,
                title=row.title,
                count=len(slips),
            )
        return slips
