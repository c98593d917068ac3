"""From nodes to forms, part by part: what is wrong with one item hides nothing in the next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from quizapp.domain.bank.citation_checks import Cited, cited
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.meant_words import WHAT_TELLS, meant_type, type_by_keys
from quizapp.domain.bank.nodes import Mapping, Node, Sequence, entries_at
from quizapp.domain.bank.schema import HeadForm, QuizForm
from quizapp.domain.bank.suggestions import did_you_mean
from quizapp.domain.bank.wording import (
    is_of_the_file,
    note_error,
    value_kind,
    without_misspelt_keys,
)
from quizapp.domain.items import DEFAULT_TYPE, ITEM_TYPES, ItemForm

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True)
class Forms:
    """What could be read: the head if it is whole, and each item and quiz that is."""

    root: Mapping
    head: HeadForm | None
    items: list[tuple[ItemForm, Node]]
    quizzes: list[tuple[QuizForm, Node]]

    @cached_property
    def cited(self) -> Cited | None:
        """The citations of all items; None while the article is broken."""
        sections = entries_at(self.root, "article", "sections")
        return cited(entries_at(self.root, "items"), sections)


def bank_forms(root: Mapping, findings: Findings) -> Forms:
    """Validate head, items and quizzes, each on its own."""
    head = _head(root, findings)
    items = [(_item(node, findings), node) for node in _entries(root, "items", findings)]
    quizzes = [
        (validated(QuizForm, node.data, "A quiz", node, findings), node)
        for node in _entries(root, "quizzes", findings)
    ]
    return Forms(
        root,
        head,
        [(item, node) for item, node in items if item is not None],
        [(quiz, node) for quiz, node in quizzes if quiz is not None],
    )


def _head(root: Mapping, findings: Findings) -> HeadForm | None:
    data = {key: value for key, value in root.data.items() if key not in ("items", "quizzes")}
    return validated(HeadForm, data, "The bank", root, findings)


def _item(node: Node, findings: Findings) -> ItemForm | None:
    if not isinstance(node, Mapping):
        message = f"An item is a group of keys; here is {value_kind(node.data)}."
        findings.add_at("B204", message, node, "Begin with `- id: ...`, then `topic: ...`.")
        return None
    if "type" not in node.data and (meant := type_by_keys(node.data)):
        _note_missing_type(node, meant, findings)
        return None
    written = node.data.get("type", DEFAULT_TYPE)
    form = ITEM_TYPES.get(written) if isinstance(written, str) else None
    if form is None:
        hint = did_you_mean(written, ITEM_TYPES, meant_type(written, ITEM_TYPES))
        findings.add_at("B222", "There is no item type of this name.", node.values["type"], hint)
        return None
    name = f"An item of type {written}"
    return validated(form, node.data, name, node, findings)


def _note_missing_type(node: Mapping, meant: str, findings: Findings) -> None:
    """Note the type, and what else is wrong with an item that it alone would not mend."""
    findings.add_missing("type", WHAT_TELLS[meant], node, example=f"type: {meant}")
    data = {**node.data, "type": meant}
    validated(ITEM_TYPES[meant], data, f"An item of type {meant}", node, findings)


def validated(
    form: type[Form], data: object, name: str, node: Node, findings: Findings
) -> Form | None:
    """Return a form filled in with what a node holds, or note what is wrong with it."""
    try:
        return form.model_validate(data)
    except ValidationError as failure:
        errors = [each for each in failure.errors(include_url=False) if is_of_the_file(each)]
        for error in without_misspelt_keys(errors):
            note_error(error, form, name, node, findings)
        return None


def _entries(root: Mapping, key: str, findings: Findings) -> list[Node]:
    """Return the entries of one of the two lists at the top of the file."""
    node = root.values.get(key)
    is_needed = key == "items"
    if node is None:
        if is_needed:
            findings.add_missing(key, "The bank", root, example=f"{key}:")
        return []
    if isinstance(node, Sequence):
        if is_needed and not node.entries:
            findings.add_at("B208", f"The list `{key}` is empty.", node)
        return node.entries
    message = f"`{key}` should be a list; here is {value_kind(node.data)}."
    hint = "Give each entry a line of its own that begins with `- `."
    findings.add_at("B204", message, root.keys[key], hint)
    return []
