"""A lesson of ten minutes on what a class is about to forget, ready to be held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizapp.domain.class_map import ItemRecall, PassageRecall

MOST_PASSAGES = 3
"""So many are talked over in ten minutes."""

QUESTIONS_EACH = 2
"""One to vote on and discuss, and another to see whether what was said holds for it too."""


def passages_again(points: Sequence[PassageRecall]) -> list[PassageRecall]:
    """The passages to teach again, of points that come most lapses first.

    One question may cite several passages, and all of them are weak by it alone. The first of them
    stands for the others: a passage is taken only if a question of its own speaks for it.
    """
    return [point for point, _ in _with_questions(points)]


def telling_questions(points: Sequence[PassageRecall]) -> list[ItemRecall]:
    """For each of these passages the question to name: the weakest that none before has named."""
    return [item for _, item in _with_questions(points)]


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


def _with_questions(points: Sequence[PassageRecall]) -> list[tuple[PassageRecall, ItemRecall]]:
    chosen: dict[str, tuple[PassageRecall, ItemRecall]] = {}
    for point in points:
        fresh = [item for item in point.items if item.met and item.item_id not in chosen]
        if point.passage and fresh and len(chosen) < MOST_PASSAGES:
            weakest = max(fresh, key=_lapses)
            chosen[weakest.item_id] = point, weakest
    return list(chosen.values())


def _lapses(item: ItemRecall) -> float:
    return item.lapses
