"""Marks of a class that differ from what the bank of today would give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from quizapp.domain.bank import Bank
from quizapp.domain.desk.harm import Concern
from quizapp.regrades.dry_runs import stale_items


@dataclass(frozen=True)
class CorrectedItem:
    """A question of which marks differ since it was corrected; `stem` is what it asks today."""

    bank_id: str
    item_id: str
    stem: str
    language: str
    marks: int


@dataclass(frozen=True)
class MarksDiffer:
    """All of them; `marks` is how many marks differ."""

    concern: ClassVar[Concern] = Concern.MARKS_DIFFER
    items: tuple[CorrectedItem, ...]

    @property
    def marks(self) -> int:
        """How many marks differ."""
        return sum(item.marks for item in self.items)


def marks_that_differ(banks: Iterable[Bank]) -> MarksDiffer | None:
    """The marks that a regrade by these banks would change. Four queries a bank at most."""
    items = tuple(item for bank in banks for item in _corrected(bank))
    return MarksDiffer(items) if items else None


def _corrected(bank: Bank) -> list[CorrectedItem]:
    return [
        CorrectedItem(
            bank.id,
            stale.item_key,
            bank.content_of(stale.item_key).questions[0].stem,
            bank.language,
            stale.gains + stale.losses,
        )
        for stale in stale_items(bank)
        if stale.is_regradable and stale.item_key in bank.items
    ]
