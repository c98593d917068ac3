"""How one attempt, its items, and the attempts of a user are found."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import BindParameter, Integer, Select, String, bindparam, select

from quizapp.domain.assignments import ended_at, is_past_grace
from quizapp.domain.drills.credit import CreditRules
from quizapp.domain.drills.posing import Arrangement
from quizapp.models.attempts import (
    Attempt,
    AttemptItem,
    AttemptKind,
    Response,
    arrangement_of,
)
from quizapp.models.banks import ItemRevision
from quizapp.models.base import ASKED_USER, Id

Columns = TypeVarTuple("Columns")


def own_attempt(public_id: str | BindParameter[str], user_id: Id) -> Select[Attempt]:
    """The attempt, if it is this user's."""
    return select(Attempt).where(Attempt.public_id == public_id, Attempt.user_id == user_id)


def item_of(attempt_id: Id, position: int | BindParameter[int]) -> Select[AttemptItem]:
    """The item at a position of an attempt, if there is one."""
    return select(AttemptItem).where(
        AttemptItem.attempt_id == attempt_id, AttemptItem.position == position
    )


def with_item(columns: Select[*Columns]) -> Select[*Columns]:
    """Columns of the item at `position` of the attempt `attempt_id`, its revision and response."""
    return (
        columns.join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            AttemptItem.attempt_id == bindparam("attempt_id", type_=Integer),
            AttemptItem.position == bindparam("position", type_=Integer),
        )
    )


class LockedAttempt(NamedTuple):
    """An attempt as deeds of its learner need it: columns of `LOCKED_ATTEMPT`."""

    id: int
    public_id: str
    user_id: int
    bank_key: str
    kind: str
    feedback_mode: str
    is_sequential: bool
    asks_confidence: bool
    second_try: float | None
    with_hint: float | None
    item_count: int
    started_at: datetime
    deadline_at: datetime | None
    finished_at: datetime | None

    @property
    def credit_rules(self) -> CreditRules:
        """By what marks become credit."""
        return CreditRules.of(self.second_try, self.with_hint)

    @property
    def is_preview(self) -> bool:
        """Whether a teacher only looks at the quiz as learners see it."""
        return self.kind == AttemptKind.PREVIEW

    @property
    def is_finished(self) -> bool:
        """Whether it was ended; until its time is noticed to be over, it may not be."""
        return self.finished_at is not None

    def is_time_up(self, now: datetime) -> bool:
        """Whether its deadline has come; what is on its way then is still taken."""
        return self.deadline_at is not None and now >= self.deadline_at

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over, grace included, and it is still to be ended."""
        return not self.is_finished and is_past_grace(self.deadline_at, now)

    def is_over(self, now: datetime) -> bool:
        """Whether nothing more can be recorded in it."""
        return ended_at(self.finished_at, self.deadline_at, now) is not None


def _locked_attempt() -> Select[*tuple[Any, ...]]:
    columns = (getattr(Attempt, name) for name in LockedAttempt._fields)
    return own_attempt(bindparam("public_id", type_=String), ASKED_USER).with_only_columns(*columns)


LOCKED_ATTEMPT = _locked_attempt()
"""The attempt of `public_id`, if it is that of `user_id`; by columns: each answer reads it."""


class ItemRespondedTo(NamedTuple):
    """An item of an attempt as a response to it needs it: columns of `ITEM_RESPONDED_TO`.

    `content` is that of its revision; `response_id` is None while there is no response.
    """

    id: int
    item_key: str
    item_revision_id: int
    question: int
    option_order: list[str]
    prompt_order: list[str] | None
    is_hinted: bool
    content: str
    response_id: int | None

    @property
    def arrangement(self) -> Arrangement:
        """The frozen choice of question and order."""
        return arrangement_of(self.question, self.option_order, self.prompt_order)


ITEM_RESPONDED_TO = with_item(
    select(
        AttemptItem.id,
        AttemptItem.item_key,
        AttemptItem.item_revision_id,
        AttemptItem.question,
        AttemptItem.option_order,
        AttemptItem.prompt_order,
        AttemptItem.is_hinted,
        ItemRevision.content,
        Response.id.label("response_id"),
    )
)
"""The item at `position` of the attempt `attempt_id`; by columns, since each answer reads it."""


def attempts_of(user_id: Id) -> Select[Attempt]:
    """All attempts of a user, newest first."""
    return select(Attempt).where(Attempt.user_id == user_id).order_by(Attempt.id.desc())
