"""The part of a bank that a learner chose to practise, by its name, and what comes after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from quizapp.domain.bank import Bank
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.practice.scope import Scope
from quizapp.practice.way import Standings, known_first, standing_of


@dataclass(frozen=True)
class ChosenPart(Standings):
    """A topic or a section, with the standing of its open questions.

    Attributes:
        title: What it is called.
        language: Of the title.
        bank_id: Whose it is.
        section_id: The section, None for a topic.
        next_section_id: The one after it in the article, if there is one.
    """

    title: str
    language: str
    bank_id: str
    section_id: str | None = None
    next_section_id: str | None = None


def chosen_part(
    scope: Scope, banks: Mapping[str, Bank], items: Iterable[PlanItem], today: date
) -> ChosenPart | None:
    """The part that a choice names; None where it names none that is there."""
    bank = banks.get(scope.bank_id or "")
    part = _named_part(scope, bank) if bank else None
    if part is None:
        return None
    standings = known_first(standing_of(item, today) for item in items if scope.has(item))
    return replace(part, standings=standings)


def _named_part(scope: Scope, bank: Bank) -> ChosenPart | None:
    if scope.topic is not None:
        title = bank.topics.get(scope.topic)
        return ChosenPart((), title, bank.language, bank.id) if title else None
    sections = {section.id: section for section in bank.article.sections}
    if scope.section not in sections:
        return None
    after = dict(pairwise(sections)).get(scope.section)
    heading = sections[scope.section].heading
    return ChosenPart((), heading, bank.language, bank.id, scope.section, after)
