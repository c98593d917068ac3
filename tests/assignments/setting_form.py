"""The form that sets a quiz: what it is filled in with, and what came of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Flask

from quizapp.models import Assignment
from tests.support.class_visits import VisitedClass
from tests.support.classes import ClassWorld
from tests.support.pages import text_of
from tests.support.playing import all_rows

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIELDS = {
    "quiz": "tides/quiet",
    "opens_at": "2026-03-02T11:00",
    "closes_at": "2026-03-06T17:00",
    "attempts_allowed": "2",
    "minutes": "20",
    "feedback": "after-close",
    "counting": "best",
    "weight": "1",
}


def read(html: str) -> str:
    """The words of a page as somebody reads them: no space before a stop."""
    return re.sub(r" ([.,])", r"\1", text_of(html))


def new(world: VisitedClass) -> str:
    return f"{world.address}/assignments/new"


def both(world: VisitedClass, other: ClassWorld) -> dict[str, object]:
    return {**FIELDS, "classes": [world.world.classroom_id, other.classroom_id]}


def rows(app: Flask) -> list[Assignment]:
    with app.app_context():
        return list(all_rows(Assignment))


def one(world: VisitedClass, row: Assignment) -> str:
    return f"{world.address}/assignments/{row.public_id}"
