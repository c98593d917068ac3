"""The item at the cursor, for the editor to show beside the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

ADDRESS = "/teach/bank/preview"


@pytest.fixture
def text(bank_file: Path) -> str:
    return bank_file.read_text(encoding="utf-8")


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1


def test_the_item_at_the_line_is_shown_with_key_feedback_and_passage(teacher: Visitor, text: str):
    page = teacher.send(ADDRESS, text=text, line=line_of(text, "- id: what-pulls"))

    assert page.status_code == 200
    for words in (
        "What pulls at the sea",
        "Right answer",
        "Wind raises waves",
        "Hint, if asked for",
    ):
        assert words in page.text
    assert "<mark>The moon pulls at the sea</mark>" in page.text
    assert "Nobody has answered it yet." in page.text


def test_what_is_shown_is_the_text_that_was_sent_not_the_bank_in_use(teacher: Visitor, text: str):
    new = text.replace("What pulls at the sea and makes it rise?", "What *lifts* the sea?")

    page = teacher.send(ADDRESS, text=new, line=line_of(new, "- id: what-pulls"))

    assert "What <em>lifts</em> the sea?" in page.text


@pytest.mark.parametrize("item_id", ["who-reads", "bare-flats", "spring-tide", "ebb"])
def test_every_type_is_shown(teacher: Visitor, text: str, item_id: str):
    page = teacher.send(ADDRESS, text=text, line=line_of(text, f"- id: {item_id}\n"))

    assert "As it is asked" in page.text
    assert re.search(r"<summary>As (a card|\d cards)</summary>", page.text)


def test_a_term_names_its_kind_and_what_it_is_kept_from(teacher: Visitor, text: str):
    term = "    term: neap tide\n"
    new = text.replace(term, f"{term}    kind: group\n    not_beside: ebb\n")

    page = teacher.send(ADDRESS, text=new, line=line_of(new, "- id: neap\n"))

    assert "Kind: Group of people" in page.text
    assert "Never shown beside: ebb" in page.text


def test_learners_who_answered_are_counted(
    app: Flask, teacher: Visitor, learner: Visitor, text: str
):
    learner.take("all")

    page = teacher.send(ADDRESS, text=text, line=line_of(text, "- id: what-pulls"))

    assert "One learner has answered it." in page.text
    assert "figures begin at 20" in page.text


def test_outside_of_all_items_it_says_where_to_go(teacher: Visitor, text: str):
    page = teacher.send(ADDRESS, text=text, line=1)

    assert "Put the cursor into a question" in page.text


def test_an_item_that_is_not_whole_says_why(teacher: Visitor, text: str):
    broken = text.replace("    key: The moon\n", "")

    page = teacher.send(ADDRESS, text=broken, line=line_of(broken, "- id: what-pulls"))

    assert "This question can be shown once it is whole" in page.text


def test_html_in_a_text_stays_text(teacher: Visitor, text: str):
    hostile = text.replace("What pulls at the sea and makes it rise?", "'<img src=x onerror=a>?'")

    page = teacher.send(ADDRESS, text=hostile, line=line_of(hostile, "- id: what-pulls"))

    assert page.status_code == 200
    assert "<img" not in page.text


@pytest.mark.parametrize("fields", [{}, {"text": "x"}, {"line": "1"}, {"text": "x", "line": "-1"}])
def test_a_bad_form_is_refused(teacher: Visitor, fields: dict[str, str]):
    assert teacher.send(ADDRESS, **fields).status_code == 422


def test_a_text_larger_than_other_forms_is_taken(teacher: Visitor, text: str):
    long = text + "# a comment\n" * 200_000

    assert teacher.send(ADDRESS, text=long, line=1).status_code == 200


def test_only_teachers_see_it(anonymous: Visitor, learner: Visitor, teacher: Visitor, text: str):
    assert learner.send(ADDRESS, text=text, line=1).status_code == 403
    assert anonymous.send(ADDRESS, text=text, line=1).status_code == 401
    assert teacher.get(ADDRESS).status_code == 405


def test_the_editors_page_alone_lets_its_script_add_styles(teacher: Visitor):
    page = teacher.get("/teach/bank")
    other = teacher.get("/teach/scores")

    nonce = page.text.split('data-nonce="', 1)[1].split('"', 1)[0]
    assert f"style-src 'self' 'nonce-{nonce}'" in page.headers["Content-Security-Policy"]
    assert nonce not in teacher.get("/teach/bank").text
    assert "style-src" not in other.headers["Content-Security-Policy"]
