"""The pages of the item analysis, as a teacher of the class sees them."""

from __future__ import annotations

import csv
import io
import re
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Attempt
from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, class_of
from tests.support.copied_attempts import copy_into
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.test_query_counts import statements_for

ITEM = "items/what-pulls"


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class with one learner."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


@pytest.fixture
def questions(world: ClassWorld) -> str:
    return f"/teach/classrooms/{world.classroom_id}/questions"


def play(app: Flask, world: ClassWorld, count: int, *wrong: int) -> None:
    """Let so many more learners of the class take the quiz, wrong at these positions."""
    with app.app_context():
        assignment = world.assign()
        name = f"player{len(world.learner_ids)}"
        attempt = world.play(assignment, world.add_learner(name), wrong=wrong)
        copy_into(world, attempt, count - 1)


def test_a_class_that_took_nothing_is_told_what_to_do(
    teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    page = text_of(teacher.get(questions).text)

    assert "Nothing to analyse yet" in page
    assert "Set a quiz" in page
    assert "Nobody has finished it yet" in text_of(teacher.get(f"{questions}/tides/all").text)
    assert "Nobody has answered it yet" in text_of(teacher.get(f"{questions}/tides/{ITEM}").text)


def test_a_few_attempts_give_figures_and_no_words(
    app: Flask, teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    play(app, world, 1)

    overview, quiz, item = (
        text_of(teacher.get(questions + path).text) for path in ("", "/tides/all", f"/tides/{ITEM}")
    )

    assert "too few to say" in overview
    assert "too few to say (n = 1)" in quiz
    assert "one attempt is not enough to see a spread" in quiz
    assert "Too few to say: 1 attempt; most remarks begin at 20." in item


@pytest.mark.slow
def test_a_wrong_key_stands_out_on_every_page_and_in_the_table(
    app: Flask, teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    play(app, world, 15, 1)
    play(app, world, 12, 2, 3, 5)

    overview, quiz, item, by_look = (
        text_of(teacher.get(questions + path).text)
        for path in (
            "?show=quizzes",
            "/tides/all",
            f"/tides/{ITEM}?quiz=all",
            "/tides/all?order=look",
        )
    )
    table = teacher.get(f"{questions}/tides/all/items.csv")
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))

    assert "1 of 5" in overview
    for page in (quiz, item):
        assert "more often than the key “The moon” (0 %): check the key." in page
    assert "44 %" in quiz  # 12 of 27
    assert by_look.index("What pulls at the sea") < by_look.index("Who works with the table")
    assert rows[0]["Item"] == "what-pulls"
    assert float(rows[0]["Facility"]) == pytest.approx(12 / 27, abs=1e-6)
    assert rows[0]["n"] == "27"
    assert rows[0]["Remarks"].startswith("The strongest third (n = 9 of 27)")
    assert "attachment" in table.headers["Content-Disposition"]


def test_a_wrong_key_is_said_in_the_same_words_beside_the_editor(
    app: Flask, teacher: Visitor, bank_file: Path, questions: str, world: ClassWorld
) -> None:
    play(app, world, 15, 1)
    play(app, world, 12, 2, 3, 5)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index("- id: what-pulls")].count("\n") + 1

    beside_editor = text_of(teacher.send("/teach/bank/preview", text=text, line=line).text)

    sentence = re.search(r"The strongest third .*?: check the key\.", beside_editor)
    assert sentence is not None
    assert sentence[0] in text_of(teacher.get(f"{questions}/tides/{ITEM}").text)


def test_an_item_leads_to_all_that_can_be_done_about_it(
    app: Flask, teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    play(app, world, 2, 1)

    page = teacher.get(f"{questions}/tides/{ITEM}").text
    missed = text_of(teacher.get(f"{questions}/tides/{ITEM}/missed?quiz=all").text)

    for link in (
        f"{questions}/tides/{ITEM}/missed?quiz=all",
        f"/teach/classrooms/{world.classroom_id}/challenges",
        "/teach/bank/items/what-pulls/edit",
        "/teach/regrades/new?item=what-pulls",
        "/article?passage=moon-1&amp;words=",
    ):
        assert f'href="{link}' in page, link
    assert "Copy 0" not in page, "nobody is named beside the figures"
    assert "Copy 0" in missed


def test_names_as_hostile_as_they_come_are_shown_as_text(
    app: Flask, teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    play(app, world, 1, 1)
    with app.app_context(), writing():
        row = db.session.query(Attempt).one()
        row.user.display_name = "<script>alert('٣ 🌊')</script>" + "Ж" * 40
        db.session.commit()

    page = teacher.get(f"{questions}/tides/{ITEM}/missed").text

    assert "<script>alert(" not in page
    assert "٣ 🌊" in page


@pytest.mark.parametrize(
    "path",
    [
        "/tides/none",
        "/none/all",
        "/tides/items/none",
        "/tides/items/what-pulls/missed",
        "/tides/all?of=none",
        "/tides/all?order=none",
        "/tides/all/items.csv?of=%00",
        "/tides/items/what-pulls?quiz=none",
    ],
)
def test_what_is_not_there_is_not_found(teacher: Visitor, questions: str, path: str) -> None:
    assert teacher.get(questions + path).status_code == 404


@pytest.mark.slow
def test_pages_ask_the_database_as_often_for_many_attempts_as_for_one(
    app: Flask, teacher: Visitor, questions: str, world: ClassWorld
) -> None:
    paths = ("", "?show=quizzes", "/tides/all", f"/tides/{ITEM}?quiz=all", "/tides/all/items.csv")
    play(app, world, 1)
    for path in paths:
        teacher.get(questions + path)
    before = [statements_for(app, partial(teacher.get, questions + path)) for path in paths]
    play(app, world, 12, 1, 2)
    play(app, world, 9, 3)

    after = [statements_for(app, partial(teacher.get, questions + path)) for path in paths]

    assert after == before
    assert max(after) <= 10
