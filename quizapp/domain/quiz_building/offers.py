"""The items that a quiz can ask, with what is known of each, and those that a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.domain.bank import Bank
from quizapp.domain.bank.item_words import asked_in_words, item_numbers
from quizapp.domain.drills.choosing import askable_items

FEW = 5
"""Below so many answers nothing is said about how hard an item is."""

EASY = 0.85
HARD = 0.5


class Ease(StrEnum):
    """How hard an item has been so far."""

    ANY = ""
    EASY = "easy"
    MIDDLE = "middle"
    HARD = "hard"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Record:
    """What learners made of an item: how many answered it first, their share, and when last."""

    n: int = 0
    share: float | None = None
    asked_at: datetime | None = None

    @property
    def ease(self) -> Ease:
        """How hard it has been; of too few answers nothing is known."""
        if self.share is None or self.n < FEW:
            return Ease.UNKNOWN
        if self.share > EASY:
            return Ease.EASY
        return Ease.HARD if self.share < HARD else Ease.MIDDLE


@dataclass(frozen=True)
class Offer:
    """An item that a quiz can ask.

    Attributes:
        item_id: Its id, which no page shows.
        number: Its place in the file, from 1.
        asked: What it asks, in a line.
        said: All that it says, to be searched.
        type: The name of its type.
        topic: The id of its topic.
        passages: The ids of the passages that it cites, in their order.
        record: What learners made of it.

    """

    item_id: str
    number: int
    asked: str
    said: str
    type: str
    topic: str
    passages: tuple[str, ...]
    record: Record


@dataclass(frozen=True)
class Search:
    """What is looked for; what is empty is not asked for."""

    words: str = ""
    section: str = ""
    topic: str = ""
    type: str = ""
    ease: Ease = Ease.ANY
    not_since: datetime | None = None

    def finds(self, offer: Offer, sections: Mapping[str, str]) -> bool:
        """Whether an item is one of those; `sections` has the section of each passage."""
        asked_at = offer.record.asked_at
        return (
            all(word in offer.said for word in self.words.casefold().split())
            and (not self.section or self.section in {sections[each] for each in offer.passages})
            and (not self.topic or offer.topic == self.topic)
            and (not self.type or offer.type == self.type)
            and (not self.ease or offer.record.ease is self.ease)
            and (self.not_since is None or asked_at is None or asked_at < self.not_since)
        )


def offers(bank: Bank, records: Mapping[str, Record]) -> dict[str, Offer]:
    """Return the items that a quiz can ask, by id, in the order of the file."""
    numbers = item_numbers(bank)
    return {
        item_id: _offer(bank, item_id, numbers[item_id], records.get(item_id, Record()))
        for item_id in askable_items(bank)
    }


def found(bank: Bank, known: Iterable[Offer], search: Search) -> tuple[Offer, ...]:
    """Return those of the items that a search finds."""
    sections = {passage.id: passage.section_id for passage in bank.article.passages}
    return tuple(offer for offer in known if search.finds(offer, sections))


def _offer(bank: Bank, item_id: str, number: int, record: Record) -> Offer:
    item, content = bank.items[item_id], bank.content_of(item_id)
    texts = [
        text
        for question in content.questions
        for text in (question.stem, *(option.text for option in question.options))
    ]
    return Offer(
        item_id=item_id,
        number=number,
        asked=asked_in_words(item),
        said=" ".join([asked_in_words(item), *texts, content.explanation or ""]).casefold(),
        type=item.type,
        topic=item.topic,
        passages=tuple(dict.fromkeys(quote.passage_id for quote in content.quotes)),
        record=record,
    )
