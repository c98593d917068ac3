"""The places of an attempt: which are answered, which are open, and which come next."""

from __future__ import annotations

from sqlalchemy import (
    Integer,
    Select,
    SQLColumnExpression,
    String,
    bindparam,
    case,
    cast,
    func,
    select,
)

from quizapp.domain.drills.places import PlaceState
from quizapp.models.attempts import AttemptItem, Response
from quizapp.models.marks_that_hold import is_open

_ATTEMPT, _AFTER = bindparam("attempt_id", type_=Integer), bindparam("after", type_=Integer)

FIRST_UNANSWERED = (
    select(func.min(AttemptItem.position))
    .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
    .where(AttemptItem.attempt_id == _ATTEMPT, is_open)
)
"""The first position of the attempt `attempt_id` that is open, null where none is."""

NEXT_UNANSWERED = (
    select(AttemptItem.position)
    .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
    .where(AttemptItem.attempt_id == _ATTEMPT, is_open)
    .order_by(AttemptItem.position <= _AFTER, AttemptItem.position)
    .limit(1)
)
"""The open position that comes `after` one, going round at the end; none where none is."""


def written_places(attempt_id: SQLColumnExpression[int]) -> Select[str]:
    """How all items of an attempt stand, in one text, as `places_in` reads it."""
    state = case(
        (~is_open, PlaceState.ANSWERED),
        (Response.id.is_not(None), PlaceState.SECOND),
        (AttemptItem.is_flagged, PlaceState.FLAGGED),
        else_=PlaceState.OPEN,
    )
    return (
        select(func.aggregate_strings(cast(AttemptItem.position, String) + state, ","))
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id)
    )
