"""The first page, the article, and the learner's progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from quizapp import clock
from quizapp.learner.blueprint import bp, current_user_id
from quizapp.services.banks import published_bank
from quizapp.services.looking_back import AttemptSummary
from quizapp.services.progress import (
    QuizSummary,
    progress_of,
    quiz_summaries,
    unfinished_attempts,
)
from quizapp.services.remembering import queue_of


@dataclass(frozen=True)
class Home:
    """What is due, what to go on with, and the quizzes."""

    due_count: int
    new_count: int
    next_due_at: datetime | None
    unfinished: list[AttemptSummary]
    quizzes: list[QuizSummary]


@bp.get("/")
def home() -> str:
    """Show what there is to do today."""
    bank, user_id = published_bank().bank, current_user_id()
    queue = queue_of(user_id, bank, clock.now())
    page = Home(
        due_count=queue.due,
        new_count=queue.new,
        next_due_at=queue.next_due_at,
        unfinished=unfinished_attempts(user_id),
        quizzes=quiz_summaries(user_id, bank),
    )
    return render_template("learner/home.html", home=page)


@bp.get("/article")
def read_article() -> str:
    """Show the article to read."""
    return render_template("learner/read_article.html", article=published_bank().bank.article)


@bp.get("/progress")
def view_progress() -> str:
    """Show scores over time, recall by topic, and the week ahead."""
    progress = progress_of(current_user_id(), published_bank().bank, clock.now())
    return render_template("learner/view_progress.html", progress=progress)
