"""Which items of a bank an attempt at a quiz asks."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.giveaways.ordering import least_given_away
from quizapp.domain.bank.kept import kept_with_bank

Draw = Callable[[Sequence[str], int, random.Random], Sequence[str]]
"""Takes so many ids of a larger pool, without replacement."""


def evenly(pool: Sequence[str], count: int, rng: random.Random) -> Sequence[str]:
    """Draw so that each item has the same chance."""
    return rng.sample(pool, count)


def asked_items(bank: Bank, quiz: Quiz, rng: random.Random, draw: Draw = evenly) -> tuple[str, ...]:
    """The items of `chosen_items`, those of a shuffled quiz so that they give little away.

    After each answer a quiz shows what may tell the key of another item: that one comes first.
    """
    ids = chosen_items(bank, quiz, rng, draw)
    return least_given_away(bank, ids) if quiz.order == "shuffled" else ids


def chosen_items(
    bank: Bank, quiz: Quiz, rng: random.Random, draw: Draw = evenly
) -> tuple[str, ...]:
    """The ids of the items that one attempt at `quiz` asks, as listed or shuffled.

    A quiz that lists its items asks those; one that picks draws without replacement from the
    items that can be asked in a quiz, from the whole bank or topic by topic. Where fewer exist
    than are wanted, all of them are asked: a bank that shrank must not take a quiz down.

    Args:
        bank: The bank the quiz belongs to.
        quiz: The quiz.
        rng: Dice seeded from the attempt; the same seed gives the same items.
        draw: How a pool is drawn from that has more items than are wanted.
    """
    ids = [
        item_id
        for pool, count in pools(bank, quiz)
        for item_id in (pool if count >= len(pool) else draw(pool, count, rng))
    ]
    if quiz.order == "shuffled":
        rng.shuffle(ids)
    return tuple(ids)


def askable_items(bank: Bank, topic: str | None = None) -> tuple[str, ...]:
    """The ids of all items that can be asked in a quiz, in the order of the bank.

    Items that are held back, because the article has lost what they cite, are not among them.
    """
    return _askable_by_topic(bank).get(topic, ())


@kept_with_bank
def _askable_by_topic(bank: Bank) -> Mapping[str | None, tuple[str, ...]]:
    """Those of each topic, and under None all of them."""
    askable = [
        item
        for item in bank.items.values()
        if item.id not in bank.held_item_ids and bank.content_of(item.id).questions
    ]
    found = defaultdict[str | None, list[str]](list)
    for item in askable:
        found[item.topic].append(item.id)
        found[None].append(item.id)
    return {topic: tuple(ids) for topic, ids in found.items()}


def item_count(bank: Bank, quiz: Quiz) -> int:
    """How many items an attempt at `quiz` asks."""
    return sum(min(count, len(pool)) for pool, count in pools(bank, quiz))


def pools(bank: Bank, quiz: Quiz) -> list[tuple[Sequence[str], int]]:
    """The items that an attempt at `quiz` draws from, and how many of each."""
    if quiz.item_ids is not None:
        askable = set(askable_items(bank))
        listed = [item_id for item_id in quiz.item_ids if item_id in askable]
        return [(listed, len(listed))]
    if isinstance(quiz.pick, int):
        return [(askable_items(bank), quiz.pick)]
    return [(askable_items(bank, topic), count) for topic, count in (quiz.pick or {}).items()]


def has_drawn(bank: Bank, quiz: Quiz, item_ids: Sequence[str]) -> bool:
    """Whether an attempt at a quiz that picks may have drawn these items, in whatever way."""
    asked = set(item_ids)
    counts = [len(asked & set(pool)) == min(count, len(pool)) for pool, count in pools(bank, quiz)]
    return all(counts) and len(asked) == len(item_ids) == item_count(bank, quiz)


def is_drawn(bank: Bank, quiz: Quiz) -> bool:
    """Whether an attempt at the quiz asks only some of the items that it could ask."""
    return any(count < len(pool) for pool, count in pools(bank, quiz))
