"""Pre- and post-tests."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.domain.assignments import FeedbackTime, Terms
from tests.route_rows import Row, class_teachers
from tests.support.classes import ClassWorld


def places(app: Flask, world: ClassWorld) -> dict[str, str]:
    """A pair of tests in the class, which holds back nothing of what was taken freely."""
    bank, day = world.published.bank, timedelta(days=1)
    new = NewPair(
        bank.quizzes["quiet"],
        "Before",
        "After",
        Terms(world.now, closes_at=world.now + day),
        Terms(world.now + day, closes_at=world.now + 2 * day),
        FeedbackTime.AFTER_EACH,
    )
    return {"pair": create_pair(world.classroom.id, bank, new, world.teacher_id, world.now)}


PAIRS = "/teach/classrooms/{classroom}/pairs"
PAIR = {
    "quiz": "tides/quiet",
    "pre_title": "Before",
    "pre_opens_at": "2026-03-02T08:00",
    "pre_closes_at": "2026-03-03T08:00",
    "post_title": "After",
    "post_opens_at": "2026-03-09T08:00",
    "post_closes_at": "2026-03-10T08:00",
}

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("assignments.new_pair", f"{PAIRS}/new",               class_teachers(200)),
    Row("assignments.create_pair", f"{PAIRS}/new",            class_teachers(422), {}),
    Row("assignments.create_pair", f"{PAIRS}/new",            class_teachers(303), PAIR),
    Row("assignments.view_pair", f"{PAIRS}/{{pair}}",         class_teachers(200)),
    Row("assignments.view_pair", f"{PAIRS}/nothing",          class_teachers(404)),
    Row("assignments.download_pair", f"{PAIRS}/{{pair}}.csv", class_teachers(200)),
    Row("assignments.download_pair", f"{PAIRS}/nothing.csv",  class_teachers(404)),
)
# fmt: on
