"""Match and sort items whose parts all have the same answer."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import MatchItem, SortItem
from quizapp.domain.items.content import option_words
from quizapp.domain.items.problems import Problem


def same_throughout(writing: Writing) -> Iterator[Problem]:
    """Warn where all prompts share one answer, or all statements one box."""
    item = writing.item
    if isinstance(item, MatchItem):
        if len({option_words(answer) for answer in item.pairs.values()}) == 1:
            yield Problem("W540", ("pairs",), "All prompts have the same answer.")
    elif isinstance(item, SortItem) and len({box for _, box in item.pairs}) == 1:
        yield Problem("W540", ("boxes",), "All statements belong into the same box.")
