"""Short answers by the language of their bank: whether what is told as wrong counts as right."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node, words_at
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.items import ItemForm, ShortItem


def check_short_answers(
    root: Mapping, items: Iterable[tuple[ItemForm, Node]], findings: Findings
) -> None:
    """Note known wrong answers that are read as right ones: nobody would be told of them."""
    language = next((word.text for word in words_at(root, "language")), "")
    for item, node in items:
        if isinstance(item, ShortItem):
            for problem in item.contradictions(language):
                note_problem(problem, node, findings)
