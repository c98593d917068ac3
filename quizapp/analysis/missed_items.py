"""Who did not have the full mark on an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.analysis.class_analysis import Banks, ClassQuiz, ItemKey, item_analysis
from quizapp.domain.drills.matches import chosen_texts
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import from_json
from quizapp.models.item_tallies import learners_who_missed
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Miss:
    """A learner's response that was wrong, only partly right, or missing.

    `chosen` are the texts of the options, of an order as the learner put them, of prompts with
    these, or what was typed; empty where nothing was chosen.
    """

    learner_id: str
    name: str
    attempt_id: str
    finished_at: datetime
    chosen: tuple[str, ...]
    is_unknown: bool
    mark: float


@dataclass(frozen=True)
class MissedItem:
    """An item in a quiz, by what it asked last, with everybody who missed it, by name."""

    item_id: str
    stem: str
    quiz: ClassQuiz
    misses: list[Miss]


def missed_item(
    classroom_id: int, item: ItemKey, quiz_id: str | None, of: str, banks: Banks
) -> MissedItem:
    """Who missed an item in the attempts that its analysis shows. One query more than that.

    Raises:
        NotFound: nobody was asked the item; or as for `item_analysis`.
    """
    shown = item_analysis(classroom_id, item, quiz_id, of, banks)
    if shown.quiz is None or not shown.columns:
        raise NotFound
    query = learners_who_missed(
        shown.quiz.chosen.population, shown.quiz.bank_id, shown.quiz.quiz_id, shown.item_id
    )
    misses = [
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
    return MissedItem(shown.item_id, shown.columns[-1].stem, shown.quiz, misses)


def _texts(content: str, question: int, chosen: list[str] | tuple[()]) -> tuple[str, ...]:
    asked = from_json(content).questions[question]
    if asked.has_parts or asked.is_typed:
        return chosen_texts(asked, chosen)
    return tuple(option.text for option in asked.options if option.id in chosen)
