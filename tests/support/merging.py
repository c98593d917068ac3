"""Two learners made one, for tests of what becomes of their work."""

from __future__ import annotations

from quizapp.merging.merging import merge
from quizapp.models import (
    User,
)
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld


def merged(world: ClassWorld) -> None:
    """Ben's work into Ana's account."""
    source, target = (
        db.session.get_one(User, each).public_id for each in reversed(world.learner_ids)
    )
    merge(world.classroom.id, source, target, world.teacher_id, clock.moment())
