"""Terms that are never to stand together, and whether the file means what it says of them.

Read from the nodes, so that a term with other faults is still one that others may name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Node, text_at, words_at
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.suggestions import did_you_mean
from quizapp.domain.items import ItemForm, TermItem
from quizapp.domain.items.content import option_words
from quizapp.domain.items.problems import Problem


def check_terms(
    nodes: Sequence[Node], items: Iterable[tuple[ItemForm, Node]], findings: Findings
) -> None:
    """Note names in `not_beside` that lead nowhere, and options that should not be together."""
    terms = [(item, node) for item, node in items if isinstance(item, TermItem)]
    if any(item.not_beside for item, _ in terms):
        _check_names(nodes, findings)
        _check_own_options(terms, findings)


def _check_names(nodes: Iterable[Node], findings: Findings) -> None:
    terms = [node for node in nodes if text_at(node, "type") == "term"]
    ids = [item_id for node in terms if (item_id := text_at(node, "id"))]
    known = set(ids)
    for node in terms:
        own = text_at(node, "id")
        for word in words_at(node, "not_beside"):
            if word.text == own:
                findings.add_at("B311", "This is the term itself.", word.node)
            elif word.text not in known:
                hint = did_you_mean(word.text, [other for other in ids if other != own])
                findings.add_at("B311", f"There is no term `{word.text}`.", word.node, hint)


def _check_own_options(terms: Sequence[tuple[TermItem, Node]], findings: Findings) -> None:
    apart = _words_apart([item for item, _ in terms])
    for item, node in terms:
        shown = [option_words(item.term)]
        for at, form in enumerate(item.distractors):
            words = option_words(form.text)
            if other := next((each for each in shown if (words, each) in apart), None):
                message = f"“{form.text}” stands beside “{other}” here: `not_beside` rules it out."
                note_problem(Problem("B312", ("distractors", at), message), node, findings)
            shown.append(words)


def _words_apart(terms: Sequence[TermItem]) -> set[tuple[str, str]]:
    by_id: Mapping[str, str] = {item.id: option_words(item.term) for item in terms}
    named = [
        (option_words(item.term), by_id[other])
        for item in terms
        for other in item.not_beside
        if other in by_id
    ]
    return {*named, *((other, one) for one, other in named)}
