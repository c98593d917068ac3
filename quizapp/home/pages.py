"""The first page: what there is to do today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from quizapp.accounts.sessions import current_user_id
from quizapp.assignments.own_assignments import OwnAssignment, assignments_for_home
from quizapp.attempts.looking_back import AttemptSummary
from quizapp.attempts.notices import notices_for
from quizapp.banks.in_url import banks_asked_for
from quizapp.home.blueprint import bp
from quizapp.practice.card_queue import queue_of
from quizapp.taking.overviews import BankOverview, overviews, unfinished_attempts
from quizapp.web import clock


@dataclass(frozen=True)
class Home:
    """What is set and due, what to go on with, and the banks with their quizzes."""

    assignments: list[OwnAssignment]
    due_count: int
    new_count: int
    next_due_at: datetime | None
    unfinished: list[AttemptSummary]
    overviews: list[BankOverview]

    @property
    def next_assignment(self) -> OwnAssignment | None:
        """The assignment to take or to go on with, the one due first."""
        return next((row for row in self.assignments if row.is_waiting), None)

    @property
    def is_begun(self) -> bool:
        """Whether any quiz was finished yet."""
        return any(overview.taken_count for overview in self.overviews)

    @property
    def has_quizzes(self) -> bool:
        """Whether there is a quiz to take."""
        return any(overview.quizzes for overview in self.overviews)


@bp.get("/")
def home() -> str:
    """Show what there is to do today."""
    banks, user_id = banks_asked_for(), current_user_id()
    moment = clock.moment()
    queue = queue_of(user_id, banks, moment)
    page = Home(
        assignments=assignments_for_home(user_id, moment.now),
        due_count=queue.due,
        new_count=queue.new,
        next_due_at=queue.next_due_at,
        unfinished=unfinished_attempts(user_id, moment.now),
        overviews=overviews(user_id, banks, moment.now),
    )
    notices = notices_for(user_id, moment.now)
    return render_template("home/home.html", home=page, notices=notices)
