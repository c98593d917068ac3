"""10⁶ is no 106: signs that an office program raises or lowers within a cell or a line."""

from __future__ import annotations

import io

import xlsxwriter

from quizapp.exchange.formats import imported
from tests.exchange.reading import only, texts
from tests.exchange.test_office_files import OFFICE, archive, document, paragraph, row

FORMATS = "urn:oasis:names:tc:opendocument:xmlns"


def excel(*cells: tuple[str, ...]) -> bytes:
    """A table with one question, in whose cells `^` raises and `_` lowers the part that follows."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        marks = {"^": book.add_format({"font_script": 1}), "_": book.add_format({"font_script": 2})}
        for at, name in enumerate(("Question", "A", "B", "Answer")):
            sheet.write_string(0, at, name)
        for at, parts in enumerate(cells):
            runs = [run for part in parts for run in _run(part, marks)]
            if len(runs) > 2:
                sheet.write_rich_string(1, at, *runs)
            else:
                sheet.write_string(1, at, str(runs[-1]))
    return stream.getvalue()


def _run(part: str, marks: dict[str, object]) -> list[object]:
    return [marks[part[0]], part[1:]] if part[0] in marks else [part]


def test_a_workbook_keeps_what_is_raised_and_lowered_in_its_cells():
    data = excel(
        ("What comes ", "after the 1", "^st", " of 10", "^6", "?"),
        ("10", "^6", " m"),
        ("H", "_2", "O"),
        ("A",),
    )

    item = only(imported(data, "quiz.xlsx"))

    assert item.stem == "What comes after the 1st of 10⁶?"
    assert (item.key.text, texts(item.distractors)) == ("10⁶ m", ["H₂O"])


def test_an_open_document_keeps_what_is_raised_and_lowered_in_its_cells():
    style = '<style:style style:name="{}"><style:text-properties style:text-position="{}"/>'
    styles = "".join(
        f"{style.format(name, position)}</style:style>"
        for name, position in (("T1", "super 58%"), ("T2", "-33% 58%"), ("T3", "0% 100%"))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    asked = row(
        f"Which{span.format('T3', '?')}",
        f"10{span.format('T1', '6')} m",
        f"H{span.format('T2', '2')}O",
        "A",
    )
    cells = row("Question", "A", "B", "Answer") + asked
    content = (
        f'<office:document-content {OFFICE} xmlns:style="{FORMATS}:style:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet><table:table>{cells}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"

    item = only(imported(archive(content_xml=content, mimetype=mimetype), "quiz.ods"))

    assert item.stem == "Which?"
    assert (item.key.text, texts(item.distractors)) == ("10⁶ m", ["H₂O"])


def test_an_ordinal_that_word_raises_by_itself_stays_one():
    high = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t></w:r>'
    first = f"<w:p><w:r><w:t>A. the 1</w:t></w:r>{high}</w:p>"
    lines = (paragraph("1. Which day?"), first, paragraph("B. the last"), paragraph("Answer: A"))

    item = only(imported(document(*lines), "quiz.docx"))

    assert item.key.text == "the 1st"
