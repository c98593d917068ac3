"""A lesson of ten minutes on what a class is about to forget, ready to be held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizapp.domain.class_map import ItemRecall, PassageRecall

MOST_PASSAGES = 3
"""So many are talked over in ten minutes."""

QUESTIONS_EACH = 2
"""One to vote on and discuss, and another to see whether what was said holds for it too."""


def passages_again(points: Sequence[PassageRecall]) -> list[PassageRecall]:
    """The passages to teach again, of points that come most lapses first."""
    return [point for point in points if point.passage][:MOST_PASSAGES]


def ready_lesson(
    points: Sequence[PassageRecall], can_ask: Callable[[str], bool] = lambda _item_id: True
) -> tuple[str, ...]:
    """The ids of the items to ask about these passages, in the order to ask them.

    Passage by passage: first what most learners are expected to fail, then another question. An
    item that cites several passages is asked once, for the first of them.

    Args:
        points: What to teach again, most lapses first.
        can_ask: Whether a lesson can ask this item.
    """
    asked: dict[str, None] = {}
    for point in passages_again(points):
        left = [item for item in point.items if item.item_id not in asked and can_ask(item.item_id)]
        weakest_first = sorted(left, key=_lapses, reverse=True)
        asked |= dict.fromkeys(item.item_id for item in weakest_first[:QUESTIONS_EACH])
    return tuple(asked)


def telling_questions(points: Sequence[PassageRecall]) -> list[ItemRecall]:
    """For each passage the question to name: the weakest that none before it has named.

    One question may cite several passages. Named twice it would look like a slip of ours, so it
    is only where a passage has no other.
    """
    named: dict[str, None] = {}
    told = []
    for point in points:
        weakest_first = sorted(point.items, key=_lapses, reverse=True)
        fresh = [item for item in weakest_first if item.met and item.item_id not in named]
        told.append((fresh or weakest_first)[0])
        named[told[-1].item_id] = None
    return told


def _lapses(item: ItemRecall) -> float:
    return item.lapses
