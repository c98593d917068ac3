"""The ledger beside the database: nothing lost, nothing doubled, no limit passed."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlalchemy import func, select

from bench.faults.ledger import Acknowledged, Ledger
from bench.faults.stand import Stand
from quizapp.models import Assignment, Attempt, AttemptItem, Response
from quizapp.regrades.verifying import verify_scores
from quizapp.web.extensions import db


class Kept(NamedTuple):
    """A response as the database has it."""

    attempt: str
    position: int
    chosen: list[str]
    is_unknown: bool
    shown: list[str]

    def is_as(self, entry: Acknowledged) -> bool:
        """Whether it says what was acknowledged."""
        if entry.number is None:
            return self.is_unknown
        return not self.is_unknown and self.chosen == [self.shown[entry.number - 1]]


def wrong_in(stand: Stand, ledger: Ledger) -> list[str]:
    """All that does not agree."""
    with stand.app.app_context():
        db.session.rollback()
        kept = kept_responses()
        by_place = {(each.attempt, each.position): each for each in kept}
        found = [
            f"lost: {entry}"
            for entry in ledger.saved
            if (entry.attempt, entry.position) not in by_place
        ]
        found += _changed(by_place, ledger)
        doubled = Counter((each.attempt, each.position) for each in kept)
        found += [f"doubled: {place}" for place, count in doubled.items() if count > 1]
        found += _past_limits()
        found += [f"a score: {each}" for each in verify_scores().discrepancies]
        found += _broken()
        found += _not_looked_for(ledger)
        db.session.rollback()
    return found + ledger.wrong


def _not_looked_for(ledger: Ledger) -> list[str]:
    """What the rounds never came to, so that nothing could be found."""
    found = [] if ledger.saved else ["no answer was taken, so none could be lost"]
    limited = select(Assignment.id).where(Assignment.attempts_allowed.is_not(None))
    if db.session.scalar(limited.limit(1)) and not _limits_reached():
        found.append("no limit of attempts was reached, so none was tried")
    return found


def _changed(by_place: dict[tuple[str, int], Kept], ledger: Ledger) -> list[str]:
    """What was acknowledged and is there, but otherwise.

    Two devices of one learner may give the same place the same number; another number is refused.
    """
    return [
        f"otherwise: {entry}, {kept}"
        for entry in ledger.saved
        if (kept := by_place.get((entry.attempt, entry.position))) and not kept.is_as(entry)
    ]


def kept_responses() -> list[Kept]:
    """Every response in the database."""
    query = (
        select(
            Attempt.public_id,
            AttemptItem.position,
            Response.chosen,
            Response.is_unknown,
            AttemptItem.option_order,
        )
        .select_from(Response)
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
    )
    return [Kept(*row) for row in db.session.execute(query)]


class Taken(NamedTuple):
    """How many attempts at an assignment a learner has, and how many are allowed."""

    user_id: int
    assignment_id: int
    count: int
    allowed: int


def _limits_reached() -> list[Taken]:
    """Whoever has all the attempts that are allowed, or more."""
    count = func.count(Attempt.id)
    query = (
        select(Attempt.user_id, Attempt.assignment_id, count, Assignment.attempts_allowed)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .group_by(Attempt.user_id, Attempt.assignment_id, Assignment.attempts_allowed)
        .having(count >= Assignment.attempts_allowed)
    )
    return [Taken(*row) for row in db.session.execute(query)]


def _past_limits() -> list[str]:
    return [f"past the limit: {each}" for each in _limits_reached() if each.count > each.allowed]


def _broken() -> list[str]:
    if db.engine.dialect.name != "sqlite":
        return []
    connection = db.session.connection()
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"integrity: {each}" for each in [*said, *rows] if each != "ok"]
