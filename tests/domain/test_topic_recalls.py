"""The recall of topics, from that of their items."""

from __future__ import annotations

from quizapp.domain.bank import read_bank
from quizapp.domain.topic_recalls import TopicRecall, topic_recalls
from tests.support.places import SMALL_BANK


def test_a_topic_has_the_mean_of_what_was_met_and_none_before():
    bank = read_bank(SMALL_BANK.read_bytes()).bank
    assert bank is not None

    found = topic_recalls(bank, {"what-pulls": 0.5, "neap": 1.0, "has-left": 0.1})

    assert found == [
        TopicRecall("The pull of the moon", 0.75, 2, 4),
        TopicRecall("On the shore", None, 0, 4),
    ]
