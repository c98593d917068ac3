"""Formulas in the texts of a bank: that they can be read, and that nothing is almost one.

They are looked for in the nodes, so that those of a malformed item are found as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence, entries_at, words_at
from quizapp.domain.items.gaps import GAP
from quizapp.domain.maths import (
    Formula,
    UnreadableFormula,
    almost_formulas,
    formulas,
    is_command,
    mathml,
)
from quizapp.domain.shortening import shortened

_OF_ITEMS_UNREAD = {
    "id",
    "type",
    "topic",
    "level",
    "drills",
    "author_note",
    "allow",
    "cites",
    "kind",
}
_OF_QUIZZES_READ = {"intro", "content_note"}
_DOLLARS = re.compile(r"\$(?=\S)([^$]*)(?<=\S)\$")
_ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*(\\[a-zA-Z]+)")


def check_formulas(root: Mapping, findings: Findings) -> None:
    """Note each formula that cannot be read, and each gap within one."""
    _check_texts(_texts(root), findings)


def check_translated_formulas(root: Mapping, findings: Findings) -> None:
    """Note them in a translation, whose items stand by their ids."""
    items = root.values.get("items")
    for item in items.values.values() if isinstance(items, Mapping) else ():
        _check_texts(_texts_of(item), findings)
    if "article" in root.values:
        _check_texts(((each, False) for each in _scalars(root.values["article"])), findings)


def _check_texts(texts: Iterable[tuple[Scalar, bool]], findings: Findings) -> None:
    for scalar, is_gapped in texts:
        if "$" not in (scalar.data or ""):
            continue
        _check_quotes(scalar, findings)
        for formula in formulas(scalar.data or ""):
            if is_gapped and GAP.search(formula.tex):
                message = f"A gap stands within the formula {_shown(formula)}."
                _note("B263", message, formula.tex, scalar, findings)
            else:
                _check_formula(formula, scalar, findings)


def check_dollars(root: Mapping, findings: Findings) -> None:
    """Warn of what is almost a formula in the article, and of formulas in titles."""
    for scalar in _passages(root):
        for almost in almost_formulas(scalar.data or ""):
            _note("W547", almost_message(almost), almost, scalar, findings)
    for scalar in _titles(root):
        for formula in formulas(scalar.data or ""):
            message = f"{_shown(formula)} stands in a title, where it is not set as a formula."
            _note("W548", message, formula.tex, scalar, findings)


def almost_message(almost: str) -> str:
    """Say that this is not read as a formula."""
    return f"“{shortened(' '.join(almost.split()), 60)}” is not read as a formula."


def _check_formula(formula: Formula, scalar: Scalar, findings: Findings) -> None:
    try:
        mathml(formula.tex, is_by_itself=formula.is_by_itself)
    except UnreadableFormula as why:
        message = f"The formula {_shown(formula)} cannot be read. {why}."
        _note("B262", message, formula.tex, scalar, findings)


def _check_quotes(scalar: Scalar, findings: Findings) -> None:
    """Note a command between double quotes, where YAML has letters behind a backslash for signs."""
    if findings.lines.text[scalar.start] != '"':
        return
    for within in _DOLLARS.finditer(findings.lines.text, scalar.start, scalar.end):
        commands = _ESCAPES.finditer(findings.lines.text, *within.span(1))
        if escape := next((each for each in commands if is_command(each[1])), None):
            message = f"Between double quotes YAML takes `{escape[1][:2]}` for a sign of its own."
            hint = "Put the text in single quotes, '...', or write the backslash twice."
            findings.add("B262", message, *escape.span(1), hint)


def _note(code: str, message: str, part: str, scalar: Scalar, findings: Findings) -> None:
    """Note it where the part stands, or at the whole text where quotes or folding change it."""
    pattern = r"\s+".join(map(re.escape, part.split()))
    found = re.compile(pattern).search(findings.lines.text, scalar.start, scalar.end)
    start, end = found.span() if found else (scalar.start, scalar.end)
    findings.add(code, message, start, end)


def _shown(formula: Formula) -> str:
    return f"`{shortened(' '.join(formula.tex.split()), 60)}`"


def _texts(root: Mapping) -> Iterator[tuple[Scalar, bool]]:
    """Yield the texts in which formulas are set, and whether what is in braces is a gap there."""
    for item in entries_at(root, "items"):
        yield from _texts_of(item)
    for quiz in entries_at(root, "quizzes"):
        for name in _OF_QUIZZES_READ:
            yield from ((word.node, False) for word in words_at(quiz, name))
    yield from ((scalar, False) for scalar in _passages(root))


def _texts_of(item: Node) -> Iterator[tuple[Scalar, bool]]:
    for name, value in item.values.items() if isinstance(item, Mapping) else ():
        if name not in _OF_ITEMS_UNREAD:
            yield from ((scalar, name == "text") for scalar in _scalars(value))


def _passages(root: Mapping) -> Iterator[Scalar]:
    for section in entries_at(root, "article", "sections"):
        if isinstance(section, Mapping) and "text" in section.values:
            yield from _scalars(section.values["text"])


def _titles(root: Mapping) -> Iterator[Scalar]:
    article = root.values.get("article", root)
    yield from (word.node for word in (*words_at(root, "title"), *words_at(article, "title")))
    yield from _scalars(root.values["topics"]) if "topics" in root.values else ()
    for part in (*entries_at(root, "article", "sections"), *entries_at(root, "quizzes")):
        yield from (w.node for w in (*words_at(part, "heading"), *words_at(part, "title")))


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield every text of a node; those before colons are texts as well, as options are."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for entry in node.entries:
            yield from _scalars(entry)
    else:
        for name, value in node.values.items():
            yield node.keys[name]
            yield from _scalars(value)
