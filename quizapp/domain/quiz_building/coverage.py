"""What some items cover of the article: section by section, passage by passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Bank


@dataclass(frozen=True)
class PassageCover:
    """A passage: its number in its section, how many words it has, how many items cite it.

    `can_be_asked` says whether any item of the bank does.
    """

    number: int
    words: int
    count: int
    can_be_asked: bool


@dataclass(frozen=True)
class SectionCover:
    """A section with its passages."""

    heading: str
    passages: tuple[PassageCover, ...]


@dataclass(frozen=True)
class Cover:
    """All sections of an article."""

    sections: tuple[SectionCover, ...]

    @property
    def total(self) -> int:
        """How many passages the article has."""
        return sum(len(section.passages) for section in self.sections)

    @property
    def covered(self) -> int:
        """How many of them are cited."""
        return sum(each.count > 0 for section in self.sections for each in section.passages)


def coverage(bank: Bank, item_ids: Sequence[str]) -> Cover:
    """Return which passages these items cite; an item that cites one twice counts once."""
    chosen, all_items = _counts(bank, item_ids), _counts(bank, tuple(bank.items))
    return Cover(
        tuple(
            SectionCover(
                section.heading,
                tuple(
                    PassageCover(
                        number,
                        len(passage.text.split()),
                        chosen[passage.id],
                        all_items[passage.id] > 0,
                    )
                    for number, passage in enumerate(section.passages, start=1)
                ),
            )
            for section in bank.article.sections
        )
    )


def _counts(bank: Bank, item_ids: Sequence[str]) -> Counter[str]:
    return Counter(
        passage_id
        for item_id in item_ids
        for passage_id in {quote.passage_id for quote in bank.content_of(item_id).quotes}
    )
