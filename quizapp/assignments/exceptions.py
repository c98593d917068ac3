"""Other terms for single learners: extra time, other dates, more attempts, excused."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.moving_ends import move_ends, plain, running_attempts
from quizapp.classes.classrooms import locked_learner
from quizapp.classes.facts import ClassFacts
from quizapp.domain.errors import NotFound
from quizapp.models import Assignment, AssignmentException, User
from quizapp.models.assignments import assignment_in, exception_of
from quizapp.models.classrooms import enrolled_learner
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class OtherTerms:
    """What is otherwise for one learner; None is as for the class. `extra_time` is in seconds."""

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    attempts_allowed: int | None = None
    extra_time: int | None = None
    is_excused: bool = False


def exception_for(
    classroom: ClassFacts, assignment: Assignment, learner_id: str
) -> tuple[User, AssignmentException | None]:
    """A learner of the class, and what is otherwise for them.

    Raises:
        NotFound: they are not in it.
    """
    learner = db.session.scalar(enrolled_learner(classroom.id, learner_id))
    if learner is None:
        raise NotFound
    return learner, db.session.scalar(exception_of(assignment.id, learner.id))


def grant_exception(
    classroom: ClassFacts,
    public_id: str,
    learner_id: str,
    given: OtherTerms,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Let other terms hold for one learner; those given before are replaced.

    Raises:
        NotFound: the assignment is not this classroom's, or the learner is not in it.
    """
    with write_transaction() as tx:
        assignment, learner = _locked_for(tx, classroom.id, public_id, learner_id)
        running = running_attempts(tx, assignment, now, learner.id)
        exception = tx.scalar(exception_of(assignment.id, learner.id))
        if exception is None:
            exception = AssignmentException(assignment_id=assignment.id, user_id=learner.id)
            tx.add(exception)
        for name, value in asdict(given).items():
            setattr(exception, name, value)
        tx.flush()
        move_ends(tx, assignment, running, now)
        facts = {name: plain(value) for name, value in asdict(given).items() if value}
        note_deed(
            tx,
            "grant exception",
            learner_id,
            now,
            actor_id=actor_id,
            classroom_id=assignment.classroom_id,
            title=assignment.title,
            assignment=public_id,
            terms=facts,
        )


def remove_exception(
    classroom: ClassFacts, public_id: str, learner_id: str, actor_id: int | None, now: datetime
) -> None:
    """Let the class's terms hold for a learner again. Twice is the same as once.

    Raises:
        NotFound: the assignment is not this classroom's, or the learner is not in it.
    """
    with write_transaction() as tx:
        assignment, learner = _locked_for(tx, classroom.id, public_id, learner_id)
        exception = tx.scalar(exception_of(assignment.id, learner.id))
        if exception is None:
            return
        running = running_attempts(tx, assignment, now, learner.id)
        tx.delete(exception)
        tx.flush()
        move_ends(tx, assignment, running, now)
        note_deed(
            tx,
            "remove exception",
            learner_id,
            now,
            actor_id=actor_id,
            classroom_id=assignment.classroom_id,
            title=assignment.title,
            assignment=public_id,
        )


def _locked_for(
    tx: Transaction, classroom_id: int, public_id: str, learner_id: str
) -> tuple[Assignment, User]:
    """The assignment and a learner of the class, who cannot begin or respond meanwhile."""
    learner = locked_learner(tx, classroom_id, learner_id)
    assignment = tx.scalar(assignment_in(classroom_id, public_id))
    if assignment is None:
        raise NotFound
    return assignment, learner
