"""An answer sent by the script: one round trip brings what it was worth and the next item."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import Attempt, Response
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.parts import ASKED_BY
from tests.support.pages import without_tokens
from tests.support.people import Visitor
from tests.support.records import count_of, key_numbers
from tests.test_query_counts import statements_for

AHEAD = '<template id="ahead"'


def test_one_answer_brings_its_verdict_its_reasons_and_the_next_item(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")

    answer = learner.respond_in_place(attempt, 1, *key_numbers(app, attempt, 1))

    shown, ahead = answer.text.split(AHEAD)
    assert answer.status_code == 200
    assert answer.headers["HX-Push-Url"] == f"{attempt}/items/1"
    assert "<title>Right · Question 1 of 5" in shown
    assert "<mark>" in shown
    assert f'data-url="{attempt}/items/2"' in ahead
    assert 'name="position" value="2"' in ahead
    assert count_of(app, Response) == 1


def test_what_waits_is_the_next_item_just_as_its_own_page_poses_it(
    app: Flask, learner: Visitor
) -> None:
    attempt = learner.start("all")
    answer = learner.respond_in_place(attempt, 1)

    page = learner.get(f"{attempt}/items/2").text

    posed = page.split("<main", 1)[1].split(">", 1)[1].split("</main>")[0]
    ahead = answer.text.split(AHEAD)[1].split(">", 1)[1].split("</template>")[0]
    assert without_tokens(ahead).split() == without_tokens(posed).split()


def test_a_part_has_no_frame_and_a_page_has_one(learner: Visitor) -> None:
    attempt = learner.start("all")

    part = learner.get(f"{attempt}/items/1", headers={ASKED_BY: "main"})
    page = learner.get(f"{attempt}/items/1")

    assert "masthead" not in part.text
    assert "masthead" in page.text
    assert ASKED_BY in part.headers["Vary"]


def test_a_part_is_packed_for_a_browser_that_reads_it(learner: Visitor) -> None:
    address = f"{learner.start('all')}/items/1"
    plain = learner.get(address, headers={ASKED_BY: "main"})

    packed = learner.browser.get(
        address, headers={ASKED_BY: "main", "Accept-Encoding": "gzip, br"}, buffered=True
    )

    assert packed.headers["Content-Encoding"] == "gzip"
    unpacked = gzip.decompress(packed.data).decode()
    assert without_tokens(unpacked) == without_tokens(plain.text)


def test_the_last_answer_brings_the_results_once_it_is_looked_back_on(learner: Visitor) -> None:
    attempt = learner.start("all")
    for position in range(1, 5):
        learner.respond_in_place(attempt, position)

    last = learner.respond_in_place(attempt, 5)

    assert "See the results" in last.text
    assert AHEAD not in last.text


def test_where_nothing_is_shown_before_the_end_the_next_item_comes_at_once(
    learner: Visitor,
) -> None:
    attempt = learner.start("quiet")

    first = learner.respond_in_place(attempt, 1)
    learner.respond_in_place(attempt, 2)
    last = learner.respond_in_place(attempt, 3)

    assert first.headers["HX-Push-Url"] == f"{attempt}/items/2"
    assert "Question 2 of 3" in first.text
    assert last.headers["HX-Push-Url"] == attempt
    assert "<title>Results" in last.text


def test_nothing_chosen_is_said_in_a_part_that_keeps_its_address(learner: Visitor) -> None:
    attempt = learner.start("all")
    fields = {"csrf_token": learner.browser.token(), "position": "1"}

    refused = learner.browser.post(f"{attempt}/responses", data=fields, headers={ASKED_BY: "main"})

    assert refused.status_code == 422
    assert "HX-Push-Url" not in refused.headers
    assert "masthead" not in refused.text
    assert "Choose an option" in refused.text


def test_once_the_time_is_up_no_item_waits(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond_in_place(attempt, 1)
    with app.app_context(), write_transaction() as tx:
        over = clock.now() - timedelta(seconds=1)
        tx.execute(update(Attempt).values(deadline_at=over))

    look = learner.get(f"{attempt}/items/1", headers={ASKED_BY: "main"})

    assert "You said you don" in look.text
    assert AHEAD not in look.text


@pytest.mark.parametrize("quiz", ["all", "quiet"])
def test_an_answer_in_one_trip_costs_fewer_statements_than_two_pages(
    app: Flask, learner: Visitor, quiz: str
) -> None:
    plain, at_once = learner.start(quiz), ""

    def in_two_trips() -> None:
        learner.get(learner.respond(plain, 1, dont_know="1").headers["Location"])
        learner.get(f"{plain}/items/2")

    def in_one_trip() -> None:
        learner.respond_in_place(at_once, 1)

    for_two = statements_for(app, in_two_trips)
    learner.send(f"{plain}/finish")
    at_once = learner.start(quiz)
    for_one = statements_for(app, in_one_trip)

    assert for_one < for_two
    assert for_one <= 24  # three of them for the terms of learning, the day and the sums
