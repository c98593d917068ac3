"""What a learner sees after the response: their choice, the key, feedback, explanation, passage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quizapp.domain.drills.marking import MAX_MARK, Verdict, verdict
from quizapp.domain.drills.posing import Arrangement, arranged_options, asked_question
from quizapp.domain.items.content import ItemContent, Quote
from quizapp.domain.items.counterparts import question_counterparts
from quizapp.domain.regrading import RegradeRule


@dataclass(frozen=True)
class MarkedOption:
    """An option as shown after the response."""

    number: int
    text: str
    is_key: bool
    is_chosen: bool
    feedback: str | None


@dataclass(frozen=True)
class Regraded:
    """How the mark that holds came about, where it is not the one recorded.

    `keys` are the texts of the corrected question's keys, none where it cannot be said which
    they are. `note` is for the learner, `reason` for teachers.
    """

    mark: float
    recorded_mark: float
    made_at: datetime
    rule: RegradeRule
    keys: tuple[str, ...]
    note: str | None
    reason: str


@dataclass(frozen=True)
class LookBack:
    """One item of an attempt, looked back on. `mark` is the one that holds."""

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
    regraded: Regraded | None = None
    confidence: int | None = None


def look_back(
    content: ItemContent,
    arrangement: Arrangement,
    *,
    position: int,
    total: int,
    chosen: Collection[str],
    earned: float | None,
    is_unknown: bool,
    regraded: Regraded | None = None,
    confidence: int | None = None,
) -> LookBack:
    """The item with its key and the response as they were recorded, and the mark that holds.

    The mark is given, never worked out again here: an old page shows the score of its day, or
    what a regrade has made of it. `earned` is None for an item that the attempt ended without a
    response to.
    """
    question = asked_question(content, arrangement)
    held = regraded.mark if regraded else earned or 0.0
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
        mark=held,
        max_mark=MAX_MARK,
        verdict=verdict(None if earned is None else held, is_unknown=is_unknown),
        explanation=content.explanation,
        quotes=content.quotes,
        regraded=regraded,
        confidence=confidence,
    )


def corrected_keys(
    asked: ItemContent, corrected: ItemContent, arrangement: Arrangement
) -> tuple[str, ...]:
    """The keys of the question as it was corrected, none where it is no longer there."""
    number = question_counterparts(asked.questions, corrected.questions).get(arrangement.question)
    if number is None:
        return ()
    return tuple(option.text for option in corrected.questions[number].options if option.is_key)
