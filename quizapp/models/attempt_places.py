"""The places of an attempt: which are answered, which are open, and which come next."""

from __future__ import annotations

from sqlalchemy import Select, SQLColumnExpression, String, case, cast, func, select

from quizapp.domain.drills.places import PlaceState
from quizapp.models.attempts import AttemptItem, Response
from quizapp.models.marks_that_hold import is_open


def first_unanswered(attempt_id: int) -> Select[int | None]:
    """The first position of an attempt that is open, null where none is."""
    return (
        select(func.min(AttemptItem.position))
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id, is_open)
    )


def next_unanswered(attempt_id: int, after: int) -> Select[int]:
    """The next position that is open, going round at the end; none where none is."""
    return (
        select(AttemptItem.position)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id, is_open)
        .order_by(AttemptItem.position <= after, AttemptItem.position)
        .limit(1)
    )


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
