"""Who did not have the full mark on an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.analysis.class_analysis import QuizAnalysis
from quizapp.domain.items.content import from_json
from quizapp.models.item_tallies import learners_who_missed
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Miss:
    """A learner's response that was wrong, only partly right, or missing.

    `chosen` are the texts of the options; empty where nothing was chosen.
    """

    learner_id: str
    name: str
    attempt_id: str
    finished_at: datetime
    chosen: tuple[str, ...]
    is_unknown: bool
    mark: float


def missed_by(quiz: QuizAnalysis, item_key: str) -> list[Miss]:
    """The misses in the attempts that the analysis is about, by name. One query."""
    query = learners_who_missed(quiz.chosen.population, quiz.bank_id, quiz.quiz_id, item_key)
    return [
        Miss(
            learner_id=row.learner_id,
            name=row.display_name,
            attempt_id=row.attempt_id,
            finished_at=row.finished_at,
            chosen=_texts(row.content, row.question, row.chosen or ()),
            is_unknown=bool(row.is_unknown),
            mark=row.mark,
        )
        for row in db.session.execute(query)
    ]


def _texts(content: str, question: int, chosen: list[str] | tuple[()]) -> tuple[str, ...]:
    options = from_json(content).questions[question].options
    return tuple(option.text for option in options if option.id in chosen)
