"""What holds for a learner in every assignment of a class: given, changed, taken away."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.assignments.moving_ends import move_ends, running_attempts
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.accommodations import NOTHING_OTHERWISE, Accommodation, own_terms
from quizapp.domain.assignments import Terms
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, Attempt, LearnerAccommodation, User
from quizapp.models.accommodations import accommodations_in
from quizapp.models.classrooms import enrolled_learner, enrolled_learners
from quizapp.models.people import Access, TextSize
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AccommodationChanged(
    Deed,
    name="change accommodation",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("changed what holds for %(subject)s in every quiz: %(held)s"),
):
    """Other terms hold for a learner in all that the class is set; `held` is what holds now."""

    held: dict[str, Any]


@dataclass(frozen=True)
class TextSizeChanged(
    Deed,
    name="change learner text size",
    kind=DeedKind.ROSTER,
    sentence=_l("changed the size in which %(subject)s reads"),
):
    """A learner's pages are in another size, until they choose another one themselves."""


@dataclass(frozen=True)
class HelpInClass:
    """What holds for a learner in all of a class, in which size they read, how they get in."""

    held: Accommodation
    text_size: str
    access: Access


@dataclass(frozen=True)
class OtherwiseSet:
    """The terms that so many learners of a class have, who have not those of the class."""

    terms: Terms
    learners: int


def others_terms(classroom_id: int, terms: Terms) -> list[OtherwiseSet]:
    """Who would have other terms in an assignment of these terms, the longest first. One query.

    It counts what holds in every assignment; what one assignment says of single learners is not
    known before it is set.
    """
    held = _held_here(classroom_id)
    theirs = Counter(own_terms(terms, each, None) for each in held)
    del theirs[terms]
    ways = [OtherwiseSet(own, count) for own, count in theirs.items()]
    return sorted(ways, key=_length, reverse=True)


def accommodation_of(classroom_id: int, user_id: int) -> Accommodation:
    """What holds for a learner in every assignment of the class. One query."""
    row = db.session.scalar(accommodations_in(classroom_id, [user_id]))
    return row.held if row else NOTHING_OTHERWISE


def help_in_class(classroom_id: int, learner_id: str) -> HelpInClass:
    """What is arranged for one learner of the class. Two queries.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    user = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if user is None:
        raise NotFound
    return HelpInClass(accommodation_of(classroom_id, user.id), user.text_size, user.access)


def accommodate(
    classroom_id: int,
    learner_id: str,
    given: Accommodation,
    text_size: TextSize,
    actor_id: int | None,
    now: datetime,
) -> str:
    """Let this hold for a learner in every assignment of the class; returns their name.

    Attempts that are running end by it at once. The text size is the account's own: the learner
    can change it again.

    Raises:
        NotFound: nobody of this id is in the class.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        learner = locked_learner(tx, classroom_id, learner_id)
        who: dict[str, Any] = {"actor_id": actor_id, "classroom_id": classroom_id}
        if learner.text_size != text_size:
            learner.text_size = text_size
            note_deed(tx, TextSizeChanged(), learner_id, now, **who)
        if _hold(tx, classroom_id, learner, given, now):
            told = {name: value for name, value in asdict(given).items() if value}
            note_deed(tx, AccommodationChanged(told), learner_id, now, **who)
        return learner.display_name


def _hold(
    tx: Transaction, classroom_id: int, learner: User, given: Accommodation, now: datetime
) -> bool:
    """Write down what holds, and move the ends of what is running; returns whether it differs."""
    row = tx.scalar(accommodations_in(classroom_id, [learner.id]))
    if (row.held if row else NOTHING_OTHERWISE) == given:
        return False
    under_way = [
        (assignment, running_attempts(tx, assignment, now, learner.id))
        for assignment in _being_taken(tx, classroom_id, learner.id)
    ]
    if row is None:
        row = LearnerAccommodation(classroom_id=classroom_id, user_id=learner.id)
        tx.add(row)
    row.hold(given)
    if given.is_nothing:
        tx.delete(row)
    tx.flush()
    for assignment, running in under_way:
        move_ends(tx, assignment, running, now)
    return True


def _being_taken(tx: Transaction, classroom_id: int, user_id: int) -> list[Assignment]:
    """The assignments of the class that the learner is at."""
    running = select(Attempt.assignment_id).where(
        Attempt.user_id == user_id, Attempt.finished_at.is_(None)
    )
    query = select(Assignment).where(
        Assignment.classroom_id == classroom_id, Assignment.id.in_(running)
    )
    return [*tx.scalars(query.order_by(Assignment.id))]


def _held_here(classroom_id: int) -> list[Accommodation]:
    """What holds for those who are in the class now."""
    members = enrolled_learners(classroom_id).with_only_columns(User.id).order_by(None)
    query = accommodations_in(classroom_id).where(LearnerAccommodation.user_id.in_(members))
    return [row.held for row in db.session.scalars(query)]


def _length(otherwise: OtherwiseSet) -> tuple[int, datetime]:
    terms = otherwise.terms
    return terms.time_limit or 0, terms.closes_at or terms.due_at or terms.opens_at
