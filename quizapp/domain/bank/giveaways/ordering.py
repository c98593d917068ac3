"""The order of a quiz in which as little as possible is given away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.giveaways.clues import clues_of
from quizapp.domain.bank.giveaways.tells import Tells, tells_among

_Told = Mapping[str, Mapping[str, float]]
"""To each item that tells: those that it tells, and how much of each."""


def least_given_away(bank: Bank, ids: Sequence[str]) -> tuple[str, ...]:
    """Return these items of a bank in an order as near to this one as gives little away."""
    return told_first(ids, tells_among({each: clues_of(bank.content_of(each)) for each in ids}))


def told_first(ids: Sequence[str], tells: Tells) -> tuple[str, ...]:
    """Return the same items, each before those that tell its key; otherwise as they are given.

    Where items tell one another in a circle, the one goes first that gives least away by it.
    """
    told = _told(tells)
    reached = _reached(told)
    left, ordered = list(ids), list[str]()
    while left:
        item_id = _next_free(left, told) or _least_telling(left, told, reached)
        left.remove(item_id)
        ordered.append(item_id)
    return tuple(ordered)


def _next_free(left: Sequence[str], told: _Told) -> str | None:
    waiting = set(left)
    return next((each for each in left if waiting.isdisjoint(told.get(each, ()))), None)


def _least_telling(left: Sequence[str], told: _Told, reached: Mapping[str, set[str]]) -> str:
    """Return of items that all tell another the one that costs least, once it is told itself.

    Those that tell an item outside their circle wait on: for them another order is possible.
    """

    def tells_its_circle_alone(item_id: str) -> bool:
        return all(item_id in reached[each] for each in told[item_id] if each in left)

    def cost(item_id: str) -> float:
        gives = (told[item_id].get(each, 0.0) for each in left)
        return sum(gives) - sum(told[each].get(item_id, 0.0) for each in left)

    return min(filter(tells_its_circle_alone, left), key=cost)


def _told(tells: Tells) -> _Told:
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for (teller, its), lead in tells.items():
        told[teller][its] = lead
    return dict(told)


def _reached(told: _Told) -> Mapping[str, set[str]]:
    """Map each item that tells to all that it tells, also by way of others (Warshall 1962)."""
    reached = {teller: set(its) for teller, its in told.items()}
    for between, further in reached.items():
        for each in reached.values():
            if between in each:
                each |= further
    return reached
