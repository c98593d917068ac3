"""A class that is larger than one could play: learners who did the same as one who played."""

from __future__ import annotations

from typing import Any

from quizapp.models import Attempt, AttemptItem, Base, Enrolment, Response, User
from quizapp.models.base import new_public_id
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld
from tests.support.playing import attempt_with

_GIVEN = {"id", "attempt_id", "attempt_item_id", "user_id", "public_id"}


def copy_into(world: ClassWorld, attempt_id: str, count: int) -> None:
    """Let as many new learners of the class have done exactly what this attempt holds."""
    classroom_id, original = world.classroom.id, attempt_with(attempt_id)
    whole = columns_of(original)
    items = [
        (columns_of(item), columns_of(item.response) if item.response else None)
        for item in original.items
    ]
    with write_transaction() as tx:
        for number in range(count):
            user = User(display_name=f"Copy {number}", created_at=world.now)
            attempt = Attempt(**whole, public_id=new_public_id(), user=user)
            tx.add(attempt)
            tx.flush()
            tx.add(Enrolment(classroom_id=classroom_id, user_id=user.id, enrolled_at=world.now))
            for item, response in items:
                copy = AttemptItem(**item, attempt=attempt)
                tx.add(copy)
                if response:
                    tx.add(Response(**response, attempt_item=copy))


def columns_of(row: Base) -> dict[str, Any]:
    """What a row holds besides its ids and what it belongs to."""
    names = {column.name for column in row.__table__.columns} - _GIVEN
    return {name: getattr(row, name) for name in names}
