"""Which items of a quiz tell the key of another, and how much of it.

An item tells another if what it shows after the answer holds half of the words of a key, or more,
and of no wrong option as many. Words that three items of the quiz say tell nothing in particular:
whoever takes the quiz meets them in any order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from statistics import fmean

from quizapp.domain.bank.giveaways.clues import Clues, Sought, Words

TOLD = 0.5
"""The share of a key's rare words from which on it is told."""

RARE = 2
"""So many items of a quiz say a rare word at most: the one that tells and the one that is told."""

MOST_SHOWING = 20
"""A word that more items show stands in a passage that they share, and is met in any order."""

Pair = tuple[str, str]
"""An item that tells, and the one that is told."""

Tells = Mapping[Pair, float]
"""How far the key is ahead of all wrong options in what is told, from above 0 to 1."""


def tells_among(clues: Mapping[str, Clues]) -> dict[Pair, float]:
    """Return the pairs of these items of which one tells the other, in the order given."""
    common = common_words(clues.values())
    showing = _showing(clues, common)
    found: dict[Pair, float] = {}
    for told, its in clues.items():
        near = {each for word in its.asked_for for each in showing.get(word, ())}
        for teller in (each for each in clues if each in near and each != told):
            if (lead := told_by(its, clues[teller].seen, common)) > 0:
                found[teller, told] = lead
    return found


def told_by(clues: Clues, seen: Words, common: Words = frozenset()) -> float:
    """Return by how much a key of the item is ahead in what was seen; 0 where none is told."""
    return max((_lead(sought, seen, common) for sought in clues.sought), default=0.0)


def _lead(sought: Sought, seen: Words, common: Words) -> float:
    told = fmean(_share(key - common, seen) for key in sought.keys) if sought.keys else 0.0
    if told < TOLD:
        return 0.0
    return told - max((_share(other - common, seen) for other in sought.others), default=0.0)


def _share(wanted: Words, seen: Words) -> float:
    return len(wanted & seen) / len(wanted) if wanted else 0.0


def common_words(clues: Iterable[Clues]) -> Words:
    """Return the words that three of these items say, or more, or that a great many show."""
    listed = list(clues)
    said = _held_by_more(RARE, (each.said for each in listed))
    return said | _held_by_more(MOST_SHOWING, (each.seen for each in listed))


def _held_by_more(count: int, texts: Iterable[Words]) -> Words:
    counts = Counter(chain.from_iterable(texts))
    return frozenset(word for word, found in counts.items() if found > count)


def _showing(clues: Mapping[str, Clues], common: Words) -> Mapping[str, list[str]]:
    """Map each rare word that some key asks for to the items that show it."""
    wanted = frozenset().union(*(each.asked_for for each in clues.values())) - common
    showing: dict[str, list[str]] = defaultdict(list)
    for item_id, each in clues.items():
        for word in each.seen & wanted:
            showing[word].append(item_id)
    return showing
