"""A quiz with an item to be put in order, from its page to its score."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.orders import ENTRIES, add_order, places, shown_entries
from tests.support.pages import form_to, selected, text_of
from tests.support.people import Visitor, signed_up
from tests.support.records import attempt_row, key_numbers, marks_of

SWAPPED = (ENTRIES[1], ENTRIES[0], *ENTRIES[2:])
SECOND = ("    title: In their order\n", "    title: In their order\n    second_try: 50 %\n")


@pytest.fixture
def attempt(bank_file: Path, learner: Visitor) -> str:
    """An attempt whose first item is to be put in order."""
    add_order(bank_file)
    return learner.start("orders")


@pytest.fixture
def with_second_try(bank_file: Path, learner: Visitor) -> str:
    add_order(bank_file, SECOND)
    return learner.start("orders")


def test_the_page_shows_the_entries_shuffled_each_with_a_place_to_choose(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    page = learner.get(f"{attempt}/items/1")

    shown = shown_entries(app, attempt)
    words = text_of(page.text)
    assert "Put them in order" in words
    assert sorted(shown) == sorted(ENTRIES)
    assert shown != list(ENTRIES)
    assert [*sorted(shown, key=words.index)] == shown
    assert {"place-1", "place-2", "place-3", "place-4"} <= form_to(page, "/responses").names
    assert selected(page.text, "place") == ["", "", "", ""]


def test_the_right_order_earns_the_full_mark(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, **places(app, attempt, *ENTRIES))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 1.0}
    assert "Your answer" in words
    assert words.count("Right place") == 4
    assert "The right order" not in words


def test_an_order_that_is_partly_right_is_told_with_the_right_one(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, **places(app, attempt, *SWAPPED))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}
    assert "Partly right" in words
    assert "It counts 0.67 of 1." in words
    assert "5 of 6 pairs stand in the right order" in words
    assert "Right place: 2" in words
    told = words[words.index("The right order") :]
    assert sorted(ENTRIES, key=told.index) == list(ENTRIES)


def test_an_answer_can_be_sent_as_a_list_of_numbers_too(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    numbers = [shown_entries(app, attempt).index(entry) + 1 for entry in ENTRIES]

    learner.respond(attempt, 1, *numbers)

    assert marks_of(app, attempt) == {1: 1.0}


def test_sending_it_twice_counts_once_and_another_order_is_another_answer(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    first = learner.respond(attempt, 1, **places(app, attempt, *SWAPPED))

    again = learner.respond(attempt, 1, **places(app, attempt, *SWAPPED))
    other = learner.respond(attempt, 1, **places(app, attempt, *ENTRIES))

    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}


@pytest.mark.parametrize(
    ("places_given", "said"),
    [
        ({}, "Give each of them a place, or say that you don’t know."),
        ({"place-1": "1", "place-2": "", "place-3": "3"}, "Give each of them a place"),
        (
            {"place-1": "1", "place-2": "2", "place-3": "2", "place-4": "4"},
            "Two of them have the same place.",
        ),
        ({"place-1": "x", "place-9": "1"}, "Give each of them a place"),
    ],
)
def test_places_that_make_no_order_are_refused_and_kept(
    places_given: dict[str, str], said: str, app: Flask, learner: Visitor, attempt: str
) -> None:
    response = learner.respond(attempt, 1, **places_given)

    kept = [places_given.get(f"place-{number}", "") for number in range(1, 5)]
    assert response.status_code == 422
    assert said in text_of(response.text)
    assert selected(response.text, "place") == [each if each.isdigit() else "" for each in kept]
    assert marks_of(app, attempt) == {}


def test_not_knowing_is_an_answer_and_shows_the_right_order(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, dont_know="1", **places(app, attempt, *SWAPPED))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 0.0}
    assert "You said you don’t know" in words
    assert "The right order" in words
    assert "pairs stand" not in words


def test_a_second_try_begins_with_the_first_order_and_says_so(
    app: Flask, learner: Visitor, with_second_try: str
) -> None:
    learner.respond(with_second_try, 1, **places(app, with_second_try, *SWAPPED))

    page = learner.get(f"{with_second_try}/items/1").text

    words = text_of(page)
    assert "Not right yet." in words
    assert "They stand as in your first answer." in words
    assert [*sorted(ENTRIES, key=words.index)] == list(SWAPPED)
    assert selected(page, "place") == ["1", "2", "3", "4"]
    assert "Right place" not in words


def test_a_second_try_that_is_right_is_looked_back_on_beside_the_first(
    app: Flask, learner: Visitor, with_second_try: str
) -> None:
    attempt = with_second_try
    learner.respond(attempt, 1, **places(app, attempt, *ENTRIES[::-1]))
    learner.respond(attempt, 1, second="1", **places(app, attempt, *ENTRIES))
    learner.respond(attempt, 2, *key_numbers(app, attempt, 2))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Right at the second try" in words
    assert "Right place · Your first answer: 4" in words
    assert attempt_row(app, attempt).score == 1.5


def test_a_response_as_the_script_sends_it_is_answered_in_place(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    numbers = [shown_entries(app, attempt).index(entry) + 1 for entry in ENTRIES]

    response = learner.respond_in_place(attempt, 1, *numbers)

    assert response.status_code == 200
    assert "Right place" in text_of(response.text)
    assert 'id="ahead"' in response.text


def test_the_order_is_kept_while_somebody_logs_in_again(app: Flask, bank_file: Path) -> None:
    add_order(bank_file)
    learner = signed_up(app, "ida")
    attempt = learner.start("orders")
    given = places(app, attempt, *SWAPPED)
    learner.send("/logout")

    learner.respond(attempt, 1, **given)
    learner.send("/login", username="ida", password="a long enough password")
    learner.get("/")

    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}
