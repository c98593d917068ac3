"""How well predictions for a class came true, as its teacher sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from quizapp.classes.class_teachers import add_teacher
from quizapp.memory.prediction_reports import report_of_class
from quizapp.models import Classroom
from quizapp.upkeep.demo import DemoWishes, fill_demo
from quizapp.web import clock
from tests.support.classes import ClassWorld, class_of, new_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows, published_from
from tests.support.predicted import answered, as_card, first_answers, right, wrong
from tests.test_query_counts import statements_for

NAMES = ("Ada", "Ben", "Cem", "Dunja", "Eva")


@pytest.fixture(autouse=True)
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 4, 1, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(
    time: time_machine.Traveller, app: Flask, teacher: Visitor, bank_file: Path
) -> ClassWorld:
    with app.app_context():
        made = class_of(teacher, published_from(bank_file))
        for name in NAMES:
            made.add_learner(name)
    return made


def address(world: ClassWorld, part: str = "predictions") -> str:
    return f"/teach/classrooms/{world.classroom_id}/{part}"


def text_at(teacher: Visitor, world: ClassWorld) -> str:
    response = teacher.get(address(world))
    assert response.status_code == 200
    return " ".join(text_of(response.text).split())


def test_the_page_begins_with_a_sentence_and_leads_from_the_map(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(16), *wrong(4))

    text = text_at(teacher, world)

    assert (
        "How well predictions come true When we said 80 % on average, 80 % of this class’s "
        "answers were right."
    ) in text
    assert f'href="{address(world)}"' in teacher.get(address(world, "map")).text


def test_the_chart_stands_beside_a_table_with_the_same_figures(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(16), *wrong(4))
            answered(user_id, *right(5), *wrong(15), predicted=0.35)

    page = teacher.get(address(world)).text

    text = " ".join(text_of(page).split())
    assert "Expected Right Answers 35 % 25 % 100 80 % 80 % 100" in text
    assert 'cx="35.0%" cy="75.0%"' in page
    assert 'cx="80.0%" cy="20.0%"' in page


def test_where_the_class_makes_predictions_better_the_page_says_so_with_the_interval(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(20))
            first_answers(user_id, 20, predicted_plain=0.9)

    text = text_at(teacher, world)

    assert "This is better than FSRS, the usual formula for flashcards" in text
    assert "Log loss 0.223 against 0.357, the lower the better: a difference of −0.134" in text
    assert "95 % interval −0.134 to −0.134" in text
    assert "This is worse than to expect of each new question that 30 % know it" in text


def test_where_it_cannot_be_told_the_page_says_so(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(20), predicted_plain=0.8)

    text = text_at(teacher, world)

    assert "Whether this is better or worse than FSRS" in text
    assert "cannot be said from these answers" in text


def test_cards_and_checked_questions_stand_apart(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(20), **as_card())
            answered(user_id, *right(10))

    text = text_at(teacher, world)

    assert "Cards, which learners rate themselves: 80 % expected, 100 % right, 100 answers." in text
    assert "Checked questions: too few to say, 50 answers." in text


def test_too_few_answers_are_told_with_how_many_are_wanted_and_what_to_do(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        answered(world.learner_ids[0], {})

    text = text_at(teacher, world)

    assert "Too few to say: 1 answer by 1 learner so far. 100 answers by 5 learners" in text
    assert "Set the class a quiz" in text
    assert "When we said" not in text


def test_another_classs_answers_are_not_on_the_page_nor_the_page_for_its_teacher(
    app: Flask, teacher: Visitor, colleague: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        other = new_class(world.published, tuple(f"{name}2" for name in NAMES), teacher="tim")
        for user_id in other.learner_ids:
            answered(user_id, *right(20))

    assert "0 answers by 0 learners so far" in text_at(teacher, world)
    assert colleague.get(address(world)).status_code == 404


def test_the_page_costs_the_same_for_many_answers(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    for_none = statements_for(app, lambda: teacher.get(address(world)))
    with app.app_context():
        for user_id in world.learner_ids:
            answered(user_id, *right(30))

    for_many = statements_for(app, lambda: teacher.get(address(world)))

    assert for_none == for_many <= 6


@pytest.mark.slow
def test_an_invented_class_has_its_figures_on_the_page(
    app: Flask, teacher: Visitor, bank_file: Path
) -> None:
    with app.app_context():
        made = fill_demo(published_from(bank_file), None, DemoWishes(8, 3, 3), clock.moment())
        (invented,) = all_rows(Classroom)
        add_teacher(invented.id, teacher.name, None, clock.now())
        together = report_of_class(invented.id, clock.today()).reviews.together

    text = " ".join(
        text_of(teacher.get(f"/teach/classrooms/{made.classroom_id}/predictions").text).split()
    )

    assert together.shown is not None
    assert "% of this class’s answers were right. Asked before" in text
    assert f"{together.n} answers." in text
    assert "FSRS, the usual formula for flashcards" in text
