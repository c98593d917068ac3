from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from quizapp.models import Response, Review
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import (
    attempt_row,
    count_of,
    key_numbers,
    marks_of,
    on_sqlite,
    wrong_number,
)


def test_a_response_is_recorded_and_looked_back_on(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    response = learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    assert response.status_code == 303
    assert response.headers["Location"] == f"{attempt}/items/1"
    assert marks_of(app, attempt) == {1: 1.0}


def test_the_page_of_an_item_sends_a_response_by_its_own_form(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    page = learner.get(f"{attempt}/items/1")

    sent(learner, page, "/responses", choice=str(wrong_number(app, attempt, 1)), unsure="1")

    assert marks_of(app, attempt) == {1: 0.0}


def test_where_answers_wait_for_the_end_the_next_item_follows(learner: Visitor) -> None:
    attempt = learner.start("quiet")

    response = learner.respond(attempt, 1, dont_know="1")

    assert response.headers["Location"] == f"{attempt}/items/2"


def test_where_answers_wait_for_the_end_right_and_wrong_look_the_same(
    learner: Visitor, stranger: Visitor, app: Flask
) -> None:
    one, other = learner.start("quiet"), stranger.start("quiet")

    right = learner.respond(one, 1, *key_numbers(app, one, 1))
    wrong = stranger.respond(other, 1, wrong_number(app, other, 1))

    assert right.headers["Location"].removeprefix(one) == "/items/2"
    assert wrong.headers["Location"].removeprefix(other) == "/items/2"


def test_the_last_response_finishes_the_attempt(learner: Visitor, app: Flask) -> None:
    attempt = learner.take("all")

    row = attempt_row(app, attempt)

    assert row.finished_at is not None
    assert (row.score, row.max_score) == (0.0, 5.0)


def test_not_knowing_earns_nothing_and_is_called_so(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    learner.respond(attempt, 1, dont_know="1")

    assert marks_of(app, attempt) == {1: 0.0}
    assert "You said you don’t know" in text_of(learner.get(f"{attempt}/items/1").text)


def test_the_button_for_not_knowing_outweighs_a_choice(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    learner.respond(attempt, 1, *key_numbers(app, attempt, 1), dont_know="1")

    assert marks_of(app, attempt) == {1: 0.0}


def test_part_of_the_keys_earns_part_of_the_mark(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    learner.respond(attempt, 2, key_numbers(app, attempt, 2)[0])

    assert marks_of(app, attempt) == {2: 0.5}


def test_ticking_everything_earns_nothing(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    learner.respond(attempt, 2, 1, 2, 3, 4)

    assert marks_of(app, attempt) == {2: 0.0}


def test_the_same_response_sent_twice_counts_once(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    keys = key_numbers(app, attempt, 1)

    first = learner.respond(attempt, 1, *keys)
    second = learner.respond(attempt, 1, *keys)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert count_of(app, Response) == 1
    assert count_of(app, Review) == 1


def test_the_same_ticks_in_another_order_are_the_same_response(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 2, 1, 2)

    response = learner.respond(attempt, 2, 2, 1, 1)

    assert response.status_code == 303
    assert count_of(app, Response) == 1


def test_the_last_response_sent_twice_counts_once(learner: Visitor, app: Flask) -> None:
    attempt = learner.take("all")
    finished_at = attempt_row(app, attempt).finished_at

    response = learner.respond(attempt, 5, dont_know="1")

    assert response.status_code == 303
    assert attempt_row(app, attempt).finished_at == finished_at
    assert count_of(app, Response) == 5


def test_another_choice_afterwards_is_refused_and_leads_to_what_counts(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    response = learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    assert response.status_code == 409
    assert "Your first answer counts" in text_of(response.text)
    assert f'href="{attempt}/items/1"' in response.text
    assert marks_of(app, attempt) == {1: 0.0}


def test_not_knowing_cannot_become_knowing(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    response = learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    assert response.status_code == 409
    assert marks_of(app, attempt) == {1: 0.0}


def test_the_second_of_two_tabs_is_told_that_the_first_counts(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    first_tab, second_tab = (learner.get(f"{attempt}/items/1") for _ in range(2))
    numbers = str(key_numbers(app, attempt, 1)[0]), str(wrong_number(app, attempt, 1))

    first = sent(learner, first_tab, "/responses", choice=numbers[0])
    second = sent(learner, second_tab, "/responses", choice=numbers[1])

    assert (first.status_code, second.status_code) == (303, 409)
    assert marks_of(app, attempt) == {1: 1.0}


def test_choosing_nothing_records_nothing_and_says_what_to_do(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    response = learner.respond(attempt, 1)

    assert response.status_code == 422
    assert "Choose an option, or say that you don’t know." in text_of(response.text)
    assert form_to(response, "/responses").fields["position"] == "1"
    assert count_of(app, Response) == 0


@on_sqlite
@pytest.mark.parametrize("numbers", [(1, 2), (5,), (0,), (-1,), (10**30,)])
def test_a_choice_that_the_item_does_not_offer_records_nothing(
    numbers: tuple[int, ...], learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")

    response = learner.respond(attempt, 1, *numbers)

    assert response.status_code == 422
    assert count_of(app, Response) == 0


def test_what_was_ticked_stays_ticked_beside_the_complaint(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    response = learner.respond(attempt, 2, 1, 9, unsure="1")

    fields = form_to(response, "/responses").fields
    assert fields["choice"] == "1"
    assert fields["unsure"] == "1"


def test_a_hint_stays_counted_beside_the_complaint(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/items/1/hint")

    response = learner.respond(attempt, 1)

    assert "Look up at night" in response.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"position": ""},
        {"position": "one"},
        {"position": "0", "dont_know": "1"},
        {"position": "6", "dont_know": "1"},
        {"position": "99999999999999999999", "dont_know": "1"},
        {"position": "1" * 5000, "dont_know": "1"},
        {"position": "1", "choice": "The moon"},
        {"position": "1\x00", "dont_know": "1"},
    ],
)
def test_a_form_that_no_page_of_ours_would_send_changes_nothing(
    fields: dict[str, Any], learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")

    response = learner.send(f"{attempt}/responses", **fields)

    assert response.status_code in {400, 404, 422}
    assert count_of(app, Response) == 0


def test_an_attempt_that_has_ended_takes_no_more_responses(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/finish")

    response = learner.respond(attempt, 1, dont_know="1")

    assert response.status_code == 409
    assert "This attempt has ended" in text_of(response.text)
    assert f'href="{attempt}"' in response.text
    assert count_of(app, Response) == 0


def test_an_empty_choice_is_told_that_the_attempt_has_ended(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/finish")

    response = learner.respond(attempt, 1)

    assert response.status_code == 409
    assert "This attempt has ended" in text_of(response.text)


def test_an_empty_choice_is_told_that_the_first_answer_counts(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    response = learner.respond(attempt, 1)

    assert response.status_code == 409
    assert "Your first answer counts" in text_of(response.text)


def test_a_response_to_the_attempt_of_another_learner_is_not_taken(
    learner: Visitor, stranger: Visitor, guest: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")

    for other in (stranger, guest, teacher):
        assert other.respond(attempt, 1, dont_know="1").status_code == 404
        assert other.respond(attempt, 1).status_code == 404
    assert count_of(app, Response) == 0


@on_sqlite
def test_a_response_is_not_given_by_a_link(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    assert learner.get(f"{attempt}/responses?position=1&dont_know=1").status_code == 405
    assert count_of(app, Response) == 0
