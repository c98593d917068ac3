"""The quiz builder as a teacher without JavaScript has it: every step is a button of the form."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from quizapp.models import Attempt, AttemptItem
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.authoring.quiz_builder import ALL, NEW, listed, press, quiz_in
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import form_with
from tests.test_query_counts import statements_for

pytestmark = on_sqlite

IDS = ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]


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


def test_what_was_asked_within_thirty_days_can_be_left_out(
    teacher: Visitor, learner: Visitor, app: Flask
) -> None:
    def offered_unless_recent() -> list[str]:
        page = press(teacher, teacher.get(NEW), "show", **{"find-recent": "1"})
        return form_with(page, "do").fields.getlist("shown")

    everything = offered_unless_recent()
    asked = set(quiz_items(app, learner.start("quiet")))
    moved = update(Attempt).values(started_at=clock.now() - timedelta(days=29))
    with app.app_context(), write_transaction() as tx:
        tx.execute(moved)
    assert asked
    assert offered_unless_recent() == [each for each in everything if each not in asked]

    with app.app_context(), write_transaction() as tx:
        tx.execute(moved.values(started_at=clock.now() - timedelta(days=31)))
    assert offered_unless_recent() == everything


def quiz_items(app: Flask, attempt: str) -> list[str]:
    of_attempt = Attempt.public_id == attempt.rsplit("/", 1)[1]
    with app.app_context():
        return [*db.session.scalars(select(AttemptItem.item_key).join(Attempt).where(of_attempt))]


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


def test_a_quiz_that_the_builder_does_not_know_is_left_to_the_text(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, bank_file.read_text().replace("    pick: 3\n", "    take: 3\n"))

    page = teacher.get("/teach/bank/quizzes/quiet/edit")

    assert page.status_code == 409
    assert "something that the builder does not know" in text_of(page.text)


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
