"""What the bar of all teachers' pages shows: the classes, the one at hand, and what waits in it.

The class looked at last is kept in the browser's signed cookie: pages that are about no class show
its bar, and "Teach" opens its desk.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, session

from quizapp.accounts.guards import known_person
from quizapp.attempts.waiting_cases import waiting_case_count
from quizapp.classes.taught_classes import ClassroomRow, classrooms_taught_by

_LAST = "class"


@dataclass(frozen=True)
class TeacherBar:
    """What the bar shows.

    Attributes:
        classes: The classes to switch to: those that run, and the one at hand.
        current: The class whose sections are shown, None for somebody who has none.
        waiting: How much waits for a decision among its questions.
    """

    classes: tuple[ClassroomRow, ...]
    current: ClassroomRow | None
    waiting: int


def teacher_bar() -> TeacherBar:
    """The bar of this request's page: two queries, however many classes there are."""
    rows = classrooms_taught_by(known_person().id)
    current = _class_at_hand(rows)
    if current and "classroom" in g and session.get(_LAST) != current.public_id:
        session[_LAST] = current.public_id
    shown = tuple(row for row in rows if not row.is_archived or row is current)
    return TeacherBar(shown, current, waiting_case_count(current.id) if current else 0)


def class_to_open() -> tuple[ClassroomRow | None, bool]:
    """The class whose desk "Teach" opens, None without one that runs; and whether there is any."""
    rows = classrooms_taught_by(known_person().id)
    return _class_at_hand([row for row in rows if not row.is_archived]), bool(rows)


def _class_at_hand(rows: list[ClassroomRow]) -> ClassroomRow | None:
    """The class that the address names; else the one looked at last; else the first that runs."""
    wanted = g.classroom.public_id if "classroom" in g else session.get(_LAST)
    named = (row for row in rows if row.public_id == wanted)
    running = (row for row in rows if not row.is_archived)
    return next(named, None) or next(running, None)
