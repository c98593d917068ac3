"""Other terms for single learners: extra time, other dates, more attempts, excused."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.assignments.accommodating import accommodation_of
from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.assignments.moving_ends import move_ends, plain, running_attempts
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.accommodations import Accommodation
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, AssignmentException, User
from quizapp.models.assignments import assignment_in, exception_of
from quizapp.models.classrooms import enrolled_learner
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class ExceptionGranted(
    Deed,
    name="grant exception",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("gave %(subject)s other terms for “%(title)s”: %(terms)s"),
):
    """A learner was given other terms; `assignment` is its public id, `terms` what is otherwise."""

    title: str
    assignment: str
    terms: dict[str, Any]


@dataclass(frozen=True)
class ExceptionRemoved(
    Deed,
    name="remove exception",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("took back the other terms of %(subject)s for “%(title)s”"),
):
    """The class's terms hold for a learner again; `assignment` is its public id."""

    title: str
    assignment: str


@dataclass(frozen=True)
class LearnerTerms:
    """An assignment, a learner of the class, and what is otherwise for them; None if nothing is.

    `held` is what holds for them in every assignment, where this one leaves it open.
    """

    assignment: AssignmentFacts
    learner_id: str
    learner_name: str
    otherwise: OtherTerms | None
    held: Accommodation


def learner_terms(classroom_id: int, public_id: str, learner_id: str) -> LearnerTerms:
    """By which terms a learner takes an assignment. Four queries.

    Raises:
        NotFound: the assignment is not this classroom's, or the learner is not in it.
    """
    assignment = assignment_of(classroom_id, public_id)
    learner = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if learner is None:
        raise NotFound
    exception = db.session.scalar(exception_of(assignment.id, learner.id))
    otherwise = exception.terms if exception else None
    held = accommodation_of(classroom_id, learner.id)
    return LearnerTerms(assignment, learner.public_id, learner.display_name, otherwise, held)


def grant_exception(
    classroom_id: int,
    public_id: str,
    learner_id: str,
    given: OtherTerms,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Let other terms hold for one learner; those given before are replaced.

    Raises:
        NotFound: the assignment is not this classroom's, or the learner is not in it.
        ClassroomArchived: the class is over.
    """
    terms = asdict(given)
    with write_transaction() as tx:
        assignment, learner = _locked_for(tx, classroom_id, public_id, learner_id)
        running = running_attempts(tx, assignment, now, learner.id)
        exception = tx.scalar(exception_of(assignment.id, learner.id))
        if exception and exception.terms == given:
            return
        if exception is None:
            exception = AssignmentException(assignment_id=assignment.id, user_id=learner.id)
            tx.add(exception)
        for name, value in terms.items():
            setattr(exception, name, value)
        tx.flush()
        move_ends(tx, assignment, running, now)
        told = {name: plain(value) for name, value in terms.items() if value}
        deed = ExceptionGranted(assignment.title, public_id, told)
        note_deed(tx, deed, learner_id, now, actor_id=actor_id, classroom_id=classroom_id)


def remove_exception(
    classroom_id: int, public_id: str, learner_id: str, actor_id: int | None, now: datetime
) -> None:
    """Let the class's terms hold for a learner again. Twice is the same as once.

    Raises:
        NotFound: the assignment is not this classroom's, or the learner is not in it.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        assignment, learner = _locked_for(tx, classroom_id, public_id, learner_id)
        exception = tx.scalar(exception_of(assignment.id, learner.id))
        if exception is None:
            return
        running = running_attempts(tx, assignment, now, learner.id)
        tx.delete(exception)
        tx.flush()
        move_ends(tx, assignment, running, now)
        deed = ExceptionRemoved(assignment.title, public_id)
        note_deed(tx, deed, learner_id, now, actor_id=actor_id, classroom_id=classroom_id)


def _locked_for(
    tx: Transaction, classroom_id: int, public_id: str, learner_id: str
) -> tuple[Assignment, User]:
    """The assignment and a learner of a running class, who cannot begin or respond meanwhile."""
    locked_running(tx, classroom_id)
    learner = locked_learner(tx, classroom_id, learner_id)
    assignment = tx.scalar(assignment_in(classroom_id, public_id))
    if assignment is None:
        raise NotFound
    return assignment, learner
