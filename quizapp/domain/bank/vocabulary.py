"""The words of the bank language by their place, for an editor that completes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.domain.bank.json_schema import json_schema

Words = dict[str, list[str]]
"""Keys in the order in which they are best written; those with fixed values name them."""


def vocabulary() -> dict[str, Any]:
    """The keys that may stand at each place of the file, taken from its JSON Schema.

    `items` has the keys of each type, `needed` those without which an item of a type is not whole;
    `passages` has those of the entries of a section's text, where that is a list.
    """
    schema = json_schema()
    forms = schema["$defs"]
    items = [forms[_name(choice)] for choice in schema["properties"]["items"]["items"]["oneOf"]]
    return {
        "bank": _words(schema),
        "article": _words(forms["ArticleForm"]),
        "sections": _words(forms["SectionForm"]),
        "passages": _words(forms["PassageForm"]) | _words(forms["NoteForm"]),
        "quizzes": _words(forms["QuizForm"]),
        "types": [_type(item) for item in items],
        "items": {_type(item): _words(item) for item in items},
        "needed": {_type(item): _needed(item) for item in items},
    }


def _words(form: Mapping[str, Any]) -> Words:
    needed = _needed(form)
    names = [*needed, *(name for name in form["properties"] if name not in needed)]
    return {name: _values(form["properties"][name]) for name in names}


def _needed(form: Mapping[str, Any]) -> list[str]:
    """Return the keys without which a form is not whole, in the commonest way to fill it in."""
    ways: Sequence[Mapping[str, Any]] = form.get("anyOf", ())
    return [*form["required"], *(name for way in ways[:1] for name in way["required"])]


def _values(written: Mapping[str, Any]) -> list[str]:
    values: list[str] = written.get("enum") or written.get("items", {}).get("enum", [])
    return values


def _type(item: Mapping[str, Any]) -> str:
    name: str = item["properties"]["type"]["const"]
    return name


def _name(choice: Mapping[str, str]) -> str:
    return choice["$ref"].rsplit("/", 1)[1]
