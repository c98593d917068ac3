"""Validation errors in plain words, at their places.

Pydantic says which rule was broken; a teacher wants to know what belongs here and what is here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from quizapp.domain.bank.codes import CODES
from quizapp.domain.bank.comments import quotes_for_comment
from quizapp.domain.bank.diagnostics import Fault, Findings
from quizapp.domain.bank.foreign_marks import (
    list_mark,
    odd_character,
    odd_space,
    odd_space_words,
)
from quizapp.domain.bank.meant_words import meant_key
from quizapp.domain.bank.nodes import Mapping, Node, Path, Scalar, key_at, node_at, place_of
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.schema import (
    ArticleForm,
    BankForm,
    HeadForm,
    NoteForm,
    PassageForm,
    PictureForm,
    SectionForm,
)
from quizapp.domain.bank.suggestions import did_you_mean, nearest_name
from quizapp.domain.items import ITEM_TYPES, ItemForm
from quizapp.domain.shortening import shortened

_QUOTED = re.compile(r"'([^']*)'")
_SECTIONS = ("article", "sections")
_ENTRIES: dict[str | int, tuple[str, type[BaseModel]]] = {
    "passage": ("A passage", PassageForm),
    "note": ("A note", NoteForm),
}

_NOTHING = ("B203", "{subject} has nothing after it.", None)
_TEXT_WANTED = (
    "B204",
    "{subject} should be a text; here is {kind}.",
    'A colon followed by a space makes a group of keys: put the text in quotes, "...".',
)
_SEVERAL_KEYS = (
    "If several answers are right, write `type: multiple`, and `keys:` in place of `key:`. "
    "Otherwise keep one of them."
)
_LIST_WANTED = (
    "B204",
    "{subject} should be a list; here is {kind}.",
    "Give each entry a line of its own that begins with `- `.",
)
_GROUP_WANTED = (
    "B204",
    "{subject} should be a group of keys; here is {kind}.",
    "Write each key on a line of its own, indented: `key: value`.",
)
_RULES: dict[str, tuple[str, str, str | None]] = {
    "string_type": _TEXT_WANTED,
    "tuple_type": _LIST_WANTED,
    "list_type": _LIST_WANTED,
    "dict_type": _GROUP_WANTED,
    "model_type": _GROUP_WANTED,
    "string_too_short": _NOTHING,
    "string_too_long": ("B207", "{subject} is longer than {max_length} characters.", None),
    "string_pattern_mismatch": ("B206", "“{value}” cannot be an id.", None),
    "literal_error": ("B205", "“{value}” cannot be {subject}.", None),
    "too_short": ("B208", "{subject} has too few entries: {min_length} at least.", None),
    "too_long": ("B209", "{subject} has too many entries: {max_length} at most.", None),
    "greater_than_equal": ("B210", "{subject} is {ge} at least.", None),
    "less_than_equal": ("B210", "{subject} is {le} at most.", None),
}
"""What pydantic's errors are to us: a code, a message, and a hint if it beats the code's own."""


def note_error(
    error: ErrorDetails, form: type[BaseModel], name: str, node: Node, findings: Findings
) -> None:
    """Turn one error that pydantic found in a form, called `name`, into a finding."""
    path = _path(error)
    if error["type"] in ("missing", "extra_forbidden"):
        _note_wrong_key(error["type"], path, *_owner(error["loc"], form, name), node, findings)
        return
    code, message, hint = _words(error, path)
    place = place_of(node, path)
    if path and path[-1] == "[key]":
        place = key_at(node, path[:-1]) or place
    is_list_wanted = message == _message(_LIST_WANTED, error, path)
    if is_list_wanted and (mark := _foreign_mark(node_at(node, path), findings.lines)):
        findings.add(*mark)
        return
    if code == "B203" and isinstance(place, Scalar):
        hint = quotes_for_comment(findings.lines, place) or hint
    findings.add_at(code, message, place, hint)


def _foreign_mark(node: Node, lines: Lines) -> Fault | None:
    """Find what keeps something from being the list that it looks like, if that shows."""
    numbers = range(lines.number(node.start), lines.number(node.end) + 1)
    return list_mark(lines, numbers) or odd_space(lines, numbers)


def is_of_the_file(error: ErrorDetails) -> bool:
    """Whether an error is about what is written.

    Pydantic also calls a list too short whose entries it has just refused.
    """
    return not (error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def without_misspelt_keys(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out that a key is missing where an unknown key is most likely that one, misspelt."""
    missing = {each["loc"] for each in errors if each["type"] == "missing"}
    unknown = [each["loc"] for each in errors if each["type"] == "extra_forbidden"]
    for path in unknown:
        missing -= {_meant_path(path, missing)}
    return [each for each in errors if each["type"] != "missing" or each["loc"] in missing]


