from __future__ import annotations

import pytest

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite


def test_a_quiz_says_what_awaits(anonymous: Visitor) -> None:
    page = anonymous.get("/quizzes/all")

    assert page.status_code == 200
    assert "Every question there is." in page.text
    assert 'action="/quizzes/all/attempts"' in page.text
    assert "5 questions" in text_of(page.text)


def test_a_quiz_says_when_its_answers_are_shown(anonymous: Visitor) -> None:
    after_each = text_of(anonymous.get("/quizzes/all").text)
    at_end = text_of(anonymous.get("/quizzes/quiet").text)

    assert "After each answer" in after_each
    assert "After each answer" not in at_end


def test_a_quiz_that_picks_says_for_whom_its_questions_are_chosen(anonymous: Visitor) -> None:
    picking, listing = (anonymous.get(f"/quizzes/{quiz}").text for quiz in ("quiet", "all"))

    assert "They are chosen for you: those that help you most." in text_of(picking)
    assert "chosen for you" not in text_of(listing)


def test_a_quiz_that_was_begun_is_gone_on_with(learner: Visitor) -> None:
    attempt = learner.start("all")

    page = learner.get("/quizzes/all")

    assert f'href="{attempt}"' in page.text
    assert 'action="/quizzes/all/attempts"' not in page.text


def test_earlier_attempts_are_listed_with_their_scores(learner: Visitor) -> None:
    attempt = learner.take("all")

    page = learner.get("/quizzes/all")

    assert f'href="{attempt}"' in page.text
    assert "0 / 5" in text_of(page.text)


def test_the_attempts_of_others_are_not_listed(learner: Visitor, stranger: Visitor) -> None:
    attempt = learner.take("all")

    page = stranger.get("/quizzes/all")

    assert attempt not in page.text


def test_a_quiz_that_is_not_in_the_bank_is_not_found(anonymous: Visitor) -> None:
    assert anonymous.get("/quizzes/none").status_code == 404


@on_sqlite
@pytest.mark.parametrize("odd", ["ALL", "a" * 65, "-all", "a%00", "a b", "..", "a%2Fb"])
def test_an_address_that_no_quiz_can_have_is_not_found(odd: str, anonymous: Visitor) -> None:
    assert anonymous.get(f"/quizzes/{odd}").status_code == 404


@on_sqlite
def test_the_page_of_a_quiz_takes_no_forms(learner: Visitor) -> None:
    assert learner.send("/quizzes/all").status_code == 405
