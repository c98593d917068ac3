"""The source in two layers as learners and teachers meet it: paragraphs, and notes of the bank."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.layered_bank import LINK, URL, divide_source
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, key_numbers


@pytest.fixture(autouse=True)
def layered(bank_file: Path) -> None:
    divide_source(bank_file)


def test_the_article_shows_notes_as_notes_and_where_a_passage_stands(learner: Visitor) -> None:
    page = learner.get("/article").text

    assert "Note A pilot leads ships." in " ".join(text_of(page).split())
    assert '<div class="bank-note" role="note" id="moon-n1">' in page
    assert "A pilot <em>leads</em> ships." in page
    assert page.count(LINK) == page.count("of the original") == 1
    assert page.index('id="moon-1"') < page.index(LINK) < page.index('id="moon-n1"')


def test_without_an_address_the_paragraph_is_named_and_nothing_linked(
    learner: Visitor, bank_file: Path
) -> None:
    edit_bank(bank_file, (f"  url: {URL}\n", ""))

    page = learner.get("/article").text

    assert "Paragraph 4 of the original" in text_of(page)
    assert "Paragraph 4 of the original</a>" not in page


def test_the_passage_after_an_answer_leads_to_its_paragraph(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    assert LINK in learner.get(f"{attempt}/items/1").text


def test_the_passage_behind_a_card_leads_to_its_paragraph(learner: Visitor) -> None:
    assert LINK in learner.get("/cards?show=what-pulls").text


def test_the_key_on_paper_names_the_paragraph(teacher: Visitor) -> None:
    page = text_of(teacher.get("/teach/quizzes/all/paper").text)

    assert "“The moon pulls at the sea” (Paragraph 4 of the original)" in " ".join(page.split())


def test_the_editors_preview_leads_to_the_paragraph(teacher: Visitor, bank_file: Path) -> None:
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index("- id: what-pulls")].count("\n") + 1

    shown = teacher.send("/teach/bank/preview", text=text, line=str(line))

    assert LINK in shown.text
