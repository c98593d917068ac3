"""Which other answers of a bank lie so near to an item's that a slip could lead to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from quizapp.domain.items.short_answers.distance import are_near, are_near_for_many
from quizapp.domain.items.short_answers.forgiving import Forgiving
from quizapp.domain.items.short_answers.meaning import are_same
from quizapp.domain.items.short_answers.slips import MOST_SLIPS, forgivable_slips
from quizapp.domain.items.short_answers.spelling import joined

_FARTHEST = 2 * MOST_SLIPS
"""What is typed has at most `MOST_SLIPS`; what is nearer to it lies within twice that."""

MANY_ANSWERS = 2_000
"""From here on a bank is worth the loading of what finds the near ones quickly."""


class OtherAnswers:
    """All answers of a bank, each with the item that it is of, found by how long they are."""

    def __init__(self, answers: Iterable[tuple[str, str]], language: str) -> None:
        """Take ids of items with their answers."""
        self._fully = Forgiving.of((), language).fully
        self._by_length: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for item_id, text in answers:
            for plain in joined(text, self._fully):
                self._by_length[len(plain)].append((plain, text, item_id))
        count = sum(map(len, self._by_length.values()))
        self._are_near = are_near_for_many() if count >= MANY_ANSWERS else are_near

    def near(self, item_id: str, right: Collection[str], forgiving: Forgiving) -> tuple[str, ...]:
        """Return those of other items that are near a right answer of an item; see `rivals`."""
        own = {plain for text in right for plain in joined(text, self._fully)}
        found = {
            text
            for mine in own
            for plain, text, owner in self._as_long(len(mine))
            if owner != item_id and self._are_near(plain, mine, _FARTHEST)
        }
        return tuple(sorted(each for each in found if not _is_one_of(each, right, forgiving)))

    def _as_long(self, length: int) -> Iterator[tuple[str, str, str]]:
        for near in range(length - _FARTHEST, length + _FARTHEST + 1):
            yield from self._by_length.get(near, ())


def rivals(right: Collection[str], others: Iterable[str], forgiving: Forgiving) -> tuple[str, ...]:
    """Return those of the other answers that are near a right one, sorted, each once.

    Left out is what is itself right but for what is forgiven: it is the same answer. With only
    those that are near, an answer that comes or goes far from it leaves the item as it was.
    """
    answers = OtherAnswers((("", text) for text in others), forgiving.language)
    return answers.near("its own", right, forgiving)


def _is_one_of(text: str, right: Iterable[str], forgiving: Forgiving) -> bool:
    return any(_is_same(text, each, forgiving) for each in right)


def _is_same(text: str, right: str, forgiving: Forgiving) -> bool:
    """Whether the two are one answer, plurals aside where they are forgiven."""
    return are_same(text, right, forgiving) or forgivable_slips(text, right, forgiving) == 0
