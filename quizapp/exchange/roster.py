"""Lists of learners as schools have them: pasted, CSV in any of its kinds, or Excel.

One row is one learner. Headings say which column is what, also below a title; without them, the
contents do.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.exchange.roster_headings import Columns, columns_of
from quizapp.exchange.roster_table import (
    MOST_ROWS,
    NotARosterError,
    RosterTrouble,
    Row,
    read_rows,
)

LONGEST_NAME = 80
LONGEST_USER_NAME = 64
_JOINER = "\N{ZERO WIDTH JOINER}"
_NOBODY = frozenset({"points possible", "student, test", "test student", "student test"})
"""Rows that Canvas puts among the learners."""
# What cannot be stored, or would disturb the page around it; as at the edge of the site.
_UNWANTED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
# What our own tables put before text that a spreadsheet would run.
_GUARD = re.compile(r"^'(?=[=+\-@＝＋－＠])")


class LineTrouble(StrEnum):
    """What is wrong with one row; it is left out."""

    NO_NAME = "no-name"
    NOBODY = "nobody"
    SAME_NAME = "same-name"
    SAME_USER_NAME = "same-user-name"
    LONG_USER_NAME = "long-user-name"


@dataclass(frozen=True)
class RosterLine:
    """One learner of a list.

    Attributes:
        line: Where the row begins, counted from 1: the line of the text, the row of the sheet.
        name: The name, at most `LONGEST_NAME` characters.
        user_name: The user name, empty without one.
        number: What the list has to tell two learners of one name apart, empty without it.
        is_shortened: Whether the name was longer.
        trouble: Why the row is of no use, None if it is.
        twin: For a name that occurs twice, the line where it was first.
    """

    line: int
    name: str
    user_name: str = ""
    number: str = ""
    is_shortened: bool = False
    trouble: LineTrouble | None = None
    twin: int | None = None


@dataclass(frozen=True)
class Roster:
    """A list of learners as read, and the headings of columns that say nothing about them."""

    lines: tuple[RosterLine, ...]
    ignored: tuple[str, ...] = ()


def read_roster(data: bytes) -> Roster:
    """Read a list of learners, whatever the bytes are.

    Raises:
        NotARosterError: They hold no list.

    """
    rows = read_rows(data)
    return roster_of(rows, columns_of([cells for _, cells in rows]))


def roster_of(rows: Sequence[Row], columns: Columns) -> Roster:
    """Read the learners out of rows whose columns are known.

    Raises:
        NotARosterError: There are none, or too many.

    """
    body = rows[columns.rows_above :]
    if not body:
        raise NotARosterError(RosterTrouble.EMPTY)
    if len(body) > MOST_ROWS:
        raise NotARosterError(RosterTrouble.TOO_MANY)
    return Roster(_told_apart(list(_checked(body, columns))), columns.ignored)


def same_name(name: str) -> str:
    """Return what two spellings of one name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def cleaned_name(cell: str) -> str:
    """Return a cell on one line, without what cannot be seen."""
    text = _UNWANTED.sub("", " ".join(_GUARD.sub("", cell.strip()).split()))
    return unicodedata.normalize("NFC", text).strip()


def _checked(rows: Sequence[Row], columns: Columns) -> Iterator[RosterLine]:
    """Yield the learners; of two alike the second is trouble, as nothing tells them apart."""
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        name = cleaned_name(columns.name(cells))
        line = RosterLine(
            line=number,
            name=_shortened(name),
            user_name=cleaned_name(columns.user_name(cells)),
            number=cleaned_name(columns.number(cells))[:LONGEST_USER_NAME],
            is_shortened=_shortened(name) != name,
        )
        trouble = _trouble_alone(line)
        if trouble:
            is_long = trouble is LineTrouble.LONG_USER_NAME
            yield replace(line, trouble=trouble, user_name="" if is_long else line.user_name)
            continue
        first = seen.setdefault(_identity(line), number)
        twin = LineTrouble.SAME_USER_NAME if line.user_name else LineTrouble.SAME_NAME
        yield line if first == number else replace(line, trouble=twin, twin=first)


def _trouble_alone(line: RosterLine) -> LineTrouble | None:
    """Return what is wrong with a row, whatever the others say."""
    if same_name(line.name) in _NOBODY:
        return LineTrouble.NOBODY
    if len(line.user_name) > LONGEST_USER_NAME:
        return LineTrouble.LONG_USER_NAME
    return None if line.name or line.user_name else LineTrouble.NO_NAME


def _identity(line: RosterLine) -> tuple[str, ...]:
    """Return what makes two rows the same learner."""
    if line.user_name:
        return ("user", same_name(line.user_name))
    return ("name", same_name(line.name), same_name(line.number))


def _told_apart(lines: Sequence[RosterLine]) -> tuple[RosterLine, ...]:
    """Add the number to the names of those who would look the same on a list and on a card."""
    alike = Counter(same_name(each.name) for each in lines if not (each.trouble or each.user_name))
    return tuple(
        replace(each, name=f"{each.name[: LONGEST_NAME - len(each.number) - 3]} ({each.number})")
        if each.number and not (each.trouble or each.user_name) and alike[same_name(each.name)] > 1
        else each
        for each in lines
    )


def _shortened(name: str) -> str:
    """Return a name that fits, without half a letter at its end."""
    if len(name) <= LONGEST_NAME:
        return name
    end = LONGEST_NAME - 1
    while end > LONGEST_NAME // 2 and _is_joined(name, end):
        end -= 1
    return name[:end].rstrip() + "…"


def _is_joined(name: str, at: int) -> bool:
    """Whether what stands here belongs to what stands before it."""
    here, before = name[at], name[at - 1]
    return (
        _JOINER in (here, before)
        or unicodedata.category(here)[0] == "M"
        or "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
        <= here
        <= "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
    )
