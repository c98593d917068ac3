"""An order in which neighbours are of different topics, where there is a choice."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.memory.plan.candidates import Candidate


def topics_apart(chosen: Iterable[Candidate], last_topic: str | None) -> list[Candidate]:
    """The same items; next comes the first of another topic than the last, where there is one.

    What is mixed is told apart better than what comes in blocks. Source: Rohrer (2012),
    "Interleaving helps students distinguish among similar concepts".
    """
    left = list(chosen)
    ordered = []
    while left:
        place = next((at for at, each in enumerate(left) if each.item.topic != last_topic), 0)
        ordered.append(left.pop(place))
        last_topic = ordered[-1].item.topic
    return ordered
