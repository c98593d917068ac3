"""The order of a quiz in which as little as possible is given away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.giveaways.clues import clues_of
from quizapp.domain.bank.giveaways.tells import Pair, Tells, tells_among

_Leads = Mapping[str, Mapping[str, float]]
"""To each item that tells, or is told: those that it tells, or is told by; and how much."""

_Beyond = Mapping[str, Collection[str]]
"""To each item that tells: those that it tells outside its circle."""


def least_given_away(bank: Bank, ids: Sequence[str]) -> tuple[str, ...]:
    """Return these items of a bank in an order as near to this one as gives little away."""
    return told_first(ids, tells_among({each: clues_of(bank.content_of(each)) for each in ids}))


def told_first(ids: Sequence[str], tells: Tells) -> tuple[str, ...]:
    """Return the same items, each before those that tell its key; otherwise as they are given.

    Where items tell one another in a circle, the one goes first that gives least away by it.
    """
    told = _leads(tells.items())
    tellers = _leads(((its, teller), lead) for (teller, its), lead in tells.items())
    beyond = _beyond(told)
    left, ordered = dict.fromkeys(ids), list[str]()
    while left:
        item_id = _next_free(left, told) or _least_telling(left, told, tellers, beyond)
        del left[item_id]
        ordered.append(item_id)
    return tuple(ordered)


def _next_free(left: Mapping[str, None], told: _Leads) -> str | None:
    return next((each for each in left if left.keys().isdisjoint(told.get(each, ()))), None)


def _least_telling(left: Mapping[str, None], told: _Leads, tellers: _Leads, beyond: _Beyond) -> str:
    """Return of items that all tell another the one that costs least, once it is told itself.

    Those that tell an item outside their circle wait on: for them another order is possible.
    """

    def cost(item_id: str) -> float:
        return _sum_left(told.get(item_id), left) - _sum_left(tellers.get(item_id), left)

    return min((each for each in left if left.keys().isdisjoint(beyond[each])), key=cost)


def _sum_left(leads: Mapping[str, float] | None, left: Mapping[str, None]) -> float:
    return sum(lead for each, lead in (leads or {}).items() if each in left)


def _leads(pairs: Iterable[tuple[Pair, float]]) -> _Leads:
    leads: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), lead in pairs:
        leads[one][other] = lead
    return dict(leads)


def _beyond(told: _Leads) -> _Beyond:
    """Map each item that tells to those of what it tells that do not lead back to it.

    What leads where, also by way of others (Warshall 1962), is a set of bits in one number.
    """
    bits = {teller: 1 << at for at, teller in enumerate(told)}
    reached = {teller: sum(bits.get(each, 0) for each in its) for teller, its in told.items()}
    for between, bit in bits.items():
        further = reached[between]
        for each, found in reached.items():
            if found & bit:
                reached[each] = found | further
    return {
        teller: {each for each in its if not reached.get(each, 0) & bits[teller]}
        for teller, its in told.items()
    }
