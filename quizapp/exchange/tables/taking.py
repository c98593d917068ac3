"""The rows of a table as items: read together, since one answer may settle how others are meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.bank.positions import Span
from quizapp.domain.items import ITEM_TYPES
from quizapp.domain.shortening import shortened
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.foreign_text import LOOSE, MARKDOWN, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.key_readings import (
    CONTRADICTION,
    TABLE_READINGS,
    Choices,
    Possible,
    Reading,
    agreed,
    counts_from_0,
    doubt,
    possible_readings,
    settled_keys,
)
from quizapp.exchange.results import START
from quizapp.exchange.tables.columns import Column, is_counting
from quizapp.exchange.tables.drafts import Cells, draft_of, fault_of
from quizapp.exchange.tables.heading import Heading, Row, tables_in
from quizapp.exchange.texts import one_line

_JOINED = {"explanation", "hint", "author_note"}
_NO_TEXT = {
    "id",
    "type",
    "topic",
    "level",
    "drills",
    "credit",
    "option_order",
    "key_place",
    "forgive",
}
_OPTIONS, _TYPED = "", "words"
_FOREIGN_TYPES = {
    **dict.fromkeys(("multiple choice", "mcq", "checkbox", "multiple select", "quiz"), _OPTIONS),
    **dict.fromkeys(("single choice", "multiple answer", "multiple answers"), _OPTIONS),
    **dict.fromkeys(("true or false", "true/false", "t/f"), _OPTIONS),
    **dict.fromkeys(("fill in the blank", "fill in the blanks", "type answer"), _TYPED),
    **dict.fromkeys(("short answer", "text input"), _TYPED),
}


@dataclass
class _Row:
    """A row on its way: its cells, its options by their numbers, and how its keys may be read.

    That is None where two columns contradict each other, as which ones are right is in doubt.
    """

    cells: Cells
    span: Span
    heading: Heading
    options: Mapping[int, str]
    keys: Sequence[str]
    possible: Possible | None = field(default_factory=dict)
    right: frozenset[int] | None = frozenset()

    @property
    def choices(self) -> Choices:
        return Choices(list(self.options.values()), list(self.options))


def take_table(rows: Sequence[Row], into: Gathering) -> None:
    """Make items of all rows below a heading row, or note that there is none."""
    tables = tables_in(rows)
    if not tables:
        span = rows[0][1] if rows else START
        message = "No row names the columns: at least one for the question and one for the answer."
        into.note("X601", message, span, "Put a row like `Question`, `Answer` above the others.")
        return
    for heading, _ in tables:
        _note_unknown(heading, into)
    taken = [_row(cells, span, heading, into) for heading, below in tables for cells, span in below]
    whole = [row for row in taken if row is not None]
    is_counted = any(heading.is_counted for heading, _ in tables)
    _settle(whole, "from 1" if is_counted else None)
    for row in whole:
        _take(row, into)


def _settle(rows: Sequence[_Row], preferred: Reading | None) -> None:
    """Decide which options are right, in all rows that have some by all of them together."""
    asking = [row for row in rows if row.options]
    readings: tuple[Reading, ...] = TABLE_READINGS
    if preferred is None and counts_from_0(key for row in asking for key in row.keys):
        readings = (*TABLE_READINGS, "from 0")
    for row in asking:
        row.possible = agreed([possible_readings([key], row.choices, readings) for key in row.keys])
    keys = settled_keys([row.possible or {} for row in asking], preferred)
    for row, right in zip(asking, keys, strict=True):
        row.right = right


def _note_unknown(heading: Heading, into: Gathering) -> None:
    pairs = zip(heading.names, heading.columns, strict=True)
    unknown = [_short(name) for name, column in pairs if column is None and not is_counting(name)]
    if unknown:
        message = f"These columns are not known: {', '.join(unknown)}."
        into.note("X613", message, heading.span)


def _row(written: Sequence[str], span: Span, heading: Heading, into: Gathering) -> _Row | None:
    """Return a row that says something, its cells in Markdown."""
    if not any(cell.strip() for cell in written):
        return None
    if any(cell.strip() for cell in written[len(heading.columns) :]):
        into.note("X613", "This row has more cells than the heading row.", span)
    cells: dict[Column, str] = {}
    for name, column, cell in zip(heading.names, heading.columns, written, strict=False):
        if column is not None and cell.strip():
            cells[column] = _joined(cells.get(column), cell.strip(), column, name, into, heading)
    options = {number: cell for (name, number), cell in sorted(cells.items()) if name == "option"}
    kind = _kind(cells)
    if kind == _TYPED:
        options = {}
    named = zip(heading.columns, written, strict=False)
    keys = [cell.strip() for column, cell in named if column == ("key", 1) and cell.strip()]
    return _Row(cells, span, heading, options, keys)


def _joined(
    earlier: str | None, cell: str, column: Column, name: str, into: Gathering, heading: Heading
) -> str:
    """Return a cell, after what another column of the same meaning has said."""
    if earlier is None or earlier == cell:
        return cell
    if column[0] in _JOINED:
        return f"{earlier}\n\n{cell}"
    into.drop(f"the column “{_short(name)}”, another one stands for the same", heading.span)
    return earlier


def _take(row: _Row, into: Gathering) -> None:
    kind = _kind(row.cells)
    if kind is None:
        wanted = row.cells["type", 1]
        into.note("X611", f"Left out: there is no item type `{_short(wanted)}`.", row.span)
        return
    cells = _in_markdown(row.cells, row.heading, row.span, into)
    if kind == _TYPED:
        _take_typed(cells, row.span, into)
    elif fault := _fault(row, cells):
        into.note("X612", f"Left out: {fault}.", row.span)
    else:
        cells = _without_foreign_type(cells, kind)
        sorted_out = _keys_and_distractors(cells, row.right) if row.right else cells
        into.add(draft_of(sorted_out, row.span))


def _fault(row: _Row, cells: Cells) -> str | None:
    """Return what keeps a row from being taken whole, as far as its cells alone tell."""
    if not row.options:
        return fault_of(cells)
    if len(row.options) < 2:
        return "it has fewer than two options"
    if row.possible is None:
        return CONTRADICTION
    if row.right is None:
        return doubt(row.possible, row.choices)
    if not row.right:
        has_key = ("key", 1) in cells
        return "the answer is none of the options" if has_key else "it has no answer"
    return None


def _take_typed(cells: Cells, span: Span, into: Gathering) -> None:
    words = [cell for column, cell in sorted(cells.items()) if column[0] in {"key", "option"}]
    asked = Asked(
        kind="words",
        stem=cells.get(("stem", 1), ""),
        answers=tuple(Answer(word, 1.0) for word in dict.fromkeys(words)),
        item_id=cells.get(("id", 1), ""),
        topic=cells.get(("topic_title", 1), "") or cells.get(("topic", 1), ""),
        hints=tuple(filter(None, [cells.get(("hint", 1), "")])),
        explanation=cells.get(("explanation", 1), ""),
        span=span,
    )
    take(asked, into)


def _kind(cells: Cells) -> str | None:
    """Return the item type that a row names, "" for one told by its cells; None if unknown."""
    wanted = cells.get(("type", 1), "").strip().lower()
    if not wanted or wanted in ITEM_TYPES:
        return wanted
    return _FOREIGN_TYPES.get(" ".join(wanted.replace("-", " ").replace("_", " ").split()))


def _without_foreign_type(cells: Cells, kind: str) -> Cells:
    return (
        cells if kind else {column: cell for column, cell in cells.items() if column[0] != "type"}
    )


def _in_markdown(cells: Cells, heading: Heading, span: Span, into: Gathering) -> Cells:
    markup = MARKDOWN if heading.is_own else LOOSE
    return {
        column: cell if column[0] in _NO_TEXT else taken_text(cell, markup, into, span)
        for column, cell in cells.items()
    }


def _keys_and_distractors(cells: Cells, right: frozenset[int]) -> Cells:
    """Return a row with its options sorted into keys and distractors, or as true or false."""
    others = {column: cell for column, cell in cells.items() if column[0] not in {"option", "key"}}
    options = [cell for (name, _), cell in sorted(cells.items()) if name == "option"]
    keys = [option for at, option in enumerate(options) if at in right]
    if len(keys) == 1 and {option.lower() for option in options} == {"true", "false"}:
        return {**others, ("key", 1): keys[0].lower()}
    wrong = [option for at, option in enumerate(options) if at not in right]
    places = sorted(right) if ("option_order", 1) in cells else ()
    return {
        **others,
        **{("key_place", at): str(place + 1) for at, place in enumerate(places, start=1)},
        **{("key", at): cell for at, cell in enumerate(keys, start=1)},
        **{("distractor", at): cell for at, cell in enumerate(wrong, start=1)},
    }


def _short(name: str) -> str:
    return shortened(one_line(name), 40)
