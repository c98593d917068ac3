"""OpenDocument spreadsheets in: each cell as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from xml.etree.ElementTree import Element

from quizapp.domain.bank.positions import Span
from quizapp.domain.raised import set_off
from quizapp.exchange.archives import BadArchiveError, check_archive, part_of
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.results import START, Imported, failed
from quizapp.exchange.tables.heading import Row
from quizapp.exchange.tables.sheets import take_sheets
from quizapp.exchange.xml_tree import BadXmlError, parsed

MAX_ROWS = 50_000
MAX_COLUMNS = 200
_SKIPPED = {"annotation"}


def read_ods(data: bytes) -> Imported:
    """Read the sheet of a spreadsheet that has questions, whatever the bytes are."""
    gathering = Gathering(unit="row")
    try:
        check_archive(data)
        root = parsed(part_of(data, "content.xml")).root
    except BadArchiveError as error:
        return failed(error.code, error.message)
    except BadXmlError as error:
        return failed("X601", error.message)
    places = _places(root)
    sheets = [
        (sheet.get("name", ""), partial(_rows, sheet, places)) for sheet in root.iter("table")
    ]
    if not sheets:
        return failed("X604", "The spreadsheet has no sheet with cells.", START)
    take_sheets(sheets, gathering)
    return gathering.imported()


def _places(root: Element) -> dict[str, str]:
    """Return the styles that raise or lower a part of a text, each with "super" or "sub"."""
    places = {}
    for style in root.iter("style"):
        for said in (each.get("text-position", "") for each in style.iter("text-properties")):
            place = said.partition(" ")[0]
            if place.endswith("%") and place != "0%":
                place = "sub" if place.startswith("-") else "super"
            places[style.get("name", "")] = place
    return places


def _rows(sheet: Element, places: Mapping[str, str], into: Gathering) -> Iterator[Row]:
    number = 0
    for row in sheet.iter("table-row"):
        cells = list(_cells(row, places))
        first = number + 1
        number += _repeated(row, "number-rows-repeated", 10**7)
        for at in range(first, min(number, MAX_ROWS) + 1) if cells else ():
            yield cells, Span(at, 1, at, len(cells) + 1)
        if cells and number > MAX_ROWS:
            into.cut(f"the first {MAX_ROWS:,} rows", Span(MAX_ROWS, 1, MAX_ROWS, 1))
            return


def _cells(row: Element, places: Mapping[str, str]) -> Iterable[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in {"table-cell", "covered-table-cell"}:
            count = _repeated(cell, "number-columns-repeated", MAX_COLUMNS - len(cells))
            cells += [_shown(cell, places)] * count
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _repeated(element: Element, name: str, most: int) -> int:
    said = element.get(name, "1")
    return min(int(said), most) if said.isdecimal() and len(said) < 9 else 1


def _shown(cell: Element, places: Mapping[str, str]) -> str:
    paragraphs = (each for each in cell if each.tag == "p")
    return "\n".join(_text(paragraph, places) for paragraph in paragraphs).strip()


def _text(element: Element, places: Mapping[str, str]) -> str:
    text = element.text or ""
    for child in element:
        if child.tag == "s":
            text += " " * _repeated(child, "c", 100)
        elif child.tag in {"line-break", "tab"}:
            text += "\n" if child.tag == "line-break" else "\t"
        elif child.tag not in _SKIPPED:
            said, place = _text(child, places), places.get(child.get("style-name", ""), "")
            text += set_off(said, place, text)
        text += child.tail or ""
    return text
