"""The grid of a class at work: everybody's marks as they come, and who needs the teacher."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.facts import AssignmentFacts
from quizapp.domain.live_grid import Asked, Place, RightShare, Row, by_need, right_shares, row
from quizapp.lessons.live import LiveClass
from quizapp.models.live import live_marks
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Grid:
    """Learners by questions; the columns are the questions of the class, in their order."""

    rows: tuple[Row, ...]
    shares: tuple[RightShare, ...]

    @property
    def is_timed(self) -> bool:
        """Whether anybody has a deadline."""
        return any(each.run is not None and each.run.deadline_at is not None for each in self.rows)


def live_grid(
    assignment: AssignmentFacts, live: LiveClass, now: datetime, *, is_by_name: bool = False
) -> Grid:
    """The grid of a class, by need or by name. One query."""
    columns = [(each.item_key, each.number) for each in live.questions]
    asked = _asked(assignment)
    rows = [row(seat, asked[seat.learner_id], columns, now) for seat in live.seats]
    shares = right_shares(rows, columns)
    return Grid(tuple(rows if is_by_name else by_need(rows)), tuple(shares))


def _asked(assignment: AssignmentFacts) -> defaultdict[str, dict[Place, Asked]]:
    found: defaultdict[str, dict[Place, Asked]] = defaultdict(dict)
    marks = db.session.execute(live_marks(assignment.id, assignment.classroom_id))
    for learner_id, item_key, number, position, credit, is_answered in marks:
        place = (item_key, number)
        found[learner_id][place] = Asked(place, position, credit, is_answered)
    return found
