"""What a learner typed into questions, wherever it was asked."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.banks import ItemRevision
from quizapp.models.regrades import Regrade, RegradedMark

_TYPED = '"mode":"typed"'
"""As `quizapp.domain.items.content.to_json` writes it."""


def typed_responses_of(user_id: int) -> Select[Response]:
    """The responses to items of which something is typed, with all that has marked them."""
    item = contains_eager(Response.attempt_item)
    return (
        select(Response)
        .join(Response.attempt_item)
        .join(AttemptItem.attempt)
        .join(AttemptItem.revision)
        .where(Attempt.user_id == user_id, ItemRevision.content.contains(_TYPED, autoescape=True))
        .options(
            item.contains_eager(AttemptItem.revision),
            item.selectinload(AttemptItem.regraded_marks)
            .joinedload(RegradedMark.regrade)
            .joinedload(Regrade.item_revision),
        )
        .order_by(Response.id)
    )
