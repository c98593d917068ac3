"""Whoever has not read the article gains nothing by a rule of thumb on the shipped questions.yaml.

By hand, beside `quizapp check --audit`, which is held against other banks elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.audit.memory import remembered
from quizapp.domain.items import ChoiceItem
from tests.support.linting import ABSOLUTES, words
from tests.support.places import SHIPPED_BANK

CHANCE_MARGIN = 0.11
"""How far a strategy may beat chance: 1.645 standard errors (one-sided 95 %) for 43 items."""

CAREFUL_WORDS = {"almost", "around", "can", "could", "many", "may", "might", "most", "some"}


@dataclass(frozen=True)
class Look:
    """What someone who has not read the article sees of one option."""

    stem: str
    option: str
    others: tuple[str, ...]


def long_words(text: str) -> set[str]:
    return {word for word in words(text) if len(word) > 3}


def likeness(look: Look) -> int:
    return sum(len(long_words(look.option) & long_words(other)) for other in look.others)


def alphabetical_rank(look: Look) -> int:
    return sum(other.lower() < look.option.lower() for other in look.others)


STRATEGIES: dict[str, Callable[[Look], int]] = {
    "the longest option": lambda look: len(look.option),
    "the shortest option": lambda look: -len(look.option),
    "most of the stem": lambda look: len(long_words(look.option) & long_words(look.stem)),
    "no absolutes": lambda look: -len(words(look.option) & ABSOLUTES),
    "the most careful words": lambda look: len(words(look.option) & CAREFUL_WORDS),
    "most like the others": likeness,
    "the odd one out": lambda look: -likeness(look),
    "first by the alphabet": lambda look: -alphabetical_rank(look),
    "last by the alphabet": alphabetical_rank,
}


@pytest.fixture(scope="module")
def choices() -> list[ChoiceItem]:
    bank = read_bank(SHIPPED_BANK.read_bytes()).bank
    assert bank is not None
    return [item for item in bank.items.values() if isinstance(item, ChoiceItem)]


def share_won(items: list[ChoiceItem], score: Callable[[Look], int]) -> float:
    """The share of keys that someone finds who picks by score and guesses between equals."""
    won = 0.0
    for item in items:
        options = [item.key.text, *(distractor.text for distractor in item.distractors)]
        scores = [
            score(Look(item.stem, option, tuple(set(options) - {option}))) for option in options
        ]
        won += (scores[0] == max(scores)) / scores.count(max(scores))
    return won / len(items)


def test_the_key_is_seldom_the_longest_or_the_shortest_option(choices: list[ChoiceItem]) -> None:
    def is_extreme(item: ChoiceItem, extreme: Callable[[list[int]], int]) -> bool:
        lengths = [len(distractor.text) for distractor in item.distractors]
        return extreme([*lengths, len(item.key.text)]) not in lengths

    longest = sum(is_extreme(item, max) for item in choices)
    shortest = sum(is_extreme(item, min) for item in choices)

    assert longest <= 0.3 * len(choices)
    assert shortest <= 0.3 * len(choices)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_naive_strategy_does_not_beat_chance(choices: list[ChoiceItem], strategy: str) -> None:
    chance = sum(1 / (1 + len(item.distractors)) for item in choices) / len(choices)

    assert share_won(choices, STRATEGIES[strategy]) <= chance + CHANCE_MARGIN


@pytest.mark.slow
def test_whoever_remembers_only_earlier_answers_wins_hardly_more_than_chance():
    bank = read_bank(SHIPPED_BANK.read_bytes()).bank
    assert bank is not None

    told = remembered(bank)

    assert told is not None
    assert told.count > 100
    assert told.share <= told.chance + 0.08
