"""How many challenges wait for a decision, counted alike wherever a page says so.

What a teacher decides at once counts once: learners who say “I meant the same” of the same words
are one case, however many they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement

from quizapp.attempts.same_words import group_of
from quizapp.models import Challenge
from quizapp.models.challenges import ChallengeState, challenges_in
from quizapp.web.extensions import db


@dataclass(frozen=True)
class WaitingCases:
    """Cases of one kind that wait.

    Attributes:
        is_meant_same: Whether they say “I meant the same”; else they challenge a key.
        count: How many are to be decided.
        since: Since when the first has waited.
        name: Who made the first, by name.
        id: The public id of the first.
    """

    is_meant_same: bool
    count: int
    since: datetime
    name: str
    id: str


def waiting_case_count(classroom_id: int, *where: ColumnElement[bool]) -> int:
    """How many cases by learners of a class wait, of those of which this holds. One query."""
    return _cases(_waiting(classroom_id, *where))


def waiting_cases(classroom_id: int) -> list[WaitingCases]:
    """The same by kind, challenges of keys first; of each kind that waits at all. One query."""
    rows = _waiting(classroom_id)
    kinds = ([row for row in rows if row.is_meant_same == kind] for kind in (False, True))
    return [_of_kind(alike) for alike in kinds if alike]


def _waiting(classroom_id: int, *where: ColumnElement[bool]) -> list[Challenge]:
    query = challenges_in(classroom_id).where(Challenge.state == ChallengeState.OPEN, *where)
    return list(db.session.scalars(query))


def _of_kind(rows: list[Challenge]) -> WaitingCases:
    first = min(rows, key=lambda row: (row.made_at, row.id))
    return WaitingCases(
        is_meant_same=first.is_meant_same,
        count=_cases(rows),
        since=first.made_at,
        name=first.user.display_name,
        id=first.public_id,
    )


def _cases(rows: Iterable[Challenge]) -> int:
    return len({group_of(row) for row in rows})
