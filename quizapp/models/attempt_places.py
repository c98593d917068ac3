"""The places of an attempt: which are answered, which are open, and which come next."""

from __future__ import annotations

from sqlalchemy import Select, SQLColumnExpression, String, case, cast, func, select

from quizapp.domain.drills.places import PlaceState
from quizapp.models.attempts import AttemptItem, Response


def first_unanswered(attempt_id: int) -> Select[int | None]:
    """The first position of an attempt that has no response, null where every one has."""
    return (
        select(func.min(AttemptItem.position))
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id, Response.id.is_(None))
    )


def next_unanswered(attempt_id: int, after: int) -> Select[int]:
    """The next position without a response, going round at the end; none where every one has."""
    return (
        select(AttemptItem.position)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id, Response.id.is_(None))
        .order_by(AttemptItem.position <= after, AttemptItem.position)
        .limit(1)
    )


def written_places(attempt_id: SQLColumnExpression[int]) -> Select[str]:
    """How all items of an attempt stand, in one text, as `places_in` reads it."""
    state = case(
        (Response.id.is_not(None), PlaceState.ANSWERED),
        (AttemptItem.is_flagged, PlaceState.FLAGGED),
        else_=PlaceState.OPEN,
    )
    return (
        select(func.aggregate_strings(cast(AttemptItem.position, String) + state, ","))
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id)
    )
