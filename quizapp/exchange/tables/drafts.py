"""The cells of a row as the draft of an item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from quizapp.domain.bank.positions import Span
from quizapp.domain.items.ordering import listed_form
from quizapp.domain.items.term import Kind
from quizapp.domain.shortening import shortened
from quizapp.exchange.gathering import Draft
from quizapp.exchange.paired import pair_fault, pair_fields
from quizapp.exchange.short_answers import forgiven
from quizapp.exchange.tables.columns import SHARED, Column
from quizapp.exchange.texts import is_id, one_line

_OF_GAP = re.compile(r"\{\{([^{}]*)\}\}\s*(.*)", re.DOTALL)

Cells = Mapping[Column, str]


def draft_of(cells: Cells, span: Span) -> Draft:
    """Return the draft that a row's cells say, of the type that they name or show."""
    wanted = _type(cells)
    fields: dict[str, Any] = {name: cells.get((name, 1), "") for name in SHARED}
    fields["cites"] = _texts(cells, "cites")
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


def fault_of(cells: Cells) -> str | None:
    """Return why a row would not be taken whole, as two of its cells stand for one thing."""
    type_name = _type(cells)
    if type_name in {"match", "sort"}:
        return pair_fault(type_name, *_pair_texts(cells))
    begun = _texts(cells, "distractor") if type_name == "place" else []
    twice = next((text for at, text in enumerate(begun) if text in begun[:at]), None)
    return f"“{shortened(one_line(twice), 40)}” has feedback twice" if twice else None


def _type(cells: Cells) -> str:
    return cells.get(("type", 1), "").lower() or _guessed_type(cells)


def _guessed_type(cells: Cells) -> str:
    if ("key", 2) in cells:
        return "multiple"
    has_options = ("distractor", 1) in cells
    if not has_options and cells.get(("key", 1), "").lower() in {"true", "false"}:
        return "true-false"
    if "{{" in cells.get(("stem", 1), "") and ("key", 1) not in cells:
        return "cloze"
    if "{{" in cells.get(("marked_text", 1), ""):
        return "place"
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
    apart = {"key": key, "distractors": wrong}
    return {"stem": cells.get(("stem", 1), ""), **_arranged(cells, keys[:1], wrong, apart)}


def _multiple(cells: Cells) -> dict[str, Any]:
    keys, wrong = _written_options(cells, "key"), _written_options(cells, "distractor")
    apart = {"keys": keys, "distractors": wrong}
    return {"stem": cells.get(("stem", 1), ""), **_arranged(cells, keys, wrong, apart)}


def _arranged(
    cells: Cells, keys: Sequence[Any], wrong: Sequence[Any], apart: dict[str, Any]
) -> dict[str, Any]:
    """Return the options as they are written: in one list where each key has its place there."""
    order = cells.get(("option_order", 1), "").lower()
    last = _texts(cells, "pin_last")
    pinned: dict[str, Any] = {"pin": {"last": last}} if last else {}
    places = _texts(cells, "key_place")
    if order != "as-written" or not all(map(_is_place, places)) or len(places) != len(keys):
        return {**apart, **pinned, **({"order": order} if order else {})}
    listed = [_listed(option, is_key=False) for option in wrong]
    for place, key in sorted(zip(map(int, places), keys, strict=True), key=lambda pair: pair[0]):
        listed.insert(place - 1, _listed(key, is_key=True))
    return {"options": listed, "order": order, **pinned}


def _is_place(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and 0 < len(cell) < 3 and int(cell) > 0


def _listed(option: Any, *, is_key: bool) -> Any:
    text, feedback = next(iter(option.items())) if isinstance(option, dict) else (option, None)
    return listed_form(text, feedback, is_key=is_key)


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
    kind = cells.get(("kind", 1), "").lower()
    more = {
        "kind": kind if kind in get_args(Kind) else "",
        "distractors": _written_options(cells, "distractor"),
        "not_beside": cells.get(("not_beside", 1), "").replace(",", " ").split(),
    }
    own = {"term": cells.get(("key", 1), ""), "definition": cells.get(("stem", 1), "")}
    return {**own, **{name: value for name, value in more.items() if value}}


def _place(cells: Cells) -> dict[str, Any]:
    told = [each for each in _written_options(cells, "distractor") if isinstance(each, dict)]
    passage = {"stem": cells.get(("stem", 1), ""), "text": cells.get(("marked_text", 1), "")}
    return {**passage, "feedback": {begun: said for each in told for begun, said in each.items()}}


def _short(cells: Cells) -> dict[str, Any]:
    told = [each for each in _written_options(cells, "distractor") if isinstance(each, dict)]
    said = " ".join(cells.get(("forgive", 1), "").replace(",", " ").split())
    key, *variants = _texts(cells, "key") or [""]
    return {
        "stem": cells.get(("stem", 1), ""),
        "key": key,
        "accept": variants,
        **({"forgive": forgiven(said, " ")} if said else {}),
        "feedback": {text: words for each in told for text, words in each.items()},
    }


def _order(cells: Cells) -> dict[str, Any]:
    return {"stem": cells.get(("stem", 1), ""), "sequence": _texts(cells, "key")}


def _number(cells: Cells) -> dict[str, Any]:
    told = [each for each in _written_options(cells, "distractor") if isinstance(each, dict)]
    known = {number: said for each in told for number, said in each.items()}
    own = {name: cells.get((name, 1), "") for name in ("stem", "key", "tolerance", "unit")}
    return {name: value for name, value in {**own, "feedback": known}.items() if value}


def _match(cells: Cells) -> dict[str, Any]:
    return {"stem": cells.get(("stem", 1), ""), **pair_fields("match", *_pair_texts(cells))}


def _sort(cells: Cells) -> dict[str, Any]:
    return {"stem": cells.get(("stem", 1), ""), **pair_fields("sort", *_pair_texts(cells))}


def _pair_texts(cells: Cells) -> tuple[list[str], list[str]]:
    return _texts(cells, "key"), _texts(cells, "distractor")


def _texts(cells: Cells, name: str) -> list[str]:
    return [cell for column, cell in sorted(cells.items()) if column[0] == name]


_OWN_FIELDS = {
    "choice": _choice,
    "multiple": _multiple,
    "true-false": _truth,
    "cloze": _cloze,
    "term": _term,
    "place": _place,
    "order": _order,
    "match": _match,
    "sort": _sort,
    "number": _number,
    "short": _short,
}
