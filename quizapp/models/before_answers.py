"""What is to be known before an answer is taken in, asked at once."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Integer, Select, bindparam, func, select

from quizapp.models.attempts import AttemptItem, Response, last_tried_at
from quizapp.models.memory import Card, KeyCorrection


def _before_answer() -> Select[datetime | None, date | None, datetime | None]:
    corrected_at = select(KeyCorrection.corrected_at).where(
        KeyCorrection.bank_key == bindparam("bank_key"),
        KeyCorrection.item_key == bindparam("item_key"),
    )
    last_day = select(func.max(Card.last_day)).where(Card.user_id == bindparam("user_id"))
    last_try = (
        select(func.max(last_tried_at))
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .where(
            AttemptItem.attempt_id == bindparam("attempt_id", type_=Integer),
            Response.id != bindparam("response_id", type_=Integer),
        )
    )
    return select(
        corrected_at.scalar_subquery().label("corrected_at"),
        last_day.scalar_subquery().label("last_day"),
        last_try.scalar_subquery().label("last_tried_at"),
    )


BEFORE_ANSWER = _before_answer()
"""When the item's key was corrected last; the learner's last learning day; and when the attempt's
last try at another item was made. Each may be null. Built once.
"""
