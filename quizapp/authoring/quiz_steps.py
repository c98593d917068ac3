"""What each button of the builder does to the list of a quiz; nothing is written.

The list travels in the form. Ticks count whichever button is pressed, so that no step is lost.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Bank
from quizapp.domain.bank.giveaways.ordering import least_given_away
from quizapp.domain.quiz_building import Offer, by_article, by_topic, drawn, drawn_by_topic

MOST_DRAWN = 1_000


@dataclass(frozen=True)
class Step:
    """A button that was pressed: what it does, to what, and by how much."""

    deed: str = ""
    about: str = ""

    @classmethod
    def of(cls, pressed: str) -> Step:
        """Read a button's value: a word and what it is about, with a space between."""
        deed, _, about = pressed.partition(" ")
        return cls(deed, about)


def ticked(
    item_ids: Iterable[str], shown: Collection[str], ticks: Sequence[str], known: Collection[str]
) -> tuple[str, ...]:
    """Return a list of items after ticks were set and taken away among those that were shown."""
    kept = [each for each in item_ids if each in ticks or each not in shown]
    return tuple(each for each in dict.fromkeys([*kept, *ticks]) if each in known)


def stepped(
    bank: Bank,
    item_ids: tuple[str, ...],
    step: Step,
    pool: Mapping[str, Offer],
    rng: random.Random,
) -> tuple[str, ...]:
    """Return the list after a button was pressed.

    Args:
        bank: The bank.
        item_ids: The list as it is.
        step: The button.
        pool: The items that the search finds, of which some may be drawn.
        rng: Dice.

    """
    if step.deed in ("up", "down"):
        return moved(item_ids, step.about, -1 if step.deed == "up" else 1)
    if step.deed == "remove":
        return tuple(each for each in item_ids if each != step.about)
    if step.deed == "sort":
        return _sorted(bank, item_ids, step.about)
    if step.deed in ("draw", "draw-topics"):
        return _with_drawn(item_ids, step, pool, rng)
    return item_ids


def moved(item_ids: Sequence[str], item_id: str, by: int) -> tuple[str, ...]:
    """Return a list with an item a place further up or down; at an end it stays there."""
    listed = list(item_ids)
    if item_id in listed:
        at = listed.index(item_id)
        to = min(max(at + by, 0), len(listed) - 1)
        listed.insert(to, listed.pop(at))
    return tuple(listed)


def _sorted(bank: Bank, item_ids: tuple[str, ...], way: str) -> tuple[str, ...]:
    if way == "topic":
        return by_topic(bank, item_ids)
    if way == "article":
        return by_article(bank, item_ids)
    return least_given_away(bank, item_ids) if way == "telling" else item_ids


def _with_drawn(
    item_ids: tuple[str, ...], step: Step, pool: Mapping[str, Offer], rng: random.Random
) -> tuple[str, ...]:
    """Return the list with some more of what was found and is not in it."""
    count = int(step.about) if step.about.isdecimal() and len(step.about) < 5 else 0
    left = [each for each in pool if each not in item_ids]
    if step.deed == "draw":
        return (*item_ids, *drawn(left, min(count, MOST_DRAWN), rng))
    topics = {item_id: offer.topic for item_id, offer in pool.items()}
    return (*item_ids, *drawn_by_topic(topics, left, min(count, MOST_DRAWN), rng))
