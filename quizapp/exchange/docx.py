"""Word documents in: their paragraphs as lines, with the numbers and letters that Word counts.

Only three parts are read, as XML without entities; nothing in a document is run or followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase
from xml.etree.ElementTree import Element

from quizapp.domain.bank.positions import Span
from quizapp.domain.raised import set_off
from quizapp.exchange.archives import BadArchiveError, check_archive, part_of
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.plain_text import Line, read_lines
from quizapp.exchange.results import START, Imported, failed
from quizapp.exchange.tables.heading import Row, heading_in
from quizapp.exchange.tables.taking import take_table
from quizapp.exchange.xml_tree import BadXmlError, child, parsed

_DOCUMENT = "word/document.xml"
_NUMBERING = "word/numbering.xml"
_LOST = {"drawing": "pictures", "pict": "pictures", "object": "objects", "oMath": "formulas"}
_SETTING_OFF = {"b", "highlight", "shd", "color"}
_OFF = {"0", "false", "none", "auto", "000000", "clear"}
_BULLET = "•"
_SAID_TWICE = {"Fallback", "moveFrom"}


def read_docx(data: bytes) -> Imported:
    """Read the questions of a Word document, whatever the bytes are; a line is a paragraph."""
    gathering = Gathering(unit="paragraph")
    try:
        names = check_archive(data)
        root = _without_doubles(parsed(part_of(data, _DOCUMENT)).root)
        numbers = parsed(part_of(data, _NUMBERING)).root if _NUMBERING in names else None
    except BadArchiveError as error:
        return failed(error.code, error.message)
    except BadXmlError as error:
        return failed("X601", error.message)
    lost = sorted({_LOST[each.tag] for each in root.iter() if each.tag in _LOST})
    if lost:
        gathering.drop(f"the {' and '.join(lost)} of the document", START)
    _take(root, _Numbers.of(numbers), gathering)
    return gathering.imported()


def _take(root: Element, numbers: _Numbers, into: Gathering) -> None:
    """Take every table with a heading row, and the lines of all that is in none of them."""
    paragraphs = list(root.iter("p"))
    places = {paragraph: number for number, paragraph in enumerate(paragraphs, start=1)}
    tables = list(_question_tables(root, places))
    for _, rows in tables:
        take_table(rows, into)
    in_tables = {paragraph for table, _ in tables for paragraph in table.iter("p")}
    lines = [
        line
        for paragraph, number in places.items()
        for line in _lines(paragraph, numbers.label(paragraph), number)
        if paragraph not in in_tables
    ]
    if any(line.text for line in lines) or not tables:
        read_lines(lines, into)


def _question_tables(
    root: Element, places: Mapping[Element, int]
) -> Iterator[tuple[Element, list[Row]]]:
    """Yield the tables with a heading row; a table that only lays out others is looked into."""
    for table in _nearest(root, "tbl"):
        rows = [_row(row, places) for row in _nearest(table, "tr")]
        if heading_in(rows) is not None:
            yield table, rows
        else:
            yield from _question_tables(table, places)


def _row(row: Element, places: Mapping[Element, int]) -> Row:
    """Return the cells of a row, which stands where its first paragraph does."""
    cells = [text for cell in _nearest(row, "tc") for text in _columns(cell)]
    at = next((places[paragraph] for paragraph in row.iter("p")), 1)
    return cells, Span(at, 1, at, len(cells) + 1)


def _columns(cell: Element) -> list[str]:
    """Return the text of a cell, with an empty one for each further column that it spans."""
    said = _value(child(cell, "tcPr", "gridSpan"))
    span = int(said) if said.isdecimal() and len(said) < 3 else 1
    return ["\n".join(map(_text, cell.iter("p"))).strip(), *[""] * (span - 1)]


def _nearest(element: Element, tag: str) -> Iterator[Element]:
    """Yield what is of a tag within an element, and not what is within that again.

    A text box has paragraphs of its own within a run of another paragraph, and a cell may hold
    a table: what they say would be said twice.
    """
    for part in element:
        if part.tag == tag:
            yield part
        else:
            yield from _nearest(part, tag)


def _without_doubles(root: Element) -> Element:
    """Take out what a document says a second time: for older programs, or where it stood before."""
    for parent in list(root.iter()):
        for part in [each for each in parent if each.tag in _SAID_TWICE]:
            parent.remove(part)
    return root


def _lines(paragraph: Element, label: str, number: int) -> Iterator[Line]:
    """Return the lines of a paragraph, which breaks part; its label stands before the first."""
    span, is_off = Span(number, 1, number, 1), _is_set_off(paragraph)
    for at, text in enumerate(_text(paragraph).split("\n")):
        said = f"{label} {text.strip()}" if label and not at and text.strip() else text.strip()
        yield Line(said, span, is_off)


def _text(paragraph: Element) -> str:
    text = ""
    for run in _nearest(paragraph, "r"):
        text += _run_text(run, text)
    return text


def _run_text(run: Element, before: str = "") -> str:
    signs = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
    text = "".join(
        (each.text or "") if each.tag == "t" else signs.get(each.tag, "") for each in run
    )
    shift = child(run, "rPr", "vertAlign")
    return set_off(text, shift.get("val", "") if shift is not None else "", before)


def _is_set_off(paragraph: Element) -> bool:
    """Whether all words of a paragraph are bold, coloured or highlighted."""
    runs = [run for run in _nearest(paragraph, "r") if _run_text(run).strip()]
    return bool(runs) and all(map(_is_run_set_off, runs))


def _is_run_set_off(run: Element) -> bool:
    properties = run.find("rPr")
    found = (
        [each for each in properties if each.tag in _SETTING_OFF] if properties is not None else []
    )
    return any((each.get("fill") or each.get("val") or "1").lower() not in _OFF for each in found)


@dataclass
class _Numbers:
    """Counts the numbered paragraphs, as Word does when it shows them."""

    formats: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, numbering: Element | None) -> _Numbers:
        """Return the formats of all levels of all lists."""
        numbers = cls()
        if numbering is None:
            return numbers
        abstract = {
            each.get("abstractNumId", ""): {
                level.get("ilvl", "0"): _value(level.find("numFmt")) for level in each.iter("lvl")
            }
            for each in numbering.iter("abstractNum")
        }
        for number in numbering.iter("num"):
            levels = abstract.get(_value(number.find("abstractNumId")), {})
            for level, form in levels.items():
                numbers.formats[number.get("numId", ""), level] = form
        return numbers

    def label(self, paragraph: Element) -> str:
        """Return the number or letter before a paragraph, "" if it has none."""
        properties = child(paragraph, "pPr", "numPr")
        if properties is None:
            return ""
        number, level = _value(properties.find("numId")), _value(properties.find("ilvl")) or "0"
        for deeper in [key for key in self.counts if key[0] == number and key[1] > level]:
            del self.counts[deeper]
        self.counts[number, level] += 1
        return _label(self.formats.get((number, level), "decimal"), self.counts[number, level])


def _label(form: str, count: int) -> str:
    letters = {"upperLetter": ascii_uppercase, "lowerLetter": ascii_lowercase}
    if form in letters:
        return f"{letters[form][(count - 1) % 26]}."
    return _BULLET if form == "bullet" else "" if form == "none" else f"{count}."


def _value(element: Element | None) -> str:
    return element.get("val", "") if element is not None else ""
