"""The rows of a table as items, and items as rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.positions import Span
from quizapp.domain.items import (
    ITEM_TYPES,
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MultipleItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.gathering import Draft, Gathering
from quizapp.exchange.tables.columns import NUMBERED, SINGLE, Column, column_of
from quizapp.exchange.texts import is_id

_OF_GAP = re.compile(r"\{\{([^{}]*)\}\}\s*(.*)", re.DOTALL)
_SHARED = ("hint", "explanation", "level", "author_note", "credit")

Cells = Mapping[Column, str]


class RowTaker:
    """Takes the rows of a table whose header it has read."""

    def __init__(self, header: Sequence[str], span: Span, into: Gathering) -> None:
        self._into = into
        self._columns = [column_of(name) for name in header]
        self._note_unknown(header, span)
        names = {column[0] for column in self._columns if column}
        self.is_usable = "stem" in names and ("key" in names or "type" in names)
        if not self.is_usable:
            message = "The first row has to name columns, at least `stem` and `key`."
            into.note("X601", message, span)

    def _note_unknown(self, header: Sequence[str], span: Span) -> None:
        pairs = zip(header, self._columns, strict=True)
        unknown = [name.strip() for name, column in pairs if column is None and name.strip()]
        if unknown:
            self._into.note("X613", f"These columns are not known: {', '.join(unknown)}.", span)

    def take(self, row: Sequence[str], span: Span) -> None:
        """Make an item of a row; an empty row is passed over."""
        if not any(cell.strip() for cell in row):
            return
        if any(cell.strip() for cell in row[len(self._columns) :]):
            self._into.note("X613", "This row has more cells than the header.", span)
        cells = {
            column: cell.strip()
            for column, cell in zip(self._columns, row, strict=False)
            if column is not None and cell.strip()
        }
        written = _with_options_sorted(cells, span, self._into)
        if written is not None:
            self._into.add(_draft(written, span))


def header_for(bank: Bank) -> list[Column]:
    """Return the columns that the items of a bank need, in an order fit for reading."""
    used = {column for item in bank.items.values() for column in cells_of(item, bank)}
    order = {name: at for at, name in enumerate(("id", "type", "topic", "topic_title", "stem"))}
    rest = {name: at for at, name in enumerate((*NUMBERED, *SINGLE), start=len(order))}
    places = {**rest, **order}
    paired = {"key_feedback": "key", "distractor_feedback": "distractor"}
    return sorted(
        used,
        key=lambda column: (places[paired.get(column[0], column[0])], column[1], column[0]),
    )


def header_name(column: Column) -> str:
    """Return how a column is headed."""
    name, number = column
    return f"{name}_{number}" if name in NUMBERED and (name, number) != ("key", 1) else name


def cells_of(item: ItemForm, bank: Bank) -> dict[Column, str]:
    """Return the cells of an item's row, empty ones left out."""
    cells: dict[Column, str] = {
        ("id", 1): item.id,
        ("type", 1): item.type,
        ("topic", 1): item.topic,
        ("topic_title", 1): bank.topics[item.topic],
        **{(name, 1): getattr(item, name, None) or "" for name in _SHARED},
        ("drills", 1): " ".join(item.drills),
        **{("cites", number): words for number, words in enumerate(item.cites, start=1)},
        **_own_cells(item),
    }
    return {column: cell for column, cell in cells.items() if cell}


def _own_cells(item: ItemForm) -> dict[Column, str]:
    if isinstance(item, ChoiceItem):
        options = {**_options("key", [item.key]), **_options("distractor", item.distractors)}
        return {("stem", 1): item.stem, **options}
    if isinstance(item, MultipleItem):
        options = {**_options("key", item.keys), **_options("distractor", item.distractors)}
        return {("stem", 1): item.stem, **options}
    if isinstance(item, TrueFalseItem):
        feedback = {("distractor_feedback", 1): item.feedback or ""}
        return {("stem", 1): item.stem, ("key", 1): str(item.key).lower(), **feedback}
    if isinstance(item, ClozeItem):
        of_gaps = [
            OptionForm(text=f"{{{{{gap}}}}} {form.text}", feedback=form.feedback)
            for gap, forms in item.distractors.items()
            for form in forms
        ]
        return {("stem", 1): item.text, **_options("distractor", of_gaps)}
    if isinstance(item, TermItem):
        return {("stem", 1): item.definition, ("key", 1): item.term}
    return {}


def _options(name: str, forms: Sequence[OptionForm]) -> dict[Column, str]:
    texts = {(name, number): form.text for number, form in enumerate(forms, start=1)}
    feedback = {
        (f"{name}_feedback", number): form.feedback or ""
        for number, form in enumerate(forms, start=1)
    }
    return {**texts, **feedback}


