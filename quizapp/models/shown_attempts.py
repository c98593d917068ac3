"""What the page of an item is made of: its attempt, and the item itself.

Both are asked with every question and every answer, so they are built once, and ask for columns.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, String, bindparam, select

from quizapp.models.assignments import Assignment
from quizapp.models.attempt_places import written_places
from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.attempts_found import with_item
from quizapp.models.banks import ItemRevision
from quizapp.models.base import ASKED_USER
from quizapp.models.classrooms import Classroom
from quizapp.models.held_keys import ASKED, keys_held
from quizapp.models.later_closings import last_closing


def _own_attempt_shown() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Attempt.id,
            Attempt.public_id,
            Attempt.bank_key,
            Attempt.quiz_key,
            Attempt.quiz_title,
            Attempt.kind,
            Attempt.item_count,
            Attempt.is_sequential,
            Attempt.asks_confidence,
            Attempt.second_try,
            Attempt.with_hint,
            Attempt.feedback_mode,
            Attempt.deadline_at,
            Attempt.finished_at,
            Assignment.public_id.label("assignment_id"),
            Assignment.closes_at,
            Classroom.public_id.label("classroom_id"),
            Classroom.time_zone,
            written_places(Attempt.id).correlate(Attempt).scalar_subquery().label("places"),
            keys_held(ASKED).label("is_held"),
            last_closing(Attempt.assignment_id)
            .correlate(Attempt)
            .scalar_subquery()
            .label("latest_closing"),
        )
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(Classroom, Classroom.id == Assignment.classroom_id)
        .where(
            Attempt.public_id == bindparam("attempt_id", type_=String),
            Attempt.user_id == ASKED_USER,
        )
    )


OWN_ATTEMPT_SHOWN = _own_attempt_shown()
"""The attempt of the public id `attempt_id` as it stands at `now`, if it is that of `user_id`."""

ITEM_SHOWN = with_item(
    select(
        AttemptItem.id,
        AttemptItem.question,
        AttemptItem.option_order,
        AttemptItem.prompt_order,
        AttemptItem.is_hinted,
        ItemRevision.content,
        Response.id.label("response_id"),
        Response.chosen,
        Response.awaits_second,
        Response.is_hinted.label("was_hinted"),
    )
)
"""The item at `position` of the attempt whose row is `attempt_id`, and the response to it."""
