"""The article as a learner reads it: marks beside each passage, and a few questions by section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Bank
from quizapp.domain.bank.article import Passage
from quizapp.domain.memory.plan.candidates import Candidate, Today, candidates
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_id
from quizapp.practice.session import Session
from quizapp.practice.way import (
    Standing,
    Stretch,
    items_by_section,
    known_first,
    marks_beside,
    standing_of,
)

MOST_ASKED = 3
"""Questions at the end of a section: few enough to answer before reading on."""


@dataclass(frozen=True)
class Paragraph:
    """A passage or a note, and how the learner stands with each open item that cites it."""

    passage: Passage
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Prompt:
    """The questions to ask at the end of a section now, none when all were asked today.

    Attributes:
        standings: How the learner stands with each of them.
        seconds: How long they may be expected to take.
    """

    standings: tuple[Standing, ...]
    seconds: float


@dataclass(frozen=True)
class Chapter:
    """A section with its paragraphs, the learner's standing with it, and its questions."""

    stretch: Stretch
    paragraphs: tuple[Paragraph, ...]
    prompt: Prompt


def chapters_of(bank: Bank, session: Session) -> list[Chapter]:
    """The article of a bank, as the learner stands with it. Items that wait show nothing."""
    items = [item for item in session.items if item.id.startswith(plan_id(ItemKey(bank.id, "")))]
    by_section = items_by_section(items)
    marks = marks_beside(items, session.terms.today)
    return [
        Chapter(
            stretch,
            tuple(Paragraph(each, marks.get(each.id, ())) for each in section.parts),
            _prompt(by_section.get(plan_id(ItemKey(bank.id, section.id)), ()), session.today),
        )
        for section, stretch in zip(bank.shown_article.sections, session.way(bank), strict=True)
    ]


def _prompt(items: Sequence[PlanItem], today: Today) -> Prompt:
    """The same that a session of this section asks first."""
    asked: Iterable[Candidate] = candidates(items, today)[:MOST_ASKED]
    return Prompt(
        known_first(standing_of(each.item, today.day) for each in asked),
        sum(each.forecast.seconds for each in asked),
    )