def _draft(cells: Cells, span: Span) -> Draft:
    wanted = cells.get(("type", 1), "").lower() or _guessed_type(cells)
    fields: dict[str, Any] = {name: cells.get((name, 1), "") for name in _SHARED}
    fields["cites"] = [cell for column, cell in sorted(cells.items()) if column[0] == "cites"]
    fields["drills"] = cells.get(("drills", 1), "").replace(",", " ").split()
    own = _OWN_FIELDS[wanted](cells)
    topic, title = cells.get(("topic", 1), ""), cells.get(("topic_title", 1), "")
    return Draft(
        type=wanted,
        fields={**{name: value for name, value in fields.items() if value}, **own},
        span=span,
        item_id=cells.get(("id", 1), ""),
        topic_id=topic if is_id(topic) else "",
        topic=title or topic,
    )


def _guessed_type(cells: Cells) -> str:
    if ("key", 2) in cells:
        return "multiple"
    has_options = ("distractor", 1) in cells
    if not has_options and cells.get(("key", 1), "").lower() in {"true", "false"}:
        return "true-false"
    if "{{" in cells.get(("stem", 1), "") and ("key", 1) not in cells:
        return "cloze"
    return "choice" if has_options else "term"


def _written_options(cells: Cells, name: str) -> list[Any]:
    numbers = sorted(number for column, number in cells if column == name)
    return [
        {cells[name, number]: feedback} if feedback else cells[name, number]
        for number in numbers
        for feedback in [cells.get((f"{name}_feedback", number), "")]
    ]


def _choice(cells: Cells) -> dict[str, Any]:
    keys = _written_options(cells, "key")
    key = keys[0] if keys else ""
    wrong = _written_options(cells, "distractor")
    return {"stem": cells.get(("stem", 1), ""), "key": key, "distractors": wrong}


def _multiple(cells: Cells) -> dict[str, Any]:
    keys, wrong = _written_options(cells, "key"), _written_options(cells, "distractor")
    return {"stem": cells.get(("stem", 1), ""), "keys": keys, "distractors": wrong}


def _truth(cells: Cells) -> dict[str, Any]:
    feedback = cells.get(("distractor_feedback", 1), "")
    key = cells.get(("key", 1), "").lower()
    return {"stem": cells.get(("stem", 1), ""), "key": key, "feedback": feedback}


def _cloze(cells: Cells) -> dict[str, Any]:
    own: dict[str, list[Any]] = {}
    for written in _written_options(cells, "distractor"):
        text, feedback = next(iter(written.items())) if isinstance(written, dict) else (written, "")
        of_gap = _OF_GAP.fullmatch(text)
        gap, rest = (of_gap[1].strip(), of_gap[2]) if of_gap else ("", text)
        own.setdefault(gap, []).append({rest: feedback} if feedback else rest)
    return {"text": cells.get(("stem", 1), ""), "distractors": own}


def _term(cells: Cells) -> dict[str, Any]:
    return {"term": cells.get(("key", 1), ""), "definition": cells.get(("stem", 1), "")}


_OWN_FIELDS = {
    "choice": _choice,
    "multiple": _multiple,
    "true-false": _truth,
    "cloze": _cloze,
    "term": _term,
}


def _with_options_sorted(cells: Cells, span: Span, into: Gathering) -> Cells | None:
    """Return the row with its options sorted into keys and distractors; None if it is no use."""
    wanted = cells.get(("type", 1), "").lower()
    if wanted and wanted not in ITEM_TYPES:
        into.note("X611", f"Left out: there is no item type `{wanted}`.", span)
        return None
    options = {number: cell for (name, number), cell in sorted(cells.items()) if name == "option"}
    if not options:
        return cells
    right = _right_options(cells.get(("key", 1), ""), options)
    if not right:
        into.note("X612", "Left out: the answer is none of the options.", span)
        return None
    others = {column: cell for column, cell in cells.items() if column[0] not in {"option", "key"}}
    return {**others, **_keys_and_distractors(options, right)}


def _keys_and_distractors(options: Mapping[int, str], right: Sequence[int]) -> Cells:
    keys = {("key", at): options[number] for at, number in enumerate(right, start=1)}
    wrong = (cell for number, cell in options.items() if number not in right)
    return {**keys, **{("distractor", at): cell for at, cell in enumerate(wrong, start=1)}}


def _right_options(key: str, options: Mapping[int, str]) -> list[int]:
    """Return the numbers of the options that a key names by text, letters or numbers (from 1)."""
    by_text = [number for number, text in options.items() if text == key]
    if by_text:
        return by_text[:1]
    numbers = list(map(_option_number, re.findall(r"[A-Za-z]+|[0-9]+", key)))
    return sorted(set(numbers)) if all(number in options for number in numbers) else []


def _option_number(name: str) -> int:
    """Return the number that a letter or number stands for; -1 for any other word."""
    if name.isdigit():
        return int(name)
    return ord(name.lower()) - ord("a") + 1 if len(name) == 1 else -1
