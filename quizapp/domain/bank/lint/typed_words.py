"""Short answers that learners can hardly type, and variants that say nothing new."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import ShortItem
from quizapp.domain.items.problems import Problem
from quizapp.domain.items.short_answers import Forgiving, Wanted, meaning
from quizapp.domain.items.short_answers.plurals import has_plurals
from quizapp.domain.items.written_numbers import number_readings

MOST_WORDS = 6
"""Who has to type more says it in words of their own, and is marked wrong for them."""


def too_long_to_type(writing: Writing) -> Iterator[Problem]:
    """Warn of a key that is a sentence rather than an answer."""
    item = writing.item
    if isinstance(item, ShortItem) and len(item.key.split()) > MOST_WORDS:
        words = len(item.key.split())
        message = f"This answer has {words} words; learners will say it in others."
        yield Problem("W545", ("key",), message)


def number_as_words(writing: Writing) -> Iterator[Problem]:
    """Warn of a key that is a number: `1.5 million` and `1500000` are two texts, and one number."""
    item = writing.item
    if isinstance(item, ShortItem) and number_readings(item.key, "en", None):
        yield Problem("W546", ("key",), f"“{item.key}” is a number.")


def idle_variants(language: str) -> ItemRule:
    """Return a rule that warns of variants, and of forgiving, that change nothing."""

    def rule(writing: Writing) -> Iterator[Problem]:
        item = writing.item
        if not isinstance(item, ShortItem):
            return
        forgiving = Forgiving.of(item.forgive, language)
        for at, variant in enumerate(item.accept):
            meant = meaning(variant, Wanted((item.key, *item.accept[:at]), forgiving=forgiving))
            if meant.is_right and not meant.slips:
                message = f"“{variant}” counts anyway: it is read as “{meant.answer}”."
                yield Problem("W544", ("accept", at), message)
        if forgiving.allows("plurals") and not has_plurals(forgiving.language):
            message = "Plurals are known of English, French and German alone."
            yield Problem("W544", ("forgive",), message)

    return rule
