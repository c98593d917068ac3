"""What there is to do today: the facts of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.accounts.own_classes import OwnClass, namesakes_of
from quizapp.assignments.own_assignments import OwnAssignment, assignments_for_home
from quizapp.attempts.looking_back import AttemptSummary
from quizapp.attempts.notices import AttemptNotice, notices_for
from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment
from quizapp.practice.card_queue import Queue, queue_of
from quizapp.taking.overviews import BankOverview, overviews, unfinished_attempts


@dataclass(frozen=True)
class Home:
    """What is set and due, what to go on with, the banks with their quizzes, and notes.

    `namesakes` are those of the learner's classes, by public id, that share their title.
    """

    assignments: list[OwnAssignment]
    namesakes: dict[str, OwnClass]
    queue: Queue
    unfinished: list[AttemptSummary]
    overviews: list[BankOverview]
    notices: list[AttemptNotice]

    @property
    def next_assignment(self) -> OwnAssignment | None:
        """The assignment to take or to go on with, the one due first."""
        return next((row for row in self.assignments if row.is_waiting), None)

    @property
    def is_begun(self) -> bool:
        """Whether any quiz was finished or any card met yet."""
        return self.queue.is_begun or any(overview.taken_count for overview in self.overviews)

    @property
    def has_quizzes(self) -> bool:
        """Whether there is a quiz to take."""
        return any(overview.quizzes for overview in self.overviews)


def home_of(user_id: int | None, banks: Sequence[Bank], moment: Moment) -> Home:
    """What somebody has to do; for a person whom the server has not met, what there is."""
    assignments = assignments_for_home(user_id, moment.now)
    return Home(
        assignments=assignments,
        namesakes=namesakes_of(user_id) if user_id and assignments else {},
        queue=queue_of(user_id, banks, moment),
        unfinished=unfinished_attempts(user_id, moment.now),
        overviews=overviews(user_id, banks, moment.now),
        notices=notices_for(user_id, moment.now),
    )
