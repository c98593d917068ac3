from __future__ import annotations

from pathlib import Path

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank


def test_anybody_may_read_the_article(anonymous: Visitor) -> None:
    page = anonymous.get("/article")

    text = text_of(page.text)
    assert page.status_code == 200
    assert "How the tides come about" in text
    assert "Ida Ekman" in text
    assert "The Harbour School" in text
    assert "1 March 2020" in text
    assert "twice a day the water rises" in text


def test_each_passage_can_be_linked_to(anonymous: Visitor) -> None:
    page = anonymous.get("/article")

    for passage in ("moon-1", "moon-2", "shore-1", "shore-2"):
        assert f'id="{passage}"' in page.text


def test_passages_are_markdown_and_never_raw_html(anonymous: Visitor, bank_file: Path) -> None:
    edit_bank(
        bank_file, ("At low water", "<script>alert(1)</script> *Still* <b>bold</b>. At low water")
    )

    page = anonymous.get("/article")

    assert "<em>Still</em>" in page.text
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text


def test_the_article_takes_no_forms(learner: Visitor) -> None:
    assert learner.send("/article").status_code == 405
