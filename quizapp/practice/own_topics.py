"""The topics of banks, as a learner stands with the questions of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.domain.bank import Bank
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import plan_id
from quizapp.practice.way import Standing, Standings, known_first, standing_of


@dataclass(frozen=True)
class OwnTopic(Standings):
    """A topic that has open questions; `language` is that of its title."""

    topic_id: str
    bank_id: str
    title: str
    language: str

    @property
    def share(self) -> float:
        """The share of its questions that are known now, from 0 to 1."""
        return self.known / len(self.standings)


def weakest_first(topics: Iterable[OwnTopic]) -> list[OwnTopic]:
    """Those that were begun, the least known of them first; then those that were not."""
    return sorted(topics, key=lambda topic: (not topic.is_begun, topic.share))


def own_topics(banks: Sequence[Bank], items: Iterable[PlanItem], today: date) -> list[OwnTopic]:
    """The topics of banks, in their order. Items are those that are open."""
    found = defaultdict[str, list[Standing]](list)
    for item in items:
        found[item.topic].append(standing_of(item, today))
    return [
        OwnTopic(known_first(found[name]), topic_id, bank.id, title, bank.language)
        for bank in banks
        for topic_id, title in bank.topics.items()
        if (name := plan_id(ItemKey(bank.id, topic_id))) in found
    ]
