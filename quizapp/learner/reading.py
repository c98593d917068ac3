"""The first page, a bank's own page, the article, and the learner's progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from quizapp import clock
from quizapp.learner.blueprint import banks_asked_for, bp, current_user_id
from quizapp.services.assignments.own_assignments import OwnAssignment, assignments_for_home
from quizapp.services.attempts.looking_back import AttemptSummary
from quizapp.services.live_banks.banks import published_bank
from quizapp.services.memory.card_queue import queue_of
from quizapp.services.notices import notices_for
from quizapp.services.progress import BankOverview, overviews, progress_of, unfinished_attempts


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
    queue = queue_of(user_id, banks, clock.now())
    page = Home(
        assignments=assignments_for_home(user_id, clock.now()),
        due_count=queue.due,
        new_count=queue.new,
        next_due_at=queue.next_due_at,
        unfinished=unfinished_attempts(user_id),
        overviews=overviews(user_id, banks),
    )
    return render_template("learner/home.html", home=page, notices=notices_for(user_id))


@bp.get("/banks/<bank_key:bank_id>")
def view_bank() -> str:
    """Show one bank: its article, its quizzes, and how the learner is doing with them."""
    bank, user_id, now = published_bank().bank, current_user_id(), clock.now()
    return render_template(
        "learner/view_bank.html",
        bank=bank,
        quizzes=overviews(user_id, [bank])[0].quizzes,
        due_count=queue_of(user_id, banks_asked_for(), now).due,
        progress=progress_of(user_id, [bank], now),
    )


@bp.get("/article")
@bp.get("/banks/<bank_key:bank_id>/article")
def read_article() -> str:
    """Show the article to read, or the articles to choose from."""
    banks = banks_asked_for()
    if len(banks) > 1:
        return render_template("learner/list_articles.html", banks=banks)
    return render_template("learner/read_article.html", bank=banks[0], article=banks[0].article)


@bp.get("/progress")
def view_progress() -> str:
    """Show scores over time, recall by topic, and the week ahead."""
    progress = progress_of(current_user_id(), banks_asked_for(), clock.now())
    return render_template("learner/view_progress.html", progress=progress)
