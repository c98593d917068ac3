"""A question that follows a card offers to undo the card's rating, as the next card would."""

from __future__ import annotations

from flask import Flask

from quizapp.models import Review
from tests.practice.met import OPEN, answer
from tests.practice.test_going_on import page_in, sent_in_place
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of

UNDO = "/cards/ratings/undo"
RATED = {"item_id": "what-pulls", "sequence": "1", "rating": "good"}


def rated(learner: Visitor, **changed: str) -> str:
    """The address of the question that follows the rating of a card."""
    address = learner.send("/cards/ratings", **{**RATED, **changed}).headers["Location"]
    assert address.startswith("/attempts/")
    return str(address)


def test_the_rating_before_a_question_is_said_and_undone_there(learner: Visitor) -> None:
    page = learner.get(rated(learner))

    undone = sent(learner, page, UNDO)

    assert "You chose “Knew it”. It should last until" in text_of(page.text)
    assert undone.headers["Location"] == "/cards?show=what-pulls&look=1"
    assert OPEN in learner.get(undone.headers["Location"]).text


def test_after_it_was_rated_anew_the_question_comes_again(learner: Visitor, app: Flask) -> None:
    question = rated(learner)
    undone = sent(learner, learner.get(question), UNDO)

    back = learner.get(undone.headers["Location"])
    again = sent(learner, back, "/cards/ratings", rating="again")

    assert again.headers["Location"] == question
    assert "You chose “Forgot”. It comes back today." in text_of(learner.get(question).text)
    assert count_of(app, Review) == 2


def test_the_question_that_answers_a_rating_offers_it_as_well(learner: Visitor) -> None:
    part = page_in(sent_in_place(learner, "/cards/ratings", RATED))

    assert "You chose “Knew it”." in text_of(part)
    assert UNDO in part


def test_a_refused_answer_goes_on_offering_it(learner: Visitor) -> None:
    question = rated(learner)

    refused = sent(learner, learner.get(question), "/responses")

    assert refused.status_code == 422
    assert UNDO in refused.text


def test_undoing_stays_in_the_part_that_was_chosen(learner: Visitor) -> None:
    answered = learner.send("/cards/ratings?section=shore", **{**RATED, "item_id": "ebb"})
    page = learner.get(answered.headers["Location"])

    undone = sent(learner, page, f"{UNDO}?section=shore")

    assert undone.headers["Location"] == "/cards?section=shore&show=ebb&look=1"


def test_a_question_without_a_rating_before_it_offers_nothing(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]

    assert UNDO not in learner.get(question).text


def test_a_question_of_a_quiz_offers_nothing_to_undo(learner: Visitor) -> None:
    question = rated(learner)
    answer(learner, question)

    quiz = learner.start("quiet")

    assert UNDO not in learner.get(f"{quiz}/items/1").text
