"""What a learner sees after the response: own choice, key, feedback, explanation, passage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from quizapp.domain.drills.marking import MAX_MARK, Verdict, verdict
from quizapp.domain.drills.posing import Arrangement, arranged_options, asked_question
from quizapp.domain.items.content import ItemContent, Quote


@dataclass(frozen=True)
class MarkedOption:
    """An option as shown after the response."""

    number: int
    text: str
    is_key: bool
    is_chosen: bool
    feedback: str | None


@dataclass(frozen=True)
class LookBack:
    """One item of an attempt, looked back on."""

    position: int
    total: int
    type: str
    topic: str
    stem: str
    mode: Literal["one", "many"]
    options: tuple[MarkedOption, ...]
    is_unknown: bool
    mark: float
    max_mark: float
    verdict: Verdict
    explanation: str | None
    quotes: tuple[Quote, ...]


def look_back(
    content: ItemContent,
    arrangement: Arrangement,
    *,
    position: int,
    total: int,
    chosen: Collection[str],
    earned: float | None,
    is_unknown: bool,
) -> LookBack:
    """The item with its key, the response and the mark as they were recorded.

    The mark is given, never worked out again here: an old page shows the score of its day.
    `earned` is None for an item that the attempt ended without a response to.
    """
    question = asked_question(content, arrangement)
    return LookBack(
        position=position,
        total=total,
        type=content.type,
        topic=content.topic_title,
        stem=question.stem,
        mode=question.mode,
        options=tuple(
            MarkedOption(number, option.text, option.is_key, option.id in chosen, option.feedback)
            for number, option in enumerate(arranged_options(question, arrangement), start=1)
        ),
        is_unknown=is_unknown,
        mark=earned or 0.0,
        max_mark=MAX_MARK,
        verdict=verdict(earned, is_unknown=is_unknown),
        explanation=content.explanation,
        quotes=content.quotes,
    )
