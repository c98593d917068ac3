"""An order in which no item gives the next one away and neighbours are of different topics.

Both only where there is a choice: what is asked today is asked all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from quizapp.domain.memory.plan.candidates import Candidate, Today


def kept_apart(chosen: Iterable[Candidate], today: Today) -> list[Candidate]:
    """The same items; next comes the first of another topic that the last one does not tell.

    What is mixed is told apart better than what comes in blocks. Source: Rohrer (2012),
    "Interleaving helps students distinguish among similar concepts".
    """
    left = list(chosen)
    ordered: list[Candidate] = []
    while left:
        found = left.pop(_next(left, ordered, today))
        ordered.insert(_place(found, ordered, today), found)
    return ordered


def _next(left: Sequence[Candidate], ordered: Sequence[Candidate], today: Today) -> int:
    last_topic = ordered[-1].item.topic if ordered else today.last_topic

    def is_untold(at: int) -> bool:
        return not _is_told_last(left[at], ordered, today)

    def is_of_another_topic(at: int) -> bool:
        return left[at].item.topic != last_topic

    places = range(len(left))
    both = (at for at in places if is_of_another_topic(at) and is_untold(at))
    return next(chain(both, filter(is_untold, places), filter(is_of_another_topic, places), (0,)))


def _is_told_last(candidate: Candidate, ordered: Sequence[Candidate], today: Today) -> bool:
    last = ordered[-1].item.id if ordered else today.last_item
    return last is not None and today.tells(last, candidate.item.id)


def _place(found: Candidate, ordered: Sequence[Candidate], today: Today) -> int:
    """Return the last place, or else the latest at which neither neighbour tells the next."""
    for at in range(len(ordered), -1, -1):
        after = ordered[at].item.id if at < len(ordered) else None
        tells_next = after is not None and today.tells(found.item.id, after)
        if not tells_next and not _is_told_last(found, ordered[:at], today):
            return at
    return len(ordered)
