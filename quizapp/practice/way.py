"""The way through an article: how the learner stands with the questions of each section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from quizapp.domain.bank import Bank
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.reasons import MISSED_BELOW
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_id

KNOWN_FROM = 0.9
"""The recall from which an item counts as known today, and the share of a section's items."""


class Standing(StrEnum):
    """How a learner stands with an item."""

    KNOWN = "known"
    FADING = "fading"
    """The last answer was right, but by now it may be forgotten."""
    MISSED = "missed"
    NEW = "new"


@dataclass(frozen=True)
class Standings:
    """How a learner stands with some questions; a page asks several times."""

    standings: tuple[Standing, ...]

    @cached_property
    def known(self) -> int:
        """How many of them are known now."""
        return self.standings.count(Standing.KNOWN)

    @cached_property
    def is_known(self) -> bool:
        """Whether they are as a whole."""
        return bool(self.standings) and self.known >= KNOWN_FROM * len(self.standings)

    @cached_property
    def is_begun(self) -> bool:
        """Whether any of them was asked."""
        return any(each is not Standing.NEW for each in self.standings)


@dataclass(frozen=True)
class Stretch(Standings):
    """A section with the standing of the questions that cite it, in the order of the bank."""

    section_id: str
    heading: str


def way_through(bank: Bank, items: Iterable[PlanItem], today: date) -> list[Stretch]:
    """The sections of a bank's article in their order. Items are those that are open."""
    found = items_by_section(items)
    return [
        Stretch(
            section_id=section.id,
            heading=section.heading,
            standings=tuple(
                standing_of(item, today)
                for item in found.get(plan_id(ItemKey(bank.id, section.id)), ())
            ),
        )
        for section in bank.article.sections
    ]


def items_by_section(items: Iterable[PlanItem]) -> Mapping[str, Sequence[PlanItem]]:
    """The items that cite each section, by its name over all banks."""
    found = defaultdict[str, list[PlanItem]](list)
    for item in items:
        for section in item.sections:
            found[section].append(item)
    return found


def marks_beside(items: Iterable[PlanItem], today: date) -> dict[str, tuple[Standing, ...]]:
    """By passage: how the learner stands with each item that cites it, what is known first.

    An item that cites a passage twice is one mark there. Items are those of one bank.
    """
    found = defaultdict[str, list[Standing]](list)
    for item in items:
        for passage_id in {citation.passage_id for citation in item.citations}:
            found[passage_id].append(standing_of(item, today))
    return {passage_id: known_first(standings) for passage_id, standings in found.items()}


def known_first(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """In the order in which they are counted in words."""
    return tuple(sorted(standings, key=list(Standing).index))


def standing_of(item: PlanItem, today: date) -> Standing:
    """How the learner stands with an item today."""
    state, known = item.track.state, item.track.known
    if state is None:
        return Standing.NEW
    if known is not None and known < MISSED_BELOW:
        return Standing.MISSED
    return Standing.KNOWN if state.recall_on(today) >= KNOWN_FROM else Standing.FADING
