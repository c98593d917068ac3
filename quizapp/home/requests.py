"""What people ask of a class's teachers: to decide, to delete, to close the door behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.accounts.deletion_requests import requests_for
from quizapp.attempts.waiting_cases import waiting_cases
from quizapp.classes.facts import ClassFacts
from quizapp.domain.desk.first_steps import is_left_open
from quizapp.domain.desk.harm import Concern
from quizapp.models import Enrolment
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Request:
    """Something that is asked for; `concern` says what.

    Attributes:
        concern: One that is asked for by people.
        count: How many ask for it.
        since: Since when the first one has waited.
        name: Who asks, if it is only one.
        id: Of the one challenge, or of the learner who wishes to be deleted, if it is only one.
    """

    concern: Concern
    count: int
    since: datetime
    name: str = ""
    id: str = ""


def requests_in(classroom: ClassFacts, now: datetime) -> Iterator[Request]:
    """Yield what people of the class ask for. Three queries at most."""
    for cases in waiting_cases(classroom.id):
        concern = Concern.MEANT_SAME if cases.is_meant_same else Concern.CHALLENGES
        yield Request(concern, cases.count, cases.since, cases.name, cases.id)
    if wishes := requests_for(classroom.id):
        first = wishes[0]
        yield Request(Concern.DELETION, len(wishes), first.asked_at, first.name, first.learner_id)
    if classroom.join_code:
        yield from _open_door(classroom.id, now)


def _open_door(classroom_id: int, now: datetime) -> Iterator[Request]:
    """Yield that joining is open still, where everybody seems to be in."""
    newest = db.session.scalar(
        select(func.max(Enrolment.enrolled_at)).where(Enrolment.classroom_id == classroom_id)
    )
    if newest is not None and is_left_open(newest, now):
        yield Request(Concern.JOINING_OPEN, 1, newest)
