"""A wrong key: made right in one press, its marks one click away, and all taken back in one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.domain.items.content import option_id
from tests.support.editing import publish
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank, marks_of, on_sqlite
from tests.support.regrade_pages import take
from tests.support.regrading import OTHER_KEY

pytestmark = on_sqlite

WIND, MOON = option_id("The wind"), option_id("The moon")
KEY = "/teach/bank/items/what-pulls/key"


@pytest.fixture
def attempt(app: Flask, learner: Visitor) -> str:
    """The learner's quiz, with the wind chosen."""
    return take(app, learner, "The wind")


def press(teacher: Visitor, option: str = WIND, seen: str = MOON) -> TestResponse:
    """Press “Make it the key”."""
    return teacher.send(KEY, option=option, seen=seen)


def test_one_press_changes_the_key_and_leads_to_the_marks(
    teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    edit_bank(bank_file, ("    key: The moon\n", "    key: The moon  # surely\n"))
    before = bank_file.read_text().splitlines()

    done = press(teacher)

    page = teacher.get(done.headers["Location"])
    words = text_of(page.text)
    assert done.status_code == 303
    assert "Published. Now the marks" in words
    assert "Mark anew, and nobody loses 1 mark would rise." in words
    assert "Change 1 mark" in words
    after = bank_file.read_text().splitlines()
    changed = [line for line in after if line not in before]
    assert changed == ["    key: The wind  # surely", "      - The moon"]
    assert len(after) == len(before)


def test_learners_of_others_are_counted_and_not_said_to_be_nobody(
    teacher: Visitor, attempt: str
) -> None:
    words = text_of(teacher.get(press(teacher).headers["Location"]).text)

    assert "1 learner whom you do not teach" in words
    assert "Nobody’s score changes" not in words


def test_the_marks_are_changed_by_the_next_press(
    learner: Visitor, teacher: Visitor, attempt: str
) -> None:
    page = teacher.get(press(teacher).headers["Location"])

    done = sent(teacher, page, "/teach/regrades")

    assert done.status_code == 303
    assert "went from 4 to 5" in text_of(learner.get("/").text)
    assert "by the corrected question, and nobody loses" in text_of(
        teacher.get(done.headers["Location"]).text
    )


def test_one_press_takes_the_publication_back(
    teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    before = bank_file.read_text()
    page = teacher.get(press(teacher).headers["Location"])

    done = sent(teacher, page, "/undo")

    assert done.status_code == 303
    assert bank_file.read_text() == before
    assert sent(teacher, page, "/undo").status_code == 303
    assert bank_file.read_text() == before


def test_what_was_edited_since_is_not_taken_back(
    teacher: Visitor, attempt: str, bank_file: Path
) -> None:
    page = teacher.get(press(teacher).headers["Location"])
    edit_bank(bank_file, ("title: The tides", "title: High and low water"))
    edited = bank_file.read_text()

    done = sent(teacher, page, "/undo")

    assert "/teach/bank/history/" in done.headers["Location"]
    assert "Nothing was changed" in teacher.get(done.headers["Location"]).text
    assert bank_file.read_text() == edited


def test_a_key_that_another_teacher_has_changed_is_left_alone(
    teacher: Visitor, bank_file: Path
) -> None:
    press(teacher)
    changed = bank_file.read_text()

    done = press(teacher, option_id("The pilots"), seen=MOON)

    assert bank_file.read_text() == changed
    assert "another key by now" in teacher.get(done.headers["Location"]).text


def test_the_same_press_twice_changes_it_once(teacher: Visitor, bank_file: Path) -> None:
    press(teacher)
    changed = bank_file.read_text()

    again = press(teacher)

    assert again.status_code == 303
    assert bank_file.read_text() == changed


def test_a_key_that_is_one_already_offers_no_way_back_from_what_was_published_since(
    teacher: Visitor, colleague: Visitor, attempt: str
) -> None:
    press(teacher)
    publish(colleague, ("title: The tides", "title: High and low water"))

    page = teacher.get(press(teacher).headers["Location"])

    assert "It is the key already." in page.text
    assert "/undo" not in page.text


def test_an_answer_that_is_not_there_changes_nothing(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_text()

    answers = [press(teacher, option_id("The sun")), press(teacher, "")]

    assert [answer.status_code for answer in answers] == [409, 404]
    assert bank_file.read_text() == before


def test_a_mistake_elsewhere_in_the_file_is_told_and_leads_to_the_file(
    teacher: Visitor, bank_file: Path
) -> None:
    bank_file.write_text(bank_file.read_text().replace("    pick: 3\n", "    pick: 300\n"))
    before = bank_file.read_text()

    done = press(teacher)

    assert bank_file.read_text() == before
    assert done.headers["Location"] == "/teach/bank"
    words = teacher.get("/teach/bank").text
    assert "the file has a mistake elsewhere: " in words
    assert "Change the question here" not in words


def test_only_teachers_may(learner: Visitor, bank_file: Path) -> None:
    before = bank_file.read_text()

    assert learner.send(KEY, option=WIND).status_code == 403
    assert bank_file.read_text() == before


def test_publishing_in_the_editor_leads_to_the_marks_too(teacher: Visitor, attempt: str) -> None:
    done = publish(teacher, *OTHER_KEY)

    assert "published=" in done.headers["Location"]
    assert "1 mark would rise" in text_of(teacher.get(done.headers["Location"]).text)


def test_publishing_other_words_leads_back_as_ever(teacher: Visitor, attempt: str) -> None:
    done = publish(teacher, ("title: The tides", "title: High and low water"))

    assert "published=" not in done.headers["Location"]


def test_marks_left_as_they_are_are_noted_and_can_be_asked_again(
    app: Flask, teacher: Visitor, attempt: str
) -> None:
    page = teacher.get(press(teacher).headers["Location"])

    done = sent(teacher, page, "/leave")

    left = teacher.get(done.headers["Location"])
    assert "Marks left as they are" in text_of(left.text)
    assert "No mark changed." in text_of(left.text)
    assert "later regrades" not in left.text
    assert marks_of(app, attempt)[1] == 0.0
    assert sent(teacher, left, "/undo").status_code == 303
