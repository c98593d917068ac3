from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import update

from quizapp.models import Attempt
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers


def test_a_running_attempt_leads_to_the_item_after_the_last_response(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")
    learner.respond(attempt, 3, dont_know="1")

    response = learner.get(attempt)

    assert response.status_code == 303
    assert response.headers["Location"] == f"{attempt}/items/4"


def test_a_finished_attempt_shows_the_score(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    learner.respond(attempt, 2, *key_numbers(app, attempt, 2)[:1])
    for position in (3, 4, 5):
        learner.respond(attempt, position, dont_know="1")

    text = text_of(learner.get(attempt).text)

    assert "1.5 of 5" in text
    assert "30 %" in text


def test_results_are_broken_down_by_topic(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    for position in (1, 2, 3, 4, 5):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))

    text = text_of(learner.get(attempt).text)

    assert "The pull of the moon 2 / 2 100 %" in text
    assert "On the shore 3 / 3 100 %" in text


def test_results_look_back_on_every_item(learner: Visitor) -> None:
    attempt = learner.take("all")

    text = text_of(learner.get(attempt).text)

    assert "What pulls at the sea" in text
    assert "Who works with the table of the tides?" in text
    assert "At low water the mud flats lie bare" in text
    assert "the water going out" in text
    assert "The harbour master keeps it and the pilots read it." in text


def test_results_say_which_items_were_left_out(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/finish")

    page = learner.get(attempt)

    assert page.status_code == 200
    assert "0 of 5" in text_of(page.text)


def test_perfect_results_offer_no_practice(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    for position in (1, 2, 3, 4, 5):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))

    page = learner.get(attempt)

    assert "5 of 5" in text_of(page.text)
    assert f'action="{attempt}/practice"' not in page.text


def test_results_offer_practice_for_what_was_missed(learner: Visitor) -> None:
    attempt = learner.take("all")

    assert f'action="{attempt}/practice"' in learner.get(attempt).text


def test_an_attempt_is_there_for_its_learner_alone(
    learner: Visitor, stranger: Visitor, guest: Visitor, teacher: Visitor
) -> None:
    running, finished = learner.start("quiet"), learner.take("all")

    for other in (stranger, guest, teacher):
        assert other.get(running).status_code == 404
        assert other.get(finished).status_code == 404


def test_who_is_not_signed_in_is_asked_to_log_in_and_comes_back(
    learner: Visitor, anonymous: Visitor
) -> None:
    attempt = learner.start("all")

    response = anonymous.get(attempt)

    assert response.status_code == 303
    assert response.headers["Location"] == f"/login?next={attempt}"


def test_an_attempt_that_never_was_is_not_found(learner: Visitor) -> None:
    assert learner.get("/attempts/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404


def test_an_attempt_has_no_number_in_its_address(learner: Visitor) -> None:
    learner.start("all")

    assert learner.get("/attempts/1").status_code == 404


def test_an_attempt_takes_no_forms_at_its_own_address(learner: Visitor) -> None:
    assert learner.send(learner.start("all")).status_code == 405


def test_an_open_page_hears_of_an_end_that_a_teacher_moved(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    told = []
    for minutes in (5, 15):
        with app.app_context(), write_transaction() as tx:
            tx.execute(update(Attempt).values(deadline_at=clock.now() + timedelta(minutes=minutes)))
        told.append(learner.get(f"{attempt}/time-left").get_json())

    assert 295 <= told[0]["seconds_left"] <= 300
    assert 895 <= told[1]["seconds_left"] <= 900
    assert told[0]["ends"] != told[1]["ends"]


def test_without_a_limit_there_is_no_time_to_tell(learner: Visitor) -> None:
    attempt = learner.start("all")

    assert learner.get(f"{attempt}/time-left").status_code == 204
