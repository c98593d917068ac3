"""Items as the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.bank import Bank
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MatchItem,
    MultipleItem,
    NumberItem,
    OrderItem,
    PlaceItem,
    ShortItem,
    SortItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.paired import written_pairs
from quizapp.exchange.short_answers import forgiving_said, told_wrong
from quizapp.exchange.tables.columns import NUMBERED, SHARED, SINGLE, Column


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
        **{(name, 1): getattr(item, name, None) or "" for name in SHARED},
        ("drills", 1): " ".join(item.drills),
        **{("cites", number): words for number, words in enumerate(item.cites, start=1)},
        **_own_cells(item),
    }
    return {column: cell for column, cell in cells.items() if cell}


def _own_cells(item: ItemForm) -> dict[Column, str]:
    if isinstance(item, ChoiceItem | MultipleItem):
        return _choice_cells(item)
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
        return {
            ("stem", 1): item.definition,
            ("key", 1): item.term,
            ("kind", 1): item.kind or "",
            ("not_beside", 1): " ".join(item.not_beside),
            **_options("distractor", item.distractors),
        }
    return _cells_in_parts(item)


def _cells_in_parts(item: ItemForm) -> dict[Column, str]:
    if isinstance(item, PlaceItem):
        told = [OptionForm(text=begun, feedback=said) for begun, said in item.feedback.items()]
        passage = {("stem", 1): item.stem, ("marked_text", 1): item.text}
        return {**passage, **_options("distractor", told)}
    if isinstance(item, ShortItem):
        keys = {("key", number): text for number, text in enumerate(item.right, start=1)}
        said = {("stem", 1): item.stem, ("forgive", 1): forgiving_said(item, " ") or ""}
        return {**said, **keys, **_options("distractor", told_wrong(item))}
    if isinstance(item, OrderItem):
        entries = enumerate(item.sequence, start=1)
        return {("stem", 1): item.stem, **{("key", place): entry for place, entry in entries}}
    if isinstance(item, NumberItem):
        return _number_cells(item)
    return _pair_cells(item) if isinstance(item, MatchItem | SortItem) else {}


def _number_cells(item: NumberItem) -> dict[Column, str]:
    told = [OptionForm(text=number, feedback=said) for number, said in item.feedback.items()]
    return {
        ("stem", 1): item.stem,
        ("key", 1): item.key,
        ("tolerance", 1): "" if item.tolerance == "0" else item.tolerance,
        ("unit", 1): item.unit or "",
        **_options("distractor", told),
    }


def _pair_cells(item: MatchItem | SortItem) -> dict[Column, str]:
    pairs, others = written_pairs(item)
    return {
        ("stem", 1): item.stem,
        **{("key", number): text for number, text in enumerate(pairs, start=1)},
        **{("distractor", number): text for number, text in enumerate(others, start=1)},
    }


def _choice_cells(item: ChoiceItem | MultipleItem) -> dict[Column, str]:
    places = [place for place, each in enumerate(item.options, start=1) if each.is_key]
    last = item.pin.last if item.pin is not None else ()
    return {
        ("stem", 1): item.stem,
        **_options("key", item.right),
        **_options("distractor", item.distractors),
        ("option_order", 1): "as-written" if item.options else "",
        **{("key_place", number): str(place) for number, place in enumerate(places, start=1)},
        **{("pin_last", number): text for number, text in enumerate(last, start=1)},
    }


def _options(name: str, forms: Sequence[OptionForm]) -> dict[Column, str]:
    texts = {(name, number): form.text for number, form in enumerate(forms, start=1)}
    feedback = {
        (f"{name}_feedback", number): form.feedback or ""
        for number, form in enumerate(forms, start=1)
    }
    return {**texts, **feedback}