def _meant_path(path: Path, missing: Iterable[Path]) -> Path | None:
    """Return the missing key that an unknown one beside it most likely is."""
    names = [str(each[-1]) for each in missing if each[:-1] == path[:-1]]
    meant = meant_key(path[-1], names) or nearest_name(path[-1], names)
    return (*path[:-1], meant) if meant else None


def value_kind(value: object) -> str:
    """Say in words what stands at a place."""
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else "a text"


def _note_wrong_key(
    fault: str, path: Path, owner: str, form: type[BaseModel], node: Node, findings: Findings
) -> None:
    key = path[-1]
    if fault == "missing":
        place = place_of(node, path[:-1])
        findings.add_missing(str(key), owner, place, example=f"{key}: ...")
    else:
        place = key_at(node, path) or node
        if odd := odd_character(str(key)):
            message, hint = odd_space_words(odd)
            findings.add_at("Y125", message, place, hint)
            return
        group = node_at(node, path[:-1])
        taken = group.keys if isinstance(group, Mapping) else ()
        hint = _hint_for_unknown_key(str(key), form, taken)
        findings.add_at("B202", f"{owner} has no key `{key}`.", place, hint)


def _hint_for_unknown_key(key: str, form: type[BaseModel], taken: Collection[str]) -> str | None:
    """Name the key that was most likely meant, or the type that has such a key."""
    free = [name for name in form.model_fields if name not in taken]
    if meant := meant_key(key, free):
        return f"Did you mean `{meant}`?"
    if meant := meant_key(key, form.model_fields):
        return f"It may belong under `{meant}`, which is written here already."
    if form is NoteForm and key in PassageForm.model_fields:
        return "A note is the bank's own. Give the article's words an entry of their own."
    if issubclass(form, ItemForm):
        having = [name for name, other in ITEM_TYPES.items() if key in other.model_fields]
        if len(having) == 1:
            return f"Only an item with `type: {having[0]}` has it."
    others = ["note"] if form is PassageForm else []
    return did_you_mean(key, [*form.model_fields, *others])


def _path(error: ErrorDetails) -> Path:
    """Return the path in the file, without pydantic's steps that tell two kinds of a thing apart.

    In a section one of them stands after `text`, and another one after the number of an entry.
    """
    path = error["loc"]
    if path[:2] == _SECTIONS and path[3:4] == ("text",):
        return (*path[:4], *path[5:6], *path[7:])
    return (path[0], *path[2:]) if len(path) > 1 and path[0] == "pick" else path


def _owner(path: Path, form: type[BaseModel], name: str) -> tuple[str, type[BaseModel]]:
    """Return the name and form of the group that the last of pydantic's steps belongs to."""
    if form is not HeadForm:
        return name, form
    if path[:2] == _SECTIONS and len(path) > 7:
        return _ENTRIES[path[6]]
    if "sections" in path[:-1]:
        return "A section", SectionForm
    if path[0] == "pictures" and len(path) > 2:
        return "A picture", PictureForm
    return ("The article", ArticleForm) if len(path) > 1 else (name, BankForm)


def _words(error: ErrorDetails, path: Path) -> tuple[str, str, str | None]:
    """Return code, message and hint for a value that is wrong."""
    written: Any = error["input"]
    context = error.get("ctx", {})
    if error["type"] in CODES and written is not None:
        is_key_list = path == ("key",) and isinstance(written, list)
        return error["type"], error["msg"], _SEVERAL_KEYS if is_key_list else None
    rule = _NOTHING if written is None else _RULES[error["type"]]
    code, _, hint = rule
    if code == "B205":
        hint = did_you_mean(written, _QUOTED.findall(context["expected"]))
    return code, _message(rule, error, path), hint


def _message(rule: tuple[str, str, str | None], error: ErrorDetails, path: Path) -> str:
    written: Any = error["input"]
    words = {
        "subject": _subject(path),
        "value": shortened(str(written), 60),
        "kind": value_kind(written),
    }
    return rule[1].format(**words, **error.get("ctx", {}))


def _subject(path: Path) -> str:
    """Return what a message calls the thing at a path."""
    names = [part for part in path if isinstance(part, str) and part != "[key]"]
    name = f"`{names[-1]}`" if names else "this"
    return f"Entry {path[-1] + 1} of {name}" if path and isinstance(path[-1], int) else name
