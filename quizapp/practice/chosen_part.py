"""The part of a bank that a learner chose to practise, by its name, and what comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from quizapp.domain.bank import Bank
from quizapp.practice.scope import Scope


@dataclass(frozen=True)
class ChosenPart:
    """A topic or a section.

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


def chosen_part(scope: Scope, banks: Mapping[str, Bank]) -> ChosenPart | None:
    """The part that a choice names; None where it names none that is there."""
    bank = banks.get(scope.bank_id or "")
    if bank is None:
        return None
    if scope.topic is not None:
        title = bank.topics.get(scope.topic)
        return ChosenPart(title, bank.language, bank.id) if title else None
    sections = {section.id: section for section in bank.article.sections}
    if scope.section not in sections:
        return None
    after = dict(pairwise(sections))
    heading = sections[scope.section].heading
    return ChosenPart(heading, bank.language, bank.id, scope.section, after.get(scope.section))
