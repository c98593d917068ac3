"""The assignments of a class as a teacher sees them: how far everybody has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.assignments.facts import AssignmentFacts, assignment_of, assignments_of_class
from quizapp.domain.accommodations import Accommodation, own_terms
from quizapp.domain.assignments import OtherTerms, Phase, Standing, Terms
from quizapp.domain.sort_names import listed_name
from quizapp.models import Assignment, AssignmentException, Attempt, Enrolment, User
from quizapp.models.accommodations import accommodations_in
from quizapp.models.attempts import AttemptKind
from quizapp.models.classrooms import enrolled_learners, learner_count
from quizapp.models.grades import share_sums
from quizapp.models.held_keys import at, ended
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment in the list. Counts are of learners who are in the class now."""

    assignment: AssignmentFacts
    phase: Phase
    begun: int
    finished: int
    learners: int
    mean: float | None = None

    @property
    def share(self) -> float:
        """The share of the class that has handed it in."""
        return self.finished / self.learners if self.learners else 0.0


@dataclass(frozen=True)
class LearnerStanding:
    """Where one learner stands with an assignment.

    Attributes:
        begun: How many attempts the learner has begun.
        terms: The learner's own.
        otherwise: What this assignment has otherwise for them than for the class; None: nothing.
        held: What holds for them in every assignment of the class; None: nothing.
        deadline_at: When a running attempt has to end.
        last_ended_at: When the last one ended.
    """

    id: str
    name: str
    standing: Standing
    begun: int
    terms: Terms
    otherwise: OtherTerms | None
    held: Accommodation | None
    deadline_at: datetime | None
    last_ended_at: datetime | None

    @property
    def is_late(self) -> bool:
        """Whether the last attempt was handed in late."""
        return self.last_ended_at is not None and self.terms.is_late(self.last_ended_at)


POINTS = {
    "not-begun": frozenset({Standing.NOT_OPEN, Standing.TO_DO, Standing.OVERDUE, Standing.MISSED}),
    "at-it": frozenset({Standing.RUNNING}),
    "handed-in": frozenset({Standing.DONE}),
}
"""Where learners can stand, as the page of one quiz sorts them."""


@dataclass(frozen=True)
class AssignmentView:
    """One assignment, and where everybody in the class stands with it, by surname."""

    assignment: AssignmentFacts
    phase: Phase
    standings: list[LearnerStanding]

    @property
    def begun(self) -> int:
        """How many learners have begun it."""
        return sum(row.begun > 0 for row in self.standings)

    def shown(self, which: str) -> list[LearnerStanding]:
        """Those who are at this point: not begun, at it now, handed in; or all."""
        wanted = POINTS.get(which)
        return [row for row in self.standings if wanted is None or row.standing in wanted]

    @property
    def running(self) -> int:
        """How many learners are at it now."""
        return sum(row.standing is Standing.RUNNING for row in self.standings)


def assignment_rows(classroom_id: int, now: datetime) -> list[AssignmentRow]:
    """All assignments of a class, what is open or to come first. Four queries."""
    assignments = assignments_of_class(classroom_id)
    learners = db.session.scalar(learner_count(classroom_id)) or 0
    counts = _counts(classroom_id, now)
    sums = db.session.execute(share_sums(classroom_id, [each.id for each in assignments], now))
    means = {assignment_id: total / number for assignment_id, number, total in sums if number}
    rows = [
        AssignmentRow(
            each,
            each.terms.phase(now),
            *counts.get(each.id, (0, 0)),
            learners,
            means.get(each.id),
        )
        for each in assignments
    ]
    return sorted(rows, key=lambda row: row.phase is Phase.CLOSED)


def assignment_view(classroom_id: int, public_id: str, now: datetime) -> AssignmentView:
    """One assignment of a class. Five queries.

    Raises:
        NotFound: it is not this classroom's, or was withdrawn.
    """
    assignment = assignment_of(classroom_id, public_id)
    exceptions = {
        row.user_id: row.terms
        for row in db.session.scalars(
            select(AssignmentException).where(AssignmentException.assignment_id == assignment.id)
        )
    }
    held = {row.user_id: row.held for row in db.session.scalars(accommodations_in(classroom_id))}
    attempts: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.session.scalars(
        select(Attempt)
        .where(Attempt.assignment_id == assignment.id, Attempt.kind == AttemptKind.QUIZ)
        .order_by(Attempt.assignment_number)
    ):
        attempts[attempt.user_id].append(attempt)
    standings = [
        _standing(
            user,
            own_terms(assignment.terms, held.get(user.id), exceptions.get(user.id)),
            (exceptions.get(user.id), held.get(user.id)),
            attempts[user.id],
            now,
        )
        for user in _by_surname(classroom_id)
    ]
    return AssignmentView(assignment, assignment.terms.phase(now), standings)


def _by_surname(classroom_id: int) -> list[User]:
    """The learners of the class, in the order in which its lists have them."""
    query = enrolled_learners(classroom_id).add_columns(Enrolment.sort_name)
    rows = [(user, sort_name) for user, sort_name in db.session.execute(query)]
    rows.sort(key=lambda row: (listed_name(row[0].display_name, row[1]).key, row[0].id))
    return [user for user, _sort_name in rows]


def _counts(classroom_id: int, now: datetime) -> dict[int, tuple[int, int]]:
    """By assignment: how many learners have begun, and how many have finished an attempt."""
    rows = db.session.execute(
        select(
            Assignment.id,
            func.count(Attempt.user_id.distinct()),
            func.count(Attempt.user_id.distinct()).filter(ended(at(now))),
        )
        .select_from(Attempt)
        .join(Assignment, Attempt.assignment_id == Assignment.id)
        .join(
            Enrolment,
            (Enrolment.user_id == Attempt.user_id) & (Enrolment.classroom_id == classroom_id),
        )
        .where(
            Assignment.classroom_id == classroom_id,
            Attempt.kind == AttemptKind.QUIZ,
            Enrolment.left_at.is_(None),
        )
        .group_by(Assignment.id)
    )
    return {assignment_id: (begun, finished) for assignment_id, begun, finished in rows}


def _standing(
    user: User,
    terms: Terms,
    why: tuple[OtherTerms | None, Accommodation | None],
    attempts: Sequence[Attempt],
    now: datetime,
) -> LearnerStanding:
    over = [attempt for attempt in attempts if attempt.is_over(now)]
    running = next((attempt for attempt in attempts if not attempt.is_over(now)), None)
    return LearnerStanding(
        id=user.public_id,
        name=user.display_name,
        standing=terms.standing(now, is_running=running is not None, finished=len(over)),
        begun=len(attempts),
        terms=terms,
        otherwise=why[0],
        held=why[1],
        deadline_at=running.deadline_at if running else None,
        last_ended_at=over[-1].ended_at(now) if over else None,
    )
