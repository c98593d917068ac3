"""Workbooks of any program: which sheet has the questions, and numbers as their cells show them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence

from quizapp.domain.bank.diagnostics import Finding
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.results import START
from quizapp.exchange.tables.heading import Row, heading_in
from quizapp.exchange.tables.taking import take_table

_MOST_DIGITS = 15
"""As many as a spreadsheet keeps of a number."""

_HUGE = 10**300
_LONGEST_FORMAT = 255
"""As much as a spreadsheet takes of a format."""
_DECIMALS = re.compile(r"0\.(0{1,15})(?![0-9#?])")
_DIGITS = re.compile(r"[0#?][0#?.,]*")
_WORDS = re.compile(r"""\"([^\"]*)\"|\\(.)|\[\$([^\]-]*)[^\]]*\]|([€$£¥])""")
"""What a format writes as it stands: in quotes, after a backslash, and signs of money."""
_PADDING = re.compile(r"[_*].|\[(?!\$)[^\]]*\]")
"""Room as wide as a sign, a sign that fills the cell, colours and conditions."""

Sheet = tuple[str, Callable[[Gathering], Iterable[Row]]]
"""A title, and how to read the rows, noting what is lost."""


def take_sheets(sheets: Sequence[Sheet], into: Gathering) -> None:
    """Take the first sheet with a heading row, else the first; name the others."""
    title, rows, found = _chosen(sheets)
    into.findings += found
    others = ", ".join(f"“{other}”" for other, _ in sheets if other != title)
    if others:
        into.note("X613", f"Only the sheet “{title}” is read; left out: {others}.", START)
    take_table(rows, into)


def _chosen(sheets: Sequence[Sheet]) -> tuple[str, list[Row], list[Finding]]:
    """Return a sheet's title and rows, and what its cells, and no other sheet's, have lost."""
    first = None
    for title, read in sheets:
        lost = Gathering()
        rows = list(read(lost))
        if heading_in(rows) is not None:
            return title, rows, lost.findings
        first = first or (title, rows, lost.findings)
    return first or ("", [], [])


def shown_number(value: float, how: str) -> str:
    """Return a number as a cell of a format like `0%`, `0.00`, `000` or `0" km"` shows it.

    Args:
        value: The number.
        how: The format of the cell, as a spreadsheet writes it.

    """
    if abs(value) >= _HUGE or not math.isfinite(value):
        return ""  # no cell shows it either
    decimals = _DECIMALS.search(how)
    if "%" in how:
        share = round(value * 100, len(decimals[1]) if decimals else 0 if how == "0%" else 6)
        return f"{_plain(share, decimals)}%"
    before, digits, after = _parted(how)
    number = _plain(value, decimals)
    if digits.isdecimal() and number.isdecimal():
        number = number.zfill(min(len(digits), _MOST_DIGITS))
    return f"{before}{number}{after}".strip()


def _parted(how: str) -> tuple[str, str, str]:
    """Return what a format writes before the number, its digits, and what it writes after it."""
    section = _PADDING.sub("", how[:_LONGEST_FORMAT].partition(";")[0])
    digits = _DIGITS.search(_WORDS.sub(lambda found: " " * len(found[0]), section))
    if digits is None:
        return "", "", ""
    before, after = section[: digits.start()], section[digits.end() :]
    return _words(before), digits[0], _words(after)


def _words(part: str) -> str:
    return "".join("".join(found) for found in _WORDS.findall(part))


def _plain(value: float, decimals: re.Match[str] | None) -> str:
    if decimals is not None and abs(value) < 10**_MOST_DIGITS:
        return f"{value:.{len(decimals[1])}f}"
    return str(int(value)) if float(value).is_integer() else str(value)
