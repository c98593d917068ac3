"""Which other answers of a bank lie so near to an item's that a slip could lead to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quizapp.domain.items.short_answers.forgiving import Forgiving
from quizapp.domain.items.short_answers.slips import MOST_SLIPS, apart, forgivable_slips
from quizapp.domain.items.short_answers.spelling import joined, spellings

_FARTHEST = 2 * MOST_SLIPS
"""What is typed has at most `MOST_SLIPS`; what is nearer to it lies within twice that."""


def rivals(right: Collection[str], others: Iterable[str], forgiving: Forgiving) -> tuple[str, ...]:
    """Return those of the other answers that are near a right one, sorted, each once.

    Left out is what is itself right but for what is forgiven: it is the same answer. With only
    those that are near, an answer that comes or goes far from it leaves the item as it was.
    """
    own = {each for text in right for each in _joined(text, forgiving.fully)}
    found = {
        text
        for text in others
        if any(_is_near(each, mine) for each in _joined(text, forgiving.fully) for mine in own)
        and not any(_is_same(text, each, forgiving) for each in right)
    }
    return tuple(sorted(found))


def _is_same(text: str, right: str, forgiving: Forgiving) -> bool:
    """Whether the two are one answer, plurals aside where they are forgiven."""
    is_one = not _joined(text, forgiving).isdisjoint(_joined(right, forgiving))
    return is_one or forgivable_slips(text, right, forgiving) == 0


def _is_near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= _FARTHEST and apart(one, other) <= _FARTHEST


def _joined(text: str, forgiving: Forgiving) -> set[str]:
    return {joined(words) for words in spellings(text, forgiving)}
