"""Ways of choosing items and of putting them in order, for a quiz that lists them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from quizapp.domain.bank import Bank


def by_topic(bank: Bank, item_ids: Sequence[str]) -> tuple[str, ...]:
    """Return items topic by topic, in the order of the topics; within one as they were."""
    places = {topic: place for place, topic in enumerate(bank.topics)}
    return tuple(sorted(item_ids, key=lambda each: places[bank.items[each].topic]))


def by_article(bank: Bank, item_ids: Sequence[str]) -> tuple[str, ...]:
    """Return items in the order of what they cite first; those that cite nothing come last."""
    places = {passage.id: place for place, passage in enumerate(bank.article.passages)}

    def first(item_id: str) -> int:
        cited = (places[quote.passage_id] for quote in bank.content_of(item_id).quotes)
        return min(cited, default=len(places))

    return tuple(sorted(item_ids, key=first))


def drawn(pool: Sequence[str], count: int, rng: random.Random) -> tuple[str, ...]:
    """Return so many of a pool, by chance, in the order of the pool; of a small one all."""
    chosen = set(rng.sample(pool, min(count, len(pool))))
    return tuple(each for each in pool if each in chosen)


def drawn_by_topic(
    topics: Mapping[str, str], pool: Sequence[str], count: int, rng: random.Random
) -> tuple[str, ...]:
    """Return so many of each topic, by chance; `topics` has the topic of each item."""
    groups: dict[str, list[str]] = {}
    for item_id in pool:
        groups.setdefault(topics[item_id], []).append(item_id)
    return tuple(each for group in groups.values() for each in drawn(group, count, rng))
