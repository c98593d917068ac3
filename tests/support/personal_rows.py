"""Rows that say something about a learner, for tests of what becomes of them."""

from __future__ import annotations

from quizapp.accounts import deletion_requests, preferences
from quizapp.domain.lessons.phases import Move
from quizapp.models import (
    AssignmentException,
    AuditEntry,
    Challenge,
    LearnerAccommodation,
    LearnerNote,
    LoginCode,
    LoginSession,
    Notice,
    Reminder,
    ScoreOverride,
    User,
)
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld
from tests.support.lessons import new_lesson
from tests.support.playing import Player, attempt_with
from tests.support.remembered import rate


def learner_with_everything(world: ClassWorld) -> Player:
    """The first learner of the class, Ana, of whom there is something of every kind."""
    ana = Player(world.learner_ids[0], world.published)
    attempt_id = ana.start()
    ana.respond_wrong(attempt_id, 1, is_hinted=True, is_unsure=True)
    ana.finish(attempt_id)
    rate(ana, "flood")
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(lesson.learner())
    personal_rows(world, ana.user_id, attempt_id)
    preferences.be_reminded_at(ana.user_id, "ana@example.org")
    deletion_requests.ask_deletion(ana.user_id, "Ana asks.", clock.now())
    return ana


def personal_rows(world: ClassWorld, user_id: int, attempt_id: str) -> None:
    """One row in each table that says something about a learner."""
    assignment, now = world.assignment(world.assign("quiet")), clock.now()
    items = [item.id for item in attempt_with(attempt_id).items]
    about = {"user_id": user_id, "bank_key": "tides", "item_key": "ebb", "made_at": now}
    with write_transaction() as tx:
        tx.add_all(
            [
                ScoreOverride(
                    assignment_id=assignment.id,
                    user_id=user_id,
                    share=0.5,
                    reason="Ana was ill.",
                    made_at=now,
                ),
                AssignmentException(assignment_id=assignment.id, user_id=user_id, extra_time=60),
                LearnerAccommodation(
                    classroom_id=assignment.classroom_id, user_id=user_id, more_percent=25
                ),
                LearnerNote(
                    classroom_id=assignment.classroom_id,
                    user_id=user_id,
                    words="Ana sits beside Bo.",
                    written_at=now,
                ),
                Challenge(attempt_item_id=items[0], words="Open words of Ana.", **about),
                Challenge(
                    attempt_item_id=items[1],
                    words="Ana says.",
                    state="declined",
                    reply="No, Ana.",
                    **about,
                ),
                Notice(
                    user_id=user_id, kind="regraded", figures={}, words="Dear Ana", created_at=now
                ),
                Reminder(assignment_id=assignment.id, user_id=user_id, made_at=now, mailed_at=now),
                LoginCode(user_id=user_id, code_hash="c" * 64, made_at=now, expires_at=now),
                LoginSession(user_id=user_id, token_hash="s" * 64, created_at=now, expires_at=now),
                AuditEntry(
                    happened_at=now,
                    deed="override score",
                    subject=tx.get_one(User, user_id).public_id,
                    classroom_id=assignment.classroom_id,
                    details={"learner": "Ana", "title": "All"},
                ),
            ]
        )
