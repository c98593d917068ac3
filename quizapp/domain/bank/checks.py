"""Faults between the parts of a bank: ids, topics, citations, and items among their siblings.

Ids, topics and citations are read from the nodes, so that a malformed item is checked as well
and all faults come to light at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.bank.citation_checks import check_citations
from quizapp.domain.bank.codes import ALLOWABLE
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.formula_checks import check_formulas
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, entries_at, key_at, words_at
from quizapp.domain.bank.picture_checks import check_pictures
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.quiz_checks import check_quizzes
from quizapp.domain.bank.short_checks import check_short_answers
from quizapp.domain.bank.siblings import Siblings
from quizapp.domain.bank.suggestions import did_you_mean
from quizapp.domain.bank.term_checks import check_terms
from quizapp.domain.bank.validation import Forms
from quizapp.domain.items import ItemForm


def check_bank(forms: Forms, findings: Findings) -> None:
    """Note every fault that shows only when the parts are held against each other."""
    items = entries_at(forms.root, "items")
    sections = entries_at(forms.root, "article", "sections")
    siblings = Siblings(item for item, _ in forms.items)
    _check_ids(items, "an item", findings)
    _check_ids(sections, "a section", findings)
    _check_ids(entries_at(forms.root, "quizzes"), "a quiz", findings)
    _check_topics(items, forms.root.values.get("topics"), findings)
    _check_items(forms.items, siblings, findings)
    check_terms(items, forms.items, findings)
    check_short_answers(forms.root, forms.items, findings)
    _check_allowances(forms.items, findings)
    check_citations(forms.cited, findings)
    check_quizzes(forms, siblings, findings)
    check_formulas(forms.root, findings)
    check_pictures(forms.root, findings)


def _check_ids(nodes: Iterable[Node], owner: str, findings: Findings) -> None:
    first: dict[str, Scalar] = {}
    for node in nodes:
        for word in words_at(node, "id"):
            earlier = first.setdefault(word.text, word.node)
            if earlier is not word.node:
                line = findings.lines.number(earlier.start)
                message = f"`{word.text}` is already the id of {owner}, in line {line}."
                findings.add_at("B301", message, word.node)


def _check_topics(items: Iterable[Node], topics: Node | None, findings: Findings) -> None:
    if not isinstance(topics, Mapping):
        return
    by_title = {str(title).casefold(): key for key, title in topics.data.items()}
    for node in items:
        for word in words_at(node, "topic"):
            if word.text not in topics.keys:
                hint = did_you_mean(word.text, topics.keys, by_title.get(word.text.casefold()))
                findings.forget("B206", word.node)
                findings.add_at("B302", f"There is no topic `{word.text}`.", word.node, hint)


def _check_items(
    items: Iterable[tuple[ItemForm, Node]], siblings: Siblings, findings: Findings
) -> None:
    for item, node in items:
        for problem in item.problems(siblings.of(item)):
            note_problem(problem, node, findings)


def _check_allowances(items: Iterable[tuple[ItemForm, Node]], findings: Findings) -> None:
    for item, node in items:
        for code in item.allow:
            if code not in ALLOWABLE:
                key = key_at(node, ("allow", code)) or node
                hint = did_you_mean(code, ALLOWABLE)
                findings.add_at("B226", f"No item can allow `{code}`.", key, hint)
