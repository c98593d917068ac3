"""How much of each topic of a bank a learner is likely to recall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from quizapp.domain.bank import Bank


@dataclass(frozen=True)
class TopicRecall:
    """The mean predicted recall, from 0 to 1, of a topic's items that were met at least once."""

    title: str
    recall: float | None
    seen: int
    total: int


def topic_recalls(bank: Bank, recalls: Mapping[str, float]) -> list[TopicRecall]:
    """The topics in the order of the bank, from the recall of each item that was met."""
    met: dict[str, list[float]] = {topic: [] for topic in bank.topics}
    for item_id, recall in recalls.items():
        if item_id in bank.items:
            met[bank.items[item_id].topic].append(recall)
    totals = Counter(item.topic for item in bank.items.values())
    return [
        TopicRecall(
            title, fmean(met[topic]) if met[topic] else None, len(met[topic]), totals[topic]
        )
        for topic, title in bank.topics.items()
    ]
