"""What a learner asks to practise: what the plan says, or a part of the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.memory.plan.items import PlanItem
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_id

MOST_DIGITS = 6


@dataclass(frozen=True)
class Scope:
    """A choice, as it stands in the address.

    Attributes:
        bank_id: The bank of the topic or section.
        topic: Only items of this topic.
        section: Only items that cite this section of the article.
        missed: Only what was missed today.
        until: Stop when so many items were answered today; where the plan decides, go on till then.
    """

    bank_id: str | None = None
    topic: str | None = None
    section: str | None = None
    missed: bool = False
    until: int = 0

    @property
    def is_everything(self) -> bool:
        """Whether the plan decides."""
        return not (self.topic or self.section or self.missed)

    def has(self, item: PlanItem) -> bool:
        """Whether an item is of the part chosen."""
        bank_id = self.bank_id or ""
        if self.topic and item.topic != plan_id(ItemKey(bank_id, self.topic)):
            return False
        return not self.section or plan_id(ItemKey(bank_id, self.section)) in item.sections

    def most_after(self, answered: int) -> int | None:
        """How many more of a part, after so many answers today; None for all of it."""
        return max(0, self.until - answered) if self.until else None

    def as_query(self) -> dict[str, Any]:
        """The choice as the query of an address, but for the bank; empty where the plan decides."""
        chosen = {"topic": self.topic, "section": self.section, "until": self.until or None}
        return {name: value for name, value in chosen.items() if value is not None} | (
            {"missed": 1} if self.missed else {}
        )

    @classmethod
    def of_query(cls, query: Mapping[str, str], bank_id: str | None) -> Scope:
        """The choice that an address makes; what it says that is no choice is left out."""
        until = query.get("until", "")
        return cls(
            bank_id=bank_id,
            topic=query.get("topic") or None,
            section=query.get("section") or None,
            missed=query.get("missed") == "1",
            until=int(until) if until.isdecimal() and len(until) <= MOST_DIGITS else 0,
        )


EVERYTHING = Scope()
"""The plan decides."""


def scope_in(query: Mapping[str, str]) -> dict[str, Any]:
    """What a query says of a choice, to be said again; the bank where it names one."""
    bank_id = query.get("bank") or None
    named = {} if bank_id is None else {"bank": bank_id}
    return Scope.of_query(query, bank_id).as_query() | named
