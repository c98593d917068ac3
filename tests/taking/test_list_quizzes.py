from __future__ import annotations

from tests.support.pages import text_of
from tests.support.people import Visitor


def test_quizzes_are_listed_in_the_order_of_the_bank(anonymous: Visitor) -> None:
    page = anonymous.get("/quizzes")

    places = [page.text.index(f'href="/quizzes/{key}"') for key in ("all", "quiet", "by-topic")]
    assert page.status_code == 200
    assert places == sorted(places)


def test_a_quiz_is_listed_with_its_number_of_questions(anonymous: Visitor) -> None:
    text = text_of(anonymous.get("/quizzes").text)

    assert "Everything about the tides 5 questions" in text
    assert "See at the end 3 questions" in text


def test_the_best_share_is_listed_once_there_is_one(learner: Visitor) -> None:
    before = text_of(learner.get("/quizzes").text)

    learner.take("by-topic")

    assert "0 %" not in before
    assert "0 %" in text_of(learner.get("/quizzes").text)


def test_the_list_of_quizzes_takes_no_forms(learner: Visitor) -> None:
    assert learner.send("/quizzes").status_code == 405
