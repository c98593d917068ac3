"""Questions added, changed and taken out by forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.authoring.item_forms import TYPE_NAMES
from quizapp.domain.bank import read_bank
from quizapp.domain.bank.splicing import bank_data
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import NEW_CHOICE, page_form, publish_review

pytestmark = on_sqlite


TYPES = [
    "One right answer",
    "Several right answers",
    "True or false",
    "Text with gaps",
    "Sentence to find in a passage",
    "To put in order",
    "To be matched",
    "To be sorted",
    "Number to type",
    "Short answer to type",
    "Term and definition",
]


def test_each_type_is_offered_by_the_name_that_teachers_have_for_it(teacher: Visitor) -> None:
    offered = text_of(teacher.get("/teach/bank/items/new").text)

    assert [name for name in TYPES if name not in offered] == []
    assert {str(name) for name in TYPE_NAMES.values()} == set(TYPES)


def test_a_new_question_is_published_with_every_other_byte_as_it_was(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()

    review = teacher.send("/teach/bank/items/new?type=choice", action="review", **NEW_CHOICE)
    status = publish_review(teacher, review)

    after = bank_file.read_text()
    assert (review.status_code, status) == (200, 303)
    at = before.index("quizzes:")
    assert after.startswith(before[:at])
    assert after.endswith(before[at:])
    bank = read_bank(after.encode()).bank
    assert bank is not None
    assert bank.items["what-do-the-pilots-read"].cites == ("the pilots read it",)


def test_an_option_of_a_thousand_characters_with_feedback_can_be_asked(
    teacher: Visitor, bank_file: Path
) -> None:
    long = ("It is read by those who wait at the harbour. " * 23)[:1000].strip()
    wrong = {**NEW_CHOICE, "distractors-1-text": long}

    review = teacher.send("/teach/bank/items/new?type=choice", action="review", **wrong)

    assert review.status_code == 200
    assert publish_review(teacher, review) == 303
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    options = bank.content_of("what-do-the-pilots-read").questions[0].options
    assert [each.feedback for each in options if each.text == long] == ["It says nothing of tides."]


def test_a_change_touches_only_what_was_changed(teacher: Visitor, bank_file: Path) -> None:
    text = bank_file.read_text().replace("    key: The moon\n", "    key: The moon # of course\n")
    save_bank(bank_file, text)
    form = page_form(teacher, "/teach/bank/items/what-pulls/edit")

    review = teacher.browser.post(
        "/teach/bank/items/what-pulls/edit",
        data=form.filled_in(
            **{"distractors-2-feedback": "They only read of it.", "action": "review"}
        ),
    )
    publish_review(teacher, review)

    assert bank_file.read_text() == text.replace(
        "      - The pilots\n    hint", "      - The pilots: They only read of it.\n    hint"
    )


@pytest.mark.parametrize("item_id", ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"])
def test_a_form_sent_as_it_was_opened_changes_nothing(
    item_id: str, teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    path = f"/teach/bank/items/{item_id}/edit"

    review = teacher.browser.post(path, data=page_form(teacher, path).filled_in(action="review"))

    assert review.status_code == 200
    assert "No question changes." in text_of(review.text)
    assert publish_review(teacher, review) == 303
    assert bank_file.read_text() == before


@pytest.mark.parametrize(
    ("kind", "fields", "written"),
    [
        (
            "multiple",
            {
                "stem": "Who works with the tides?",
                "keys-0-text": "Pilots",
                "keys-1-text": "Fishermen",
                "distractors-0-text": "Bakers",
                "credit": "exact",
            },
            {"keys": ["Pilots", "Fishermen"], "credit": "exact"},
        ),
        (
            "true-false",
            {"stem": "The moon pulls.", "key": "false"},
            {"key": "false", "drills": ["quiz", "card"]},
        ),
        (
            "cloze",
            {
                "text": "The {{moon}} pulls.",
                "gaps-0-gap": "moon",
                "gaps-0-distractors-0-text": "sun",
                "gaps-0-distractors-1-text": "wind",
                "gaps-0-distractors-1-feedback": "No.",
            },
            {"distractors": {"moon": ["sun", {"wind": "No."}]}},
        ),
        (
            "term",
            {"term": "moon", "definition": "what pulls", "drills": ["card"]},
            {"drills": ["card"]},
        ),
        (
            "term",
            {
                "term": "bore",
                "definition": "a wave that runs up a river",
                "kind": "event",
                "distractors-0-text": "surf",
                "distractors-0-feedback": "It breaks on a beach.",
                "distractors-2-text": "swell",
                "not_beside": ["slack", "ebb"],
            },
            {
                "kind": "event",
                "distractors": [{"surf": "It breaks on a beach."}, "swell"],
                "not_beside": ["ebb", "slack"],
            },
        ),
    ],
)
def test_every_type_has_its_form(
    kind: str,
    fields: dict[str, object],
    written: dict[str, object],
    teacher: Visitor,
    bank_file: Path,
) -> None:
    shared = {"topic": "", "new_topic": "Sun, moon: stars", "drills": ["quiz", "card"]}

    review = teacher.send(
        f"/teach/bank/items/new?type={kind}", action="review", **{**shared, **fields}
    )
    assert review.status_code == 200, text_of(review.text)
    publish_review(teacher, review)

    data = bank_data(bank_file.read_text())
    assert data["topics"]["sun-moon-stars"] == "Sun, moon: stars"
    assert data["items"][-1]["type"] == kind
    assert written.items() <= data["items"][-1].items()


@pytest.mark.parametrize(
    ("kind", "ticked"), [("choice", ["quiz", "card"]), ("true-false", ["quiz"])]
)
def test_a_new_item_is_asked_as_its_type_usually_is(
    kind: str, ticked: list[str], teacher: Visitor
) -> None:
    form = page_form(teacher, f"/teach/bank/items/new?type={kind}")

    assert form.filled_in()["drills"] == ticked


def test_an_item_with_faults_can_be_mended_with_its_form(teacher: Visitor, bank_file: Path) -> None:
    good = bank_file.read_text()
    save_bank(bank_file, good.replace("    key: The moon\n", ""))
    path = "/teach/bank/items/what-pulls/edit"

    page = teacher.get(path)
    form = page_form(teacher, path)
    review = teacher.browser.post(
        path, data=form.filled_in(**{"key-text": "The moon", "action": "review"})
    )
    publish_review(teacher, review)

    assert "B201" in page.text
    assert read_bank(bank_file.read_bytes()).bank == read_bank(good.encode()).bank


def test_a_type_that_there_is_not_has_no_form(teacher: Visitor) -> None:
    assert "What kind is it?" in text_of(teacher.get("/teach/bank/items/new?type=essay").text)
    assert teacher.send("/teach/bank/items/new?type=essay").status_code == 404


def test_a_file_that_no_form_can_change_says_so_and_where_to_go(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, "items: [{id: a, stem: b}]\ntopics: {moon: Moon}\n")

    listed = teacher.get("/teach/bank/items")
    review = teacher.send("/teach/bank/items/new?type=choice", action="check", **NEW_CHOICE)
    save_bank(bank_file, "items:\n\t- id: a")
    unreadable = teacher.get("/teach/bank/items")

    assert listed.status_code == 200
    assert (review.status_code, unreadable.status_code) == (409, 409)
    assert "in brackets" in text_of(review.text)
    assert "Open the text of the file" in text_of(unreadable.text)
