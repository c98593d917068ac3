"""The quiz builder as a teacher without JavaScript has it: every step is a button of the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank import Quiz, read_bank
from quizapp.models import AuditEntry
from quizapp.web.extensions import db
from tests.support.classes import class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import form_with, whole_forms
from tests.test_query_counts import statements_for

pytestmark = on_sqlite

NEW = "/teach/bank/quizzes/new"
ALL = "/teach/bank/quizzes/all/edit"
IDS = ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]


def press(teacher: Visitor, page: TestResponse, button: str, **changes: object) -> TestResponse:
    """Press a button of the builder, as it stands on a page, after these changes."""
    form = form_with(page, "do")
    assert ("do", button) in form.buttons, form.buttons
    return teacher.browser.post(page.request.path, data=form.filled_in(do=button, **changes))


def listed(page: TestResponse) -> list[str]:
    """The questions of the quiz, in their order."""
    return form_with(page, "do").fields.getlist("item")


def quiz_in(path: Path, quiz_id: str) -> Quiz:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank.quizzes[quiz_id]


def test_a_quiz_is_chosen_put_in_order_and_written_after_the_others(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    page = press(teacher, teacher.get(NEW), "show", tick=["what-pulls", "bare-flats", "ebb"])

    page = press(teacher, page, "up ebb")
    saved = press(teacher, page, "save", title="Check on Friday", order="as-listed")

    assert saved.status_code == 303
    quiz = quiz_in(bank_file, "check-on-friday")
    assert quiz.item_ids == ("what-pulls", "ebb", "bare-flats")
    assert (quiz.title, quiz.order) == ("Check on Friday", "as-listed")
    assert bank_file.read_text().startswith(before)
    shown = teacher.get(saved.location)
    assert "“Check on Friday” is in the file." in shown.text


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("up who-reads", ["who-reads", "what-pulls", *IDS[2:]]),
        ("down who-reads", ["what-pulls", "bare-flats", "who-reads", *IDS[3:]]),
        ("up what-pulls", IDS),
        ("down ebb", IDS),
        ("remove bare-flats", ["what-pulls", "who-reads", "spring-tide", "ebb"]),
        ("sort topic", ["what-pulls", "spring-tide", "who-reads", "bare-flats", "ebb"]),
        ("sort article", ["what-pulls", "spring-tide", "bare-flats", "who-reads", "ebb"]),
    ],
)
def test_each_button_does_what_it_says_and_writes_nothing(
    teacher: Visitor, bank_file: Path, button: str, expected: list[str]
) -> None:
    before = bank_file.read_bytes()

    page = press(teacher, teacher.get(ALL), button)

    assert listed(page) == expected
    assert bank_file.read_bytes() == before


def test_chance_takes_from_what_is_found_and_adds_to_what_is_there(teacher: Visitor) -> None:
    page = press(teacher, teacher.get(NEW), "show", **{"find-topic": "moon", "tick": ["neap"]})

    page = press(teacher, page, "draw 10")

    assert listed(page)[0] == "neap"
    assert sorted(listed(page)) == ["neap", "slack", "spring-tide", "what-pulls"]


def test_what_a_search_hides_stays_chosen(teacher: Visitor) -> None:
    page = press(teacher, teacher.get(ALL), "show", **{"find-words": "moon"})

    page = press(teacher, page, "show", tick=["what-pulls", "who-reads"])

    assert "ebb" in listed(page)
    assert "spring-tide" not in listed(page)
    assert "who-reads" in listed(page)


def test_no_id_is_shown(teacher: Visitor) -> None:
    shown = text_of(teacher.get(ALL).text)

    assert "What pulls at the sea and makes it rise?" in shown
    assert "what-pulls" not in shown
    assert "spring-tide" not in shown


def test_a_question_is_looked_at_where_it_stands_and_closed_again(teacher: Visitor) -> None:
    open_page = press(teacher, teacher.get(ALL), "look what-pulls")

    closed = press(teacher, open_page, "look what-pulls")

    assert "Why, and where it stands" in open_page.text
    assert "Why, and where it stands" not in closed.text
    assert listed(open_page) == listed(closed) == IDS


def test_what_is_covered_and_what_is_given_away_is_said(teacher: Visitor, bank_file: Path) -> None:
    save_bank(
        bank_file,
        bank_file.read_text().replace(
            "stem: What pulls at the sea and makes it rise?",
            "stem: The harbour master works with the table of the tides. What pulls at the sea?",
        ),
    )

    page = press(teacher, teacher.get(NEW), "show", tick=["who-reads", "what-pulls"])

    shown = text_of(page.text)
    assert "Covers 2 of 4 paragraphs" in shown
    assert "Question 2 gives away the answer to 1." in shown


def test_a_quiz_that_draws_is_made_and_changed(teacher: Visitor, bank_file: Path) -> None:
    page = press(teacher, teacher.get(NEW), "show", way="by-topic")
    saved = press(
        teacher, page, "save", way="by-topic", title="Two", **{"pick-moon": "2", "pick-shore": "0"}
    )
    assert saved.status_code == 303
    page = press(teacher, teacher.get("/teach/bank/quizzes/two/edit"), "show", way="drawn")

    saved = press(teacher, page, "save", count="3")

    assert saved.status_code == 303
    assert quiz_in(bank_file, "two").pick == 3
    assert "    pick: 3\n" in bank_file.read_text()


def test_what_a_quiz_says_and_the_form_leaves_alone_stays(
    teacher: Visitor, bank_file: Path
) -> None:
    text = bank_file.read_text().replace(
        "    order: as-listed\n",
        "    order: as-listed # as in the book\n    feedback: after-each\n    second_try: 40 %\n",
    )
    save_bank(bank_file, text)

    saved = press(teacher, teacher.get(ALL), "save", title="All of it")

    assert saved.status_code == 303
    assert bank_file.read_text() == text.replace("Everything about the tides", "All of it")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "Give the quiz a name."),
        ({"title": "T", "way": "drawn", "count": ""}, "Choose one question at least."),
        ({"title": "T", "way": "by-topic"}, "Choose one question at least."),
        ({"title": "T", "way": "drawn", "count": "99"}, "The bank has 8 items"),
        ({"title": "T", "way": "drawn", "count": "many"}, "Not saved."),
        ({"title": "T", "way": "drawn", "count": "3: or 4"}, "Not saved."),
        ({"title": "T", "way": "drawn", "count": "3 # three"}, "Not saved."),
        ({"title": "T", "second_try": "half"}, "Not saved."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept_on_the_page(
    teacher: Visitor, bank_file: Path, changes: dict[str, str], told: str
) -> None:
    before = bank_file.read_bytes()
    page = press(teacher, teacher.get(NEW), "show", tick=["ebb"])

    refused = press(teacher, page, "save", **changes)

    assert refused.status_code == 422
    assert told in text_of(refused.text)
    assert listed(refused) == ["ebb"]
    assert bank_file.read_bytes() == before


def test_a_quiz_that_somebody_else_has_changed_is_not_overwritten(
    teacher: Visitor, colleague: Visitor, bank_file: Path
) -> None:
    mine = teacher.get(ALL)
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    refused = press(teacher, mine, "save", title="Mine")

    assert refused.status_code == 409
    assert "somebody else has changed this quiz" in text_of(refused.text)
    assert quiz_in(bank_file, "all").title == "Theirs"
    assert press(teacher, refused, "save").status_code == 303
    assert quiz_in(bank_file, "all").title == "Mine"


def test_what_was_ticked_before_a_conflict_is_still_chosen_and_the_next_step_counts(
    teacher: Visitor, colleague: Visitor, bank_file: Path
) -> None:
    mine = teacher.get(ALL)
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    refused = press(teacher, mine, "show", tick=[*IDS, "neap"])
    bench = refused.text.partition("data-bench")[2]

    assert refused.status_code == 409
    assert listed(refused) == [*IDS, "neap"]
    assert 'name="mark"' in bench
    assert press(teacher, refused, "remove ebb").status_code == 200


def test_saving_what_is_in_the_file_offers_no_way_back_from_what_another_published(
    teacher: Visitor, colleague: Visitor
) -> None:
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    saved = press(teacher, teacher.get(ALL), "save")

    assert saved.status_code == 303
    assert "revision" not in {
        name for form in whole_forms(teacher.get(saved.location)) for name in form.fields
    }


def test_what_was_typed_into_the_file_since_is_not_taken_back_with_it(
    teacher: Visitor, bank_file: Path
) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    address = saved.location.replace("/quizzes", "/items")
    assert "Undo" in text_of(teacher.get(address).text)
    bank_file.write_text(bank_file.read_text().replace("title: A slip", "title: A slap"))

    shown = teacher.get(address)

    assert shown.status_code == 200
    assert "revision" not in {name for form in whole_forms(shown) for name in form.fields}


def test_a_quiz_that_the_builder_does_not_know_is_left_to_the_text(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, bank_file.read_text().replace("    pick: 3\n", "    take: 3\n"))

    page = teacher.get("/teach/bank/quizzes/quiet/edit")

    assert page.status_code == 409
    assert "something that the builder does not know" in text_of(page.text)


def test_what_was_saved_is_taken_back_in_one_press(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_bytes()
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    page = teacher.get(saved.location)

    form = next(form for form in whole_forms(page) if "revision" in form.fields)
    answer = teacher.browser.post(form.action, data=form.filled_in())

    assert answer.status_code == 303
    assert bank_file.read_bytes() == before
    assert "revision" not in teacher.get(answer.location).text


def test_what_others_saved_since_is_not_taken_back(
    teacher: Visitor, colleague: Visitor, bank_file: Path
) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    form = next(
        form for form in whole_forms(teacher.get(saved.location)) if "revision" in form.fields
    )
    press(colleague, colleague.get(ALL), "save", title="Theirs")

    answer = teacher.browser.post(form.action, data=form.filled_in())

    assert answer.status_code == 409
    assert quiz_in(bank_file, "all").title == "Theirs"
    assert "Undo" not in text_of(teacher.get(saved.location).text)


def test_both_steps_are_in_the_trail(app: Flask, teacher: Visitor) -> None:
    saved = press(teacher, teacher.get(ALL), "save", title="A slip")
    form = next(
        form for form in whole_forms(teacher.get(saved.location)) if "revision" in form.fields
    )
    teacher.browser.post(form.action, data=form.filled_in())

    with app.app_context():
        deeds = db.session.scalars(select(AuditEntry.deed).order_by(AuditEntry.id)).all()

    assert deeds[-2:] == ["save bank", "restore bank"]


def test_how_hard_and_when_asked_is_said_of_what_was_answered(
    teacher: Visitor, learner: Visitor
) -> None:
    learner.take("all")

    shown = text_of(teacher.get(NEW).text)

    assert "asked" in shown
    assert "of 1" in shown
    assert shown.count("not asked") == 3


def test_the_builder_asks_the_database_as_often_for_a_long_history(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    teacher.get(NEW)
    before = statements_for(app, lambda: teacher.get(NEW))
    for _ in range(3):
        learner.take("all")

    after = statements_for(app, lambda: teacher.get(NEW))

    assert before == after


def test_quizzes_are_listed_with_ways_to_change_and_print_them(teacher: Visitor) -> None:
    page = teacher.get("/teach/bank/quizzes")

    shown = text_of(page.text)
    assert "Everything about the tides" in shown
    assert "5 questions · in this order" in shown
    assert "3 questions · drawn at random" in shown
    assert "/teach/bank/quizzes/all/edit" in page.text
    assert "/teach/quizzes/all/paper" in page.text


def test_a_quiz_leads_to_setting_it_for_each_class(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    assert "assignments/new" not in teacher.get("/teach/bank/quizzes").text
    with app.app_context():
        published = bank_shelf().place().published
        assert published is not None
        world = class_of(teacher, published, learner)

    page = teacher.get("/teach/bank/quizzes")

    address = f"/teach/classrooms/{world.classroom_id}/assignments/new?bank=tides&amp;quiz=all"
    assert address in page.text
    form = teacher.get(address.replace("&amp;", "&"))
    assert form.status_code == 200
    assert "Everything about the tides" in text_of(form.text)
