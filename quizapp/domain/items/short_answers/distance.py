"""How many slips lie between two texts: the distance of Damerau and Levenshtein.

A slip is a letter too many, too few, or another one, or two neighbours swapped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import takewhile


def apart(one: str, other: str) -> int:
    """Return how many slips lie between two texts, however many they are.

    Written out here for the few pairs of an answer that is marked: a library that does it takes
    3 MB of every server, and as long to load as some thousand pairs of words take here.
    """
    one, other = _without_common_ends(one, other)
    far = len(one) + len(other)
    # The one before the first letters lies too far for any swap to come from there.
    rows: list[list[int]] = [[far] * (len(other) + 2), [far, *range(len(other) + 1)]]
    seen_in: dict[str, int] = {}
    for number, letter in enumerate(one, 1):
        rows.append(_next_row(rows, number, letter, other, seen_in))
        seen_in[letter] = number
    return rows[-1][-1]


def are_near(one: str, other: str, most: int) -> bool:
    """Whether no more than so many slips lie between two texts.

    A slip brings at most one letter that the other text has not, so most texts are told apart by
    what letters they have.
    """
    mine, theirs = Counter(one), Counter(other)
    if (mine - theirs).total() > most or (theirs - mine).total() > most:
        return False
    return apart(one, other) <= most


def are_near_for_many() -> Callable[[str, str, int], bool]:
    """Return what says the same by a library, worth its loading from some thousand pairs on."""
    from rapidfuzz.distance import DamerauLevenshtein

    distance = DamerauLevenshtein.distance
    return lambda one, other, most: distance(one, other, score_cutoff=most) <= most


def _next_row(
    rows: list[list[int]], number: int, letter: str, other: str, seen_in: dict[str, int]
) -> list[int]:
    """Return how far one text, up to this letter, is from each beginning of the other.

    A swap reaches back to where this letter stood last in the other, and the other's in this one.
    """
    before, row, swapped_at = rows[number], [rows[0][0], number], 0
    for place, theirs in enumerate(other, 1):
        came_from = seen_in.get(theirs, 0)
        swapped = rows[came_from][swapped_at] + number - came_from + place - swapped_at - 1
        replaced = before[place] + (letter != theirs)
        row.append(min(replaced, row[place] + 1, before[place + 1] + 1, swapped))
        if letter == theirs:
            swapped_at = place
    return row


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Return what is left of both without the letters in which they begin and end alike."""
    start = _alike(one, other)
    one, other = one[start:], other[start:]
    end = _alike(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
