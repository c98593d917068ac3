"""Question files that a class's teacher has to mend: broken, missing, or holding questions back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Finding, Severity
from quizapp.domain.bank.item_words import asked_in_words
from quizapp.domain.desk.harm import Concern


class Trouble(StrEnum):
    """What keeps a file from being used."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    RIVAL = "rival"
    ERRORS = "errors"


@dataclass(frozen=True)
class TroubledFile:
    """A file that cannot be used as it is: no correction reaches learners until it is mended.

    Attributes:
        place: Its place on the shelf, for addresses of pages about it.
        trouble: What is wrong with it.
        first: The first of its errors, if it was read.
        is_served: Whether learners get what was published before.
    """

    concern: ClassVar[Concern] = Concern.BROKEN_FILE
    place: BankPlace
    trouble: Trouble
    first: Finding | None
    is_served: bool


@dataclass(frozen=True)
class HeldItem:
    """A question that is not asked until its quote is mended, and what it asks."""

    place: BankPlace
    item_id: str
    stem: str


@dataclass(frozen=True)
class HeldItems:
    """Questions that are held back, because the article has lost what they cite."""

    concern: ClassVar[Concern] = Concern.HELD_BACK
    items: tuple[HeldItem, ...]


def file_troubles(
    places: Sequence[BankPlace], bank_ids: Collection[str]
) -> Iterator[TroubledFile | HeldItems]:
    """Yield what is wrong with the files of a class that works with these banks."""
    concerned = [place for place in places if _concerns(place, places, bank_ids)]
    yield from (_troubled(place) for place in concerned if _needs_mending(place))
    if held := tuple(item for place in concerned for item in _held(place)):
        yield HeldItems(held)


def _concerns(place: BankPlace, places: Sequence[BankPlace], bank_ids: Collection[str]) -> bool:
    """Whether it may be the class's file; of one that does not tell its id nobody can say no."""
    return len(places) == 1 or place.bank_id is None or not bank_ids or place.bank_id in bank_ids


def _needs_mending(place: BankPlace) -> bool:
    """Whether it has an error, other than being a new file that has no question yet."""
    return bool(place.error_count) and (bool(place.published) or not place.is_without_questions)


def _troubled(place: BankPlace) -> TroubledFile:
    errors = (each for each in place.findings if each.severity is Severity.ERROR)
    return TroubledFile(place, _trouble(place), next(errors, None), place.published is not None)


def _trouble(place: BankPlace) -> Trouble:
    if place.rival is not None:
        return Trouble.RIVAL
    if place.is_readable:
        return Trouble.ERRORS
    return Trouble.UNREADABLE if place.file.signature else Trouble.MISSING


def _held(place: BankPlace) -> Iterator[HeldItem]:
    if place.published is None:
        return
    bank = place.published.bank
    for item_id in sorted(place.held_item_ids):
        yield HeldItem(place, item_id, asked_in_words(bank.items[item_id]))
