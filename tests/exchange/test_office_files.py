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


HEAD = ("Question", "A", "B", "Answer")


def test_every_table_in_word_is_taken_and_placed_by_its_paragraphs():
    imported_ = imported(
        document(
            paragraph("Part one"),
            table(HEAD, ("Which?", "red", "green", "B")),
            paragraph("Part two"),
            table(HEAD, ("Who?", "me", "you", "A")),
            paragraph("1. Where?"),
            paragraph("A. here"),
            paragraph("B. there"),
            paragraph("Answer: B"),
        ),
        "quiz.docx",
    )

    which, who, where = found(imported_)
    assert (which.key.text, who.key.text, where.key.text) == ("green", "me", "there")
    assert [imported_.places[item.id].line for item in (which, who, where)] == [6, 15, 19]


def test_text_beside_a_table_in_word_is_named():
    imported_ = imported(
        document(paragraph("Choose well."), table(HEAD, ("Which?", "red", "green", "B"))), "a.docx"
    )

    assert len(imported_.items) == 1
    assert "Choose well." in imported_.findings[0].message


def test_a_table_within_a_table_of_word_is_taken_once():
    inner = table(HEAD, ("Which?", "red", "green", "B"))
    laid_out = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"

    assert only(imported(document(laid_out), "quiz.docx")).stem == "Which?"


def test_a_cell_of_word_that_spans_columns_shifts_no_other():
    wide = table(HEAD, ("Which?", "red", "blue")).replace(
        f"<w:tc>{paragraph('red')}",
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('red')}",
    )

    imported_ = imported(document(wide.replace("blue", "A")), "quiz.docx")

    assert (imported_.items, codes(imported_)) == ((), [("X612", 5)])
    assert "fewer than two options" in imported_.findings[0].message


def test_a_text_box_of_word_is_read_once_and_apart():
    box = f"<w:txbxContent>{paragraph('A note.')}</w:txbxContent>"
    both = (
        f"<m:AlternateContent xmlns:m='urn:m'><m:Choice>{box}</m:Choice>"
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    )
    stem = f"<w:p><w:r><w:t>1. Which?</w:t></w:r><w:r>{both}</w:r></w:p>"

    imported_ = imported(
        document(stem, paragraph("A. red"), paragraph("B. green"), paragraph("Answer: B")), "a.docx"
    )

    assert only(imported_).stem == "Which?\nA note."


def test_what_was_moved_in_word_is_read_where_it_stands_now():
    moved = paragraph("A. red").replace("<w:r>", "<w:moveFrom><w:r>")
    moved = moved.replace("</w:r>", "</w:r></w:moveFrom>")

    imported_ = imported(
        document(
            paragraph("1. Which?"),
            moved,
            paragraph("A. green"),
            paragraph("B. red"),
            paragraph("Answer: A"),
        ),
        "a.docx",
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
