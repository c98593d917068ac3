"""Which items a rule can have something to say about: quick tests, so that most are passed over."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizapp.domain.bank.lint.writing import Writing

Concerned = Callable[[Writing], bool]

_ANY_DIGIT = re.compile(r"\d")


def every(writing: Writing) -> bool:  # noqa: ARG001  like the others
    """Every item."""
    return True


def with_distractors(writing: Writing) -> bool:
    """Items with distractors of their own."""
    return bool(writing.distractor_forms)


def with_figures(writing: Writing) -> bool:
    """Items with distractors of their own, and a digit in an option."""
    if not writing.distractor_forms:
        return False
    texts = [option.text for posed in writing.posed for option in posed.options]
    return _ANY_DIGIT.search(" ".join(texts)) is not None


def with_hint(writing: Writing) -> bool:
    """Items with a hint."""
    return writing.item.hint is not None


def with_stem_and_keys(writing: Writing) -> bool:
    """Items that ask for one of several options, or for some of them."""
    return writing.item.type in ("choice", "multiple")


def of_true_or_false(writing: Writing) -> bool:
    """Statements to judge."""
    return writing.item.type == "true-false"
