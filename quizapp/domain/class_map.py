"""The article as a class recalls it: every passage with the recall of the items that cite it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.bank import Bank
from quizapp.domain.bank.article import Passage

MOST_POINTS = 7
"""So much can be taken up again in one lesson."""


class Firmness(StrEnum):
    """How firmly a class recalls something, in five steps; or why nothing can be said."""

    FIRM = "firm"
    GOOD = "good"
    SHAKY = "shaky"
    WEAK = "weak"
    VERY_WEAK = "very-weak"
    UNMET = "unmet"
    """Items cite it, and nobody has met one of them."""
    UNASKED = "unasked"
    """No item cites it."""


LOWEST = {Firmness.FIRM: 0.9, Firmness.GOOD: 0.8, Firmness.SHAKY: 0.7, Firmness.WEAK: 0.6}
"""The recall from which each step begins; very weak is what lies below them all. The curve of
forgetting is flat: even what was just learnt badly is rarely below a half after a week."""


@dataclass(frozen=True)
class ItemRecall:
    """An item as a class of `learners` recalls it; `met` of them have, `total` is their recall."""

    item_id: str
    learners: int
    met: int = 0
    total: float = 0.0

    @property
    def recall(self) -> float | None:
        """The mean predicted recall of those who have met it."""
        return self.total / self.met if self.met else None

    @property
    def lapses(self) -> float:
        """How many of those who have met it are expected not to recall it."""
        return self.met - self.total


@dataclass(frozen=True)
class PassageRecall:
    """Items taken together: those that cite a passage, or one that cites none (`passage` None).

    `heading` is that of the passage's section; `number` is the passage's place in it, from 1.
    """

    items: tuple[ItemRecall, ...]
    passage: Passage | None = None
    heading: str = ""
    number: int = 0

    @property
    def met(self) -> int:
        """How many pairs of a learner and an item there are in which the learner has met it."""
        return sum(item.met for item in self.items)

    @property
    def pairs(self) -> int:
        """How many there would be if everybody had met everything."""
        return sum(item.learners for item in self.items)

    @property
    def recall(self) -> float | None:
        """The mean predicted recall over the pairs that have met."""
        return sum(item.total for item in self.items) / self.met if self.met else None

    @property
    def lapses(self) -> float:
        """How many learners are expected to fail one question about it.

        A mean over the items, so that a passage does not come first for being asked about often.
        """
        return sum(item.lapses for item in self.items) / len(self.items) if self.items else 0.0

    @property
    def firmness(self) -> Firmness:
        """In which of the steps it is."""
        if not self.items:
            return Firmness.UNASKED
        return firmness(self.recall)

    @property
    def weakest(self) -> ItemRecall | None:
        """The item that most learners are expected to fail, if any was met."""
        met = [item for item in self.items if item.met]
        return max(met, key=lambda item: item.lapses, default=None)


def firmness(recall: float | None) -> Firmness:
    """The step of a recall, by the whole per cent that it is shown as."""
    if recall is None:
        return Firmness.UNMET
    shown = round(recall * 100)
    reached = (step for step, lowest in LOWEST.items() if shown >= round(lowest * 100))
    return next(reached, Firmness.VERY_WEAK)


def items_by_passage(bank: Bank) -> dict[str, tuple[str, ...]]:
    """The items that cite each passage, by its id; items that are held back ask nothing."""
    citing: dict[str, list[str]] = {}
    for item_id in asking_items(bank):
        for passage_id in dict.fromkeys(q.passage_id for q in bank.content_of(item_id).quotes):
            citing.setdefault(passage_id, []).append(item_id)
    return {passage_id: tuple(item_ids) for passage_id, item_ids in citing.items()}


def asking_items(bank: Bank) -> list[str]:
    """The items that drills ask, in the order of the bank."""
    return [item_id for item_id in bank.items if item_id not in bank.held_item_ids]


def passage_recalls(bank: Bank, items: Mapping[str, ItemRecall]) -> list[PassageRecall]:
    """Every passage of the article in reading order."""
    citing = items_by_passage(bank)
    return [
        PassageRecall(
            tuple(items[item_id] for item_id in citing.get(passage.id, ())),
            passage,
            section.heading,
            number,
        )
        for section in bank.shown_article.sections
        for number, passage in enumerate(section.passages, start=1)
    ]


def uncited_recalls(bank: Bank, items: Mapping[str, ItemRecall]) -> list[PassageRecall]:
    """The items that cite no passage, each by itself."""
    return [
        PassageRecall((items[item_id],))
        for item_id in asking_items(bank)
        if not bank.content_of(item_id).quotes
    ]


def to_teach_again(points: Sequence[PassageRecall], retention: float) -> list[PassageRecall]:
    """What to take up again: what is below the recall that the class aims at, most lapses first.

    Ties stand in the order given. What nobody has met is not there: it was never taught here.
    """
    below = [p for p in points if p.recall is not None and p.recall < retention]
    return sorted(below, key=lambda point: -point.lapses)[:MOST_POINTS]


def never_met(points: Iterable[PassageRecall]) -> list[PassageRecall]:
    """What items ask about, and nobody has met yet."""
    return [point for point in points if point.firmness is Firmness.UNMET]
