"""The pages of a session: what was never met is put as a question, and checked."""

from __future__ import annotations

import re

import pytest
import time_machine
from flask import Flask

from quizapp.models import Attempt, User
from tests.practice.met import CLOSED, ITEMS, NOON, OPEN, answer, item_of, questions
from tests.support.pages import form_to, place_in_navigation, sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of, key_numbers


def test_what_was_never_met_is_put_as_a_question_when_its_button_is_pressed(
    anonymous: Visitor, app: Flask
) -> None:
    page = anonymous.get("/cards")
    response = sent(anonymous, page, "/cards/next")

    text = text_of(page.text)
    assert "Next: a question" in text
    assert "8 left for today" in text
    assert 'name="rating"' not in page.text
    assert re.fullmatch(r"/attempts/[\w-]+/items/1", response.headers["Location"])
    assert (count_of(app, User), count_of(app, Attempt)) == (1, 1)


def test_looking_at_the_session_makes_nobody_a_guest(anonymous: Visitor, app: Flask) -> None:
    for path in ("/cards", "/cards?show=what-pulls", "/"):
        assert anonymous.get(path).status_code == 200

    assert count_of(app, User) == 0


def test_pressing_twice_puts_one_question(learner: Visitor, app: Flask) -> None:
    first = learner.send("/cards/next").headers["Location"]

    second = learner.send("/cards/next").headers["Location"]

    assert first == second
    assert count_of(app, Attempt) == 1


def test_a_question_that_was_put_is_gone_on_with_in_any_tab(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]

    page = learner.get("/cards")

    assert (page.status_code, page.headers["Location"]) == (303, question)
    assert learner.get("/cards?show=ebb").status_code == 200


def test_an_answered_question_leads_on_to_another(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]
    answer(learner, question)

    look = learner.get(question)
    following = sent(learner, look, "/cards/next").headers["Location"]

    assert "Next" in text_of(look.text)
    assert following != question
    assert "7 left" not in text_of(look.text)
    assert learner.get(following).status_code == 200


def test_a_question_of_the_session_belongs_to_today_and_one_of_a_quiz_to_quizzes(
    learner: Visitor, app: Flask
) -> None:
    question = learner.send("/cards/next").headers["Location"]
    attempt, of_quiz = question.removesuffix("/items/1"), learner.start("all")

    posed = [learner.get(question), learner.get(f"{of_quiz}/items/1")]
    answer(learner, question)
    learner.respond(of_quiz, 1, dont_know="1")
    looks = [learner.get(question), learner.get(f"{of_quiz}/items/1")]

    for pages in (posed, looks):
        assert [place_in_navigation(page.text) for page in pages] == ["Today", "Quizzes"]
    assert place_in_navigation(learner.get(attempt).text) == "Today"


def test_an_answer_sent_twice_counts_once(learner: Visitor, app: Flask) -> None:
    question = learner.send("/cards/next").headers["Location"]

    for _ in range(2):
        answer(learner, question)

    assert "1 you missed" in text_of(learner.get("/").text)


def test_a_question_that_was_put_is_work_of_the_session_and_no_quiz(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]

    home, bank = learner.get("/"), learner.get("/banks/tides")

    assert question.removesuffix("/items/1") not in home.text
    assert "0 of 1 answered" not in text_of(home.text)
    assert "Today: 8 questions" in text_of(home.text)
    assert "8 questions of this article" in text_of(bank.text)
    assert "until you finish" not in text_of(home.text)


def test_the_card_of_a_question_that_was_put_is_not_turned_before_it_is_answered(
    learner: Visitor,
) -> None:
    question = learner.send("/cards/next").headers["Location"]
    asked = text_of(learner.get(question).text)

    cards = [learner.get(f"/cards?show={item_id}") for item_id in ITEMS]

    backs = [page for page in cards if OPEN in page.text]
    assert len(backs) == 7
    assert "What pulls at the sea" in asked
    assert not [page for page in backs if item_of(page.text) == "what-pulls"]


def test_a_session_goes_by_its_forms_to_done_for_today(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        asked = 0
        for question in questions(anonymous):
            attempt = question.removesuffix("/items/1")
            answer(anonymous, question, *key_numbers(app, attempt, 1))
            asked += 1

        done = anonymous.get("/cards")

    text = text_of(done.text)
    assert asked == 8
    assert "Done for today" in text
    assert "8 questions, " in text
    assert "New 8 met, 8 of them known." in text
    assert "Next: 7 May 2030" in text
    assert "See your progress" in text


def test_what_was_missed_comes_back_as_a_card_the_same_day(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        for question in questions(anonymous):
            answer(anonymous, question)

        page = anonymous.get("/cards")

    assert "You missed this" in text_of(page.text)
    assert CLOSED in page.text
    assert form_to(page, "/cards/ratings").fields["sequence"] == "2"


@pytest.mark.slow
def test_what_was_missed_comes_back_twice_and_no_more(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        for question in questions(anonymous):
            answer(anonymous, question)
        shown = []
        while OPEN in (page := anonymous.get("/cards")).text or CLOSED in page.text:
            shown.append(item_of(page.text))
            sent(anonymous, page, "/cards/ratings", rating="again")

    assert sorted(shown) == sorted(ITEMS * 2)
    assert "Done for today" in text_of(page.text)
