from __future__ import annotations

import json
import re

import pytest
from flask import Flask

from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers, wrong_number

JSON = {"Accept": "application/json"}


def test_an_item_is_posed_with_its_options(learner: Visitor) -> None:
    attempt = learner.start("all")

    text = text_of(learner.get(f"{attempt}/items/1").text)

    assert "Question 1 of 5" in text
    assert "What pulls at the sea and makes it rise?" in text
    for option in ("The moon", "The wind", "The harbour", "The pilots"):
        assert option in text


def test_the_form_of_an_item_leads_to_its_own_attempt(learner: Visitor) -> None:
    attempt = learner.start("all")

    form = form_to(learner.get(f"{attempt}/items/1"), "/responses")

    assert form.action == f"{attempt}/responses"
    assert form.fields["position"] == "1"
    assert {"choice", "unsure", "dont_know", "csrf_token"} <= form.names


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
def test_every_type_of_item_can_be_posed_and_looked_back_on(
    position: int, learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    item = f"{attempt}/items/{position}"

    posed = learner.get(item)
    learner.respond(attempt, position, *key_numbers(app, attempt, position))
    look = learner.get(item)

    assert posed.status_code == 200
    assert 'name="choice"' in posed.text
    assert look.status_code == 200
    assert 'name="choice"' not in look.text
    assert "Right answer" in text_of(look.text)


def test_several_options_can_be_ticked_where_several_are_right(learner: Visitor) -> None:
    attempt = learner.start("all")

    one, many = (learner.get(f"{attempt}/items/{position}").text for position in (1, 2))

    assert 'type="radio"' in one
    assert 'type="checkbox" name="choice"' not in " ".join(one.split())
    assert 'type="checkbox" name="choice"' in " ".join(many.split())


def test_an_item_can_be_had_as_json(learner: Visitor) -> None:
    attempt = learner.start("all")

    response = learner.get(f"{attempt}/items/1", headers=JSON)

    posed = json.loads(response.data)
    assert response.mimetype == "application/json"
    assert posed["position"] == 1
    assert posed["total"] == 5
    assert posed["type"] == "choice"
    assert posed["mode"] == "one"
    assert posed["topic"] == "The pull of the moon"
    assert posed["stem"] == "What pulls at the sea and makes it rise?"
    assert {option["text"] for option in posed["options"]} == {
        "The moon",
        "The wind",
        "The harbour",
        "The pilots",
    }
    assert posed["has_hint"] is True
    assert posed["hint"] is None


def test_the_order_of_options_stays_from_one_visit_to_the_next(learner: Visitor) -> None:
    attempt = learner.start("all")

    first, second = (learner.get(f"{attempt}/items/1", headers=JSON).json for _ in range(2))

    assert first == second


def test_the_hint_is_shown_only_when_asked_for(learner: Visitor) -> None:
    attempt = learner.start("all")

    without = learner.get(f"{attempt}/items/1")
    sent(learner, without, "/hint")
    with_hint = learner.get(f"{attempt}/items/1")

    assert "Look up at night" not in without.text
    assert "Look up at night" in with_hint.text
    assert "Look up at night" not in learner.get(f"{attempt}/items/2").text


def test_the_hint_can_be_had_as_json(learner: Visitor) -> None:
    attempt = learner.start("all")

    learner.send(f"{attempt}/items/1/hint")

    posed = learner.get(f"{attempt}/items/1", headers=JSON).json

    assert posed is not None
    assert posed["hint"] == "Look up at night."


def test_an_item_without_a_hint_offers_none(learner: Visitor) -> None:
    attempt = learner.start("all")

    page = learner.get(f"{attempt}/items/2")

    assert "data-hint" not in page.text
    assert learner.send(f"{attempt}/items/2/hint").status_code == 303


def test_looking_back_shows_the_feedback_for_the_option_chosen(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    posed = learner.get(f"{attempt}/items/1", headers=JSON).json
    assert posed is not None
    wind = next(option["number"] for option in posed["options"] if option["text"] == "The wind")
    learner.respond(attempt, 1, wind)

    text = text_of(learner.get(f"{attempt}/items/1").text)

    assert "Wind raises waves, not the tide." in text
    assert "The harbour only feels it." not in text
    assert "The moon pulls at the sea, and the water rises." in text


def test_looking_back_lights_up_the_passage_in_its_paragraph(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    page = learner.get(f"{attempt}/items/1")

    assert "<mark>The moon pulls at the sea</mark>, and twice a day the water rises" in page.text
    assert 'href="/article?passage=moon-1&amp;words=The+moon+pulls+at+the+sea' in page.text
    assert '#moon-1">Read it in the article' in page.text


def test_looking_back_leads_on_and_at_last_to_the_results(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")
    early = learner.get(f"{attempt}/items/1")
    for position in (2, 3, 4, 5):
        learner.respond(attempt, position, dont_know="1")

    late = learner.get(f"{attempt}/items/5")

    assert "Next question" in text_of(early.text)
    assert "See the results" in text_of(late.text)
    assert f'href="{attempt}"' in late.text


def test_partial_credit_is_told(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 2, key_numbers(app, attempt, 2)[0])

    text = text_of(learner.get(f"{attempt}/items/2").text)

    assert "Partly right" in text
    assert "0.5 of 1" in text


def test_where_answers_wait_for_the_end_a_response_is_not_looked_back_on(
    learner: Visitor,
) -> None:
    attempt = learner.start("quiet")
    learner.respond(attempt, 1, dont_know="1")

    response = learner.get(f"{attempt}/items/1")

    assert response.status_code == 303
    assert response.headers["Location"] == f"{attempt}/items/2"


def test_after_the_end_every_item_can_be_looked_back_on(learner: Visitor) -> None:
    attempt = learner.take("quiet")

    for position in (1, 2, 3):
        page = learner.get(f"{attempt}/items/{position}")
        assert page.status_code == 200
        assert re.search("Right(?: answer|, not chosen)", text_of(page.text))


def test_an_item_left_out_is_looked_back_on_after_the_end(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/finish")

    page = learner.get(f"{attempt}/items/1")

    assert page.status_code == 200
    assert "Right answer" in text_of(page.text)


@pytest.mark.parametrize("position", [0, 6, 10_001, 2**31, 2**63, 10**30])
def test_a_position_that_the_attempt_does_not_have_is_not_found(
    position: int, learner: Visitor
) -> None:
    attempt = learner.start("all")

    assert learner.get(f"{attempt}/items/{position}").status_code == 404


def test_an_item_is_there_for_its_learner_alone(
    learner: Visitor, stranger: Visitor, guest: Visitor, teacher: Visitor
) -> None:
    item = f"{learner.start('all')}/items/1"

    for other in (stranger, guest, teacher):
        assert other.get(item).status_code == 404
        assert other.get(item, headers=JSON).status_code == 404


def test_who_is_not_signed_in_is_asked_to_log_in(learner: Visitor, anonymous: Visitor) -> None:
    item = f"{learner.start('all')}/items/1"

    response = anonymous.get(item)

    assert response.status_code == 303
    assert response.headers["Location"] == f"/login?next={item}"


def test_a_client_that_names_no_preference_gets_a_page(learner: Visitor) -> None:
    attempt = learner.start("all")
    del learner.browser.environ_base["HTTP_ACCEPT"]

    response = learner.get(f"{attempt}/items/1")

    assert response.mimetype == "text/html"


def test_an_item_takes_no_forms_at_its_own_address(learner: Visitor) -> None:
    assert learner.send(f"{learner.start('all')}/items/1").status_code == 405


def test_a_wrong_choice_is_called_so(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, wrong_number(app, attempt, 1))

    text = text_of(learner.get(f"{attempt}/items/1").text)

    assert "Your answer · Not right" in text
