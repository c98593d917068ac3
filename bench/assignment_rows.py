"""What was set for the class, who took it, and what was decided for single learners."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bench.attempt_rows import Filling
from bench.bulk import insert
from quizapp.domain.assignments import Counting, FeedbackTime
from quizapp.models import Classroom
from quizapp.web.extensions import db

TAKEN, AGAIN, LATE, LEFT_UNFINISHED = 0.82, 0.04, 0.05, 0.01
"""Shares of learners: who take an assignment at all, twice, late, and never finish."""

DAYS_BETWEEN, DAYS_TO_DO, DAYS_LATE = 3.5, 7, 7


def add_assignments(filling: Filling, count: int, learners: list[tuple[int, float]]) -> None:
    """The assignments, a few other terms and scores by hand, and who took what."""
    room_id = db.session.scalars(select(Classroom.id)).one()
    quizzes = list(filling.published.bank.quizzes.values())
    rows, countings, dice = [], list(Counting), filling.dice
    for index in range(count):
        quiz = quizzes[index % len(quizzes)]
        opens = filling.now - timedelta(days=DAYS_BETWEEN * (count - 2 - index), hours=1)
        due = opens + timedelta(days=DAYS_TO_DO)
        row_id, title = index + 1, f"{index + 1}. {quiz.title}"
        rows.append(
            (
                row_id,
                f"bench-assignment-{row_id}",
                room_id,
                filling.published.bank.id,
                quiz.id,
                title,
                opens,
                due,
                due + timedelta(days=DAYS_LATE),
                3,
                FeedbackTime.AFTER_EACH.value,
                countings[index % len(countings)].value,
                dice.choice((1.0, 1.0, 2.0)),
                False,
                opens,
            )
        )
        if opens <= filling.now:
            _take(filling, (row_id, quiz.id, title), opens, learners)
    insert(
        "assignments",
        "id public_id classroom_id bank_key quiz_key title opens_at due_at closes_at "
        "attempts_allowed feedback counting weight is_post_test created_at",
        rows,
    )
    _add_special_cases(filling, rows, learners)


def _take(
    filling: Filling,
    assignment: tuple[int, str, str],
    opens: datetime,
    learners: list[tuple[int, float]],
) -> None:
    dice = filling.dice
    on_time = timedelta(days=DAYS_TO_DO).total_seconds()
    for learner in learners:
        if dice.random() > TAKEN:
            continue
        is_late = dice.random() < LATE
        began = opens + timedelta(seconds=dice.random() * on_time * 0.9 + is_late * on_time * 0.95)
        began = min(began, filling.now - timedelta(minutes=dice.randrange(20, 50)))
        is_finished = dice.random() > LEFT_UNFINISHED
        filling.add_attempt(learner, assignment, 1, began, is_finished=is_finished)
        if is_finished and dice.random() < AGAIN:
            filling.add_attempt(learner, assignment, 2, began + timedelta(minutes=15))


def _add_special_cases(
    filling: Filling, assignments: list[tuple[Any, ...]], learners: list[tuple[int, float]]
) -> None:
    dice, count = filling.dice, max(2, len(learners) * len(assignments) // 100)
    pairs = {
        (dice.choice(assignments)[0], dice.choice(learners)[0]): dice.random() for _ in range(count)
    }
    insert(
        "assignment_exceptions",
        "id assignment_id user_id extra_time is_excused",
        (
            (number, assignment_id, user_id, 600, chance < 0.3)
            for number, ((assignment_id, user_id), chance) in enumerate(pairs.items(), start=1)
        ),
    )
    by_hand = {(dice.choice(assignments)[0], dice.choice(learners)[0]) for _ in range(count // 2)}
    insert(
        "score_overrides",
        "id assignment_id user_id share reason made_at",
        (
            (number, assignment_id, user_id, round(dice.random(), 2), "On paper.", filling.now)
            for number, (assignment_id, user_id) in enumerate(sorted(by_hand), start=1)
        ),
    )


def add_attempts(filling: Filling) -> None:
    insert(
        "attempts",
        "id public_id user_id bank_key bank_revision_id quiz_key quiz_title kind assignment_id "
        "assignment_number number feedback_mode seed item_count started_at finished_at score "
        "max_score",
        filling.attempts,
    )
    insert(
        "attempt_items",
        "id attempt_id position item_key item_revision_id question option_order",
        filling.items,
    )
    insert(
        "responses",
        "id attempt_item_id chosen is_unknown is_unsure is_hinted mark max_mark responded_at",
        filling.responses,
    )
