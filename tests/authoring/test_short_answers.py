"""Items whose answer is typed in words: their form, their preview, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import ShortItem
from tests.support.banks import bank_at
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.typed import SHORT, add_short
from tests.support.whole_forms import page_form, publish_review

pytestmark = on_sqlite

NEW = {
    "stem": "Who reads the table?",
    "key": "the pilots",
    "accept": "pilots of the port\r\nsea pilots\r\n",
    "forgive": ["case", "plurals"],
    "feedback-0-text": "the harbour master",
    "feedback-0-feedback": "He keeps it.",
    "topic": "shore",
    "level": "recall",
    "drills": ["quiz", "card"],
    "cites-0": "the pilots read it",
    "explanation": "They do.",
}
ADDRESS = "/teach/bank/items/new?type=short"
EDIT = "/teach/bank/items/who-keeps/edit"


def short_in(path: Path, item_id: str) -> ShortItem:
    item = bank_at(path).items[item_id]
    assert isinstance(item, ShortItem)
    return item


def test_a_new_short_answer_is_written_with_what_it_forgives(bank_file: Path, teacher: Visitor):
    reviewed = teacher.send(ADDRESS, action="review", **NEW)

    assert publish_review(teacher, reviewed) == 303
    item = short_in(bank_file, "who-reads-the-table")
    assert item.accept == ("pilots of the port", "sea pilots")
    assert set(item.forgive) == {"case", "plurals"}
    assert item.feedback == {"the harbour master": "He keeps it."}


def test_what_is_usual_is_not_written_and_nothing_forgiven_is(bank_file: Path, teacher: Visitor):
    usual = {**NEW, "forgive": ["slips", "case", "accents", "articles"]}
    publish_review(teacher, teacher.send(ADDRESS, action="review", **usual))
    before = bank_file.read_text()
    exactly = {**NEW, "stem": "Who read the table?", "forgive": []}

    publish_review(teacher, teacher.send(ADDRESS, action="review", **exactly))

    assert "forgive" not in before
    assert short_in(bank_file, "who-read-the-table").forgive == ()


def test_one_variant_more_leaves_the_rest_of_the_file_as_it_was(bank_file: Path, teacher: Visitor):
    add_short(bank_file)
    before = bank_file.read_text()
    variants = "harbourmaster of the port\r\nport captain"
    form = page_form(teacher, EDIT)

    reviewed = teacher.browser.post(EDIT, data=form.filled_in(accept=variants, action="review"))

    assert publish_review(teacher, reviewed) == 303
    wanted = "accept: [harbourmaster of the port, port captain]"
    assert bank_file.read_text() == before.replace("accept: [harbourmaster of the port]", wanted)


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"key": "?!"}, "key", "nobody can type it"),
        ({"feedback-0-text": "The Pilots"}, "feedback", "forgive less"),
        ({"accept": "THE PILOTS"}, "accept", "counts anyway"),
    ],
)
def test_what_contradicts_itself_is_told_at_its_field(
    bank_file: Path, teacher: Visitor, changed: dict[str, str], field: str, told: str
):
    page = teacher.send(ADDRESS, action="check", **{**NEW, **changed})

    assert told in text_of(page.text)
    assert SHORT not in bank_file.read_text()


def test_the_preview_shows_its_field_and_what_counts_afterwards(bank_file: Path, teacher: Visitor):
    add_short(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index("- id: who-keeps")].count("\n") + 1

    words = text_of(teacher.send("/teach/bank/preview", text=text, line=line).text)

    asked, _, answered = words.partition("After answering")
    assert "Type a short answer" in asked
    assert "the harbour master Right answer" in answered
    assert "harbourmaster of the port Right answer" in answered


def test_on_paper_it_has_a_line_and_the_key_says_what_counts(bank_file: Path, teacher: Visitor):
    add_short(bank_file)

    page = teacher.get(
        "/teach/quizzes/words/paper?forms=2&seed=5&items=same&parts=questions&parts=key&parts=sheet"
    )

    words = text_of(page.text)
    assert 'class="sheet-line"' in page.text
    assert "Write a short answer." in words
    assert "the harbour master" in words
    assert "harbourmaster of the port" in words
