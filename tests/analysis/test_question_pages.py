"""A class's questions, each with one verdict, and what to do about one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from quizapp.analysis.class_questions import Said, class_questions
from quizapp.analysis.judgement_words import judgement_reason
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.item_analysis import Judgement, Verdicted
from tests.analysis.test_pages import play
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import edit_bank

WRONG = "/tides/items/what-pulls"


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class with one learner."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


@pytest.fixture
def questions(world: ClassWorld) -> str:
    return f"/teach/classrooms/{world.classroom_id}/questions"


@pytest.fixture
def with_wrong_key(app: Flask, world: ClassWorld) -> None:
    """Fifteen who know all else choose another answer than the key; twelve weaker ones do not."""
    play(app, world, 15, 1)
    play(app, world, 12, 2, 3, 5)


@pytest.mark.slow
@pytest.mark.usefixtures("with_wrong_key")
def test_the_most_harmful_question_stands_first_with_its_reason(
    app: Flask, world: ClassWorld, teacher: Visitor, questions: str
) -> None:
    with app.app_context():
        found = class_questions(world.classroom.id, bank_shelf().banks)

    page = text_of(teacher.get(questions).text)

    first = found.asked[0]
    assert (first.item_id, first.judgement, first.n) == ("what-pulls", Judgement.WRONG_KEY, 27)
    assert [line.item_id for line in found.asked if line.judgement is Judgement.WRONG_KEY] == [
        "what-pulls"
    ]
    assert re.search(
        r"Wrong key\? 1 .*? All of the strongest third chose “.+?”\. The key says", page
    )
    assert "what-pulls" not in page


def test_an_answer_with_emphasis_is_said_in_words(app: Flask) -> None:
    verdict = Verdicted(
        Judgement.WRONG_KEY, 27, rival="a", keys=("b",), strongest_rival=1.0, strongest_key=0.0
    )

    with app.test_request_context():
        reason = judgement_reason(Said(verdict, {"a": "**The** wind", "b": "The $x^2$ moon"}))

    assert "chose “The wind”. The key says “The x² moon”." in reason


@pytest.mark.usefixtures("with_wrong_key")
def test_questions_are_found_by_their_words_their_part_and_whether_they_were_asked(
    teacher: Visitor, questions: str
) -> None:
    every = text_of(teacher.get(f"{questions}?show=all").text)
    by_words = text_of(teacher.get(f"{questions}?show=all&q=nobody+asks+this").text)
    unasked = teacher.get(f"{questions}?show=unasked").text

    assert "To look at" in every
    assert "No question fits this" in by_words
    assert "question-stem" in unasked
    assert teacher.get(f"{questions}?show=what").status_code == 404


def test_a_few_answers_are_too_few_to_say(
    app: Flask, world: ClassWorld, teacher: Visitor, questions: str
) -> None:
    play(app, world, 3, 1)

    page = text_of(teacher.get(questions).text)

    assert "No question has to be looked at." in page
    assert "5 questions have fewer than 10 answers: too few to say." in page
    assert "3 answers so far. A verdict begins at 10." in text_of(
        teacher.get(f"{questions}?show=all").text
    )


@pytest.mark.usefixtures("with_wrong_key")
def test_one_press_makes_the_answer_of_the_strongest_the_key_and_leads_to_the_marks(
    teacher: Visitor, questions: str, bank_file: Path
) -> None:
    page = teacher.get(questions + WRONG).text
    form = re.search(
        r'action="([^"]+/key)".*?name="option" value="([^"]+)".*?name="seen" value="([^"]+)"',
        page,
        re.DOTALL,
    )
    assert form
    action, option, seen = form.groups()

    sent = teacher.send(action, option=option, seen=seen)

    assert sent.status_code == 303
    assert "/regrades/new?" in sent.headers["Location"]
    assert "published=" in sent.headers["Location"]
    assert "key: The moon" not in bank_file.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("with_wrong_key")
def test_what_was_edited_since_is_not_judged_by_earlier_answers(
    app: Flask, world: ClassWorld, teacher: Visitor, questions: str, bank_file: Path
) -> None:
    edit_bank(bank_file, ("key: The moon", "key: The bright moon"))

    with app.app_context():
        teacher.get("/")
        found = class_questions(world.classroom.id, bank_shelf().banks)
    page = text_of(teacher.get(questions + WRONG).text)

    (edited,) = (line for line in found.asked if line.item_id == "what-pulls")
    assert (edited.judgement, edited.n, edited.share) == (Judgement.TOO_FEW, 0, None)
    assert "Edited since Nobody has answered it as it is marked today." in page
    assert "Make “" not in page
