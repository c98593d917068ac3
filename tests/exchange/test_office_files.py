"""Word documents and OpenDocument tables."""

from __future__ import annotations

import io
import zipfile

import pytest

from quizapp.exchange.formats import imported
from tests.exchange.reading import codes, found, only, texts

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = (
    f"<w:numbering {WORD}>"
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="upperLetter"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def paragraph(text: str, level: int | None = None, style: str = "") -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    numbered = f"<w:pPr>{place}</w:pPr>" if level is not None else ""
    return f"<w:p>{numbered}<w:r><w:rPr>{style}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def document(*parts: str) -> bytes:
    body = f"<w:document {WORD}><w:body>{''.join(parts)}</w:body></w:document>"
    return archive(word__document_xml=body, word__numbering_xml=NUMBERING)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def spreadsheet(*rows: str) -> bytes:
    content = (
        f"<office:document-content {OFFICE}><office:body><office:spreadsheet>"
        f'<table:table table:name="Sea">{"".join(rows)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml=content)


def row(*cells: str, attributes: str = "") -> str:
    written = "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
    )
    return f"<table:table-row {attributes}>{written}</table:table-row>"


def test_numbers_and_letters_that_word_counts_are_there():
    imported_ = imported(
        document(
            paragraph("Which river?", 0),
            paragraph("Nile", 1),
            paragraph("Tigris", 1),
            paragraph("Answer: B"),
            paragraph("Which city?", 0),
            paragraph("Mosul", 1),
            paragraph("Erbil", 1),
            paragraph("Answer: A"),
        ),
        "quiz.docx",
    )

    river, city = found(imported_)
    assert (river.stem, river.key.text, city.key.text) == ("Which river?", "Tigris", "Mosul")
    assert imported_.places[city.id].line == 5


@pytest.mark.parametrize("style", ["<w:b/>", '<w:highlight w:val="yellow"/>'])
def test_the_option_set_off_in_word_is_the_key_where_no_answers_are_written(style):
    item = only(
        imported(
            document(
                paragraph("1. Which?"),
                paragraph("A. red"),
                paragraph("B. green", style=style),
            ),
            "quiz.docx",
        )
    )

    assert item.key.text == "green"


def test_raised_signs_and_line_breaks_of_word():
    high = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r>'
    options = f"<w:p><w:r><w:t>A. 10</w:t></w:r>{high}<w:r><w:br/><w:t>B. 9</w:t></w:r></w:p>"

    item = only(
        imported(document(paragraph("1. How many?"), options, paragraph("Answer: A")), "a.docx")
    )

    assert (item.key.text, texts(item.distractors)) == ("10⁶", ["9"])


def test_a_table_in_word_is_a_table():
    imported_ = imported(
        document(
            paragraph("My quiz"),
            table(("Question", "A", "B", "Answer"), ("Which?", "red", "green", "B")),
        ),
        "quiz.docx",
    )

    assert only(imported_).key.text == "green"


def test_pictures_of_word_are_named():
    imported_ = imported(document("<w:p><w:r><w:drawing/></w:r></w:p>"), "quiz.docx")

    assert "pictures" in imported_.findings[0].message


def test_cells_of_a_spreadsheet_are_read_as_shown():
    head = row("Question", "A", "B", "Answer")
    endless = 'table:number-rows-repeated="1000000"'
    empty = f"<table:table-row {endless}><table:table-cell/></table:table-row>"
    data = spreadsheet(row("Quiz"), head, row("How much?", "25 %", "1.50", "A"), empty)

    item = only(imported(data, "quiz.ods"))

    assert (item.key.text, texts(item.distractors)) == ("25 %", ["1.50"])


@pytest.mark.parametrize(
    "repeated",
    ['table:number-rows-repeated="999999999"', 'table:number-rows-repeated="x"'],
)
def test_rows_repeated_without_end_are_read_within_bounds(repeated):
    data = spreadsheet(row("Question", "Answer"), row("a?", "b", attributes=repeated))

    assert len(imported(data, "quiz.ods").items) <= 50_000


@pytest.mark.parametrize("name", ["quiz.docx", "quiz.ods"])
def test_damaged_files_are_findings(name):
    part = "word__document_xml" if name.endswith("docx") else "content_xml"
    for content in ("<a", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a/>"):
        imported_ = imported(archive(**{part: content, "mimetype": "x"}), name)
        assert imported_.items == ()
        assert codes(imported_)[0][0] in {"X601", "X604"}
