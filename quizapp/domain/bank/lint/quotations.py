"""Words that the article quotes from somebody, and an item as if nobody had said them (English)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.lint.figures import attributed_sentences, names_a_source, told
from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Writing, words
from quizapp.domain.items.problems import Problem

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")

_FEWEST_WORDS = 2
"""A single word in quotes is more often a word at a distance than a quotation."""


def unattributed_quotations(article: Iterable[str]) -> ItemRule:
    """Return the rule for items about an article, of which the passages' texts are given."""
    sentences = attributed_sentences(article)
    attributed = [quoted for sentence in sentences for quoted in _quotations(sentence)]

    def rule(writing: Writing) -> Iterator[Problem]:
        """Warn of a quotation whose speaker the article names, and the item does not."""
        if names_a_source(writing):
            return
        for path, text in told(writing):
            for quotation in _QUOTED.findall(text):
                if any(_holds(whole, words(quotation)) for whole in attributed):
                    message = f"The article says who said “{quotation}”; this item does not."
                    yield Problem("W556", path, message, part=quotation)
                    return

    return rule if attributed else lambda _: iter(())


def _quotations(sentence: str) -> Iterator[tuple[str, ...]]:
    return map(words, _QUOTED.findall(sentence))


def _holds(whole: tuple[str, ...], quoted: tuple[str, ...]) -> bool:
    """Whether the words are quoted from these, in whole or in part."""
    is_enough = len(quoted) >= _FEWEST_WORDS
    return is_enough and f" {' '.join(quoted)} " in f" {' '.join(whole)} "
