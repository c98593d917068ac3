"""A quiz with items to be matched and to be sorted, from its pages to its score."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.matches import PAIRS, add_matches, answers, asked, boxes
from tests.support.pages import form_to, selected, text_of
from tests.support.people import Visitor, signed_up
from tests.support.records import attempt_row, marks_of

SECOND = ("    title: What belongs", "    second_try: 50 %\n    title: What belongs")
WRONG = {**PAIRS, "The mud flats lie bare": "A spring tide"}


@pytest.fixture
def attempt(bank_file: Path, learner: Visitor) -> str:
    """An attempt whose first item is to be matched, and whose second to be sorted."""
    add_matches(bank_file)
    return learner.start("matches")


@pytest.fixture
def with_second_try(bank_file: Path, learner: Visitor) -> str:
    add_matches(bank_file, SECOND)
    return learner.start("matches")


def checked(page: str) -> list[str]:
    """The ids of the radio buttons that are on."""
    buttons = re.findall(r'<input type="radio"[^>]*>', page, re.DOTALL)
    return [each.split('id="')[1].split('"')[0] for each in buttons if " checked" in each]


def test_a_match_has_a_list_of_all_answers_for_each_prompt(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    page = learner.get(f"{attempt}/items/1")

    words = text_of(page.text)
    assert "What belongs to what?" in words
    assert {"prompt-1", "prompt-2", "prompt-3"} <= form_to(page, "/responses").names
    assert words.count("A spring tide") == 3
    assert selected(page.text, "prompt") == ["", "", ""]


def test_a_sort_has_a_button_of_each_box_for_each_statement(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    page = learner.get(f"{attempt}/items/2")

    question, shown = asked(app, attempt, 2)
    assert shown == ["Stated", "Could be", "Left open"]
    assert page.text.count('type="radio"') == 9
    assert checked(page.text) == []
    words = text_of(page.text)
    assert [*sorted((it.text for it in question.prompts), key=words.index)] == [
        it.text for it in question.prompts
    ]


def test_all_answers_right_earn_the_full_mark(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, **answers(app, attempt, 1, PAIRS))
    learner.respond(attempt, 2, **answers(app, attempt, 2, boxes()))

    words = text_of(learner.get(f"{attempt}/items/2").text)
    assert marks_of(app, attempt) == {1: 1.0, 2: 1.0}
    assert "3 of 3 are right." in words
    assert "Right answer" not in words


def test_what_is_partly_right_is_told_with_what_is_right(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    learner.respond(attempt, 1, **answers(app, attempt, 1, WRONG))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}
    assert "Partly right" in words
    assert "2 of 3 are right." in words
    assert "Your answer · Not right A spring tide Right answer Low water" in words
    assert words.count("Your answer · Right High water") == 2


def test_answers_that_are_missing_are_named_and_the_others_kept(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    given = answers(app, attempt, 1, PAIRS)
    first, *_, last = sorted(given)
    kept = {name: value for name, value in given.items() if name == last}

    response = learner.respond(attempt, 1, **kept)

    words = text_of(response.text)
    assert response.status_code == 422
    assert "Numbers 1, 2 have no answer yet." in words
    assert selected(response.text, "prompt") == ["", "", given[last]]
    assert response.text.count('aria-invalid="true"') == 2
    assert marks_of(app, attempt) == {}
    assert first == "prompt-1"


def test_a_box_that_is_missing_is_named_and_the_others_kept(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    given = answers(app, attempt, 2, boxes())
    del given["prompt-2"]

    response = learner.respond(attempt, 2, **given)

    assert response.status_code == 422
    assert "Number 2 has no answer yet." in text_of(response.text)
    assert checked(response.text) == [
        f"prompt-1-{given['prompt-1']}",
        f"prompt-3-{given['prompt-3']}",
    ]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"prompt-1": "9", "prompt-2": "1", "prompt-3": "1"},
        {"prompt-1": "1", "prompt-2": "1", "prompt-3": "1", "prompt-4": "1"},
        {"prompt-1": "x", "prompt-2": "", "prompt-3": "0"},
    ],
)
def test_what_is_no_answer_is_refused(
    given: dict[str, str], app: Flask, learner: Visitor, attempt: str
) -> None:
    response = learner.respond(attempt, 1, **given)

    assert response.status_code == 422
    assert "or say that you don’t know" in text_of(response.text)
    assert marks_of(app, attempt) == {}


def test_sending_it_twice_counts_once_and_other_answers_are_another_response(
    app: Flask, learner: Visitor, attempt: str
) -> None:
    first = learner.respond(attempt, 1, **answers(app, attempt, 1, WRONG))

    again = learner.respond(attempt, 1, **answers(app, attempt, 1, WRONG))
    other = learner.respond(attempt, 1, **answers(app, attempt, 1, PAIRS))

    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}


def test_not_knowing_shows_the_right_answers(app: Flask, learner: Visitor, attempt: str) -> None:
    learner.respond(attempt, 1, dont_know="1")

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert marks_of(app, attempt) == {1: 0.0}
    assert words.count("Right answer High water") == 2
    assert "are right." not in words
    assert "Your answer" not in words


@pytest.mark.parametrize(
    ("position", "wrong"), [(1, WRONG), (2, boxes(storm="Stated"))], ids=["match", "sort"]
)
def test_a_second_try_begins_with_the_first_and_says_so(
    position: int, wrong: dict[str, str], app: Flask, learner: Visitor, with_second_try: str
) -> None:
    given = answers(app, with_second_try, position, wrong)
    learner.respond(with_second_try, position, **given)

    page = learner.get(f"{with_second_try}/items/{position}").text

    words = text_of(page)
    assert "Not right yet." in words
    assert "They stand as in your first answer." in words
    assert "Right answer" not in words
    if position == 1:
        assert selected(page, "prompt") == [given[name] for name in sorted(given)]
    else:
        assert checked(page) == [f"{name}-{given[name]}" for name in sorted(given)]


def test_a_second_try_that_is_right_is_looked_back_on_beside_the_first(
    app: Flask, learner: Visitor, with_second_try: str
) -> None:
    attempt = with_second_try
    learner.respond(attempt, 1, **answers(app, attempt, 1, WRONG))
    learner.respond(attempt, 1, second="1", **answers(app, attempt, 1, PAIRS))
    learner.respond(attempt, 2, **answers(app, attempt, 2, boxes()))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Right at the second try" in words
    assert "Your first answer A spring tide" in words
    assert words.count("Your first answer") == 1
    assert attempt_row(app, attempt).score == pytest.approx(1 + 2 / 3)  # better than half of 1


def test_the_answers_are_kept_while_somebody_logs_in_again(app: Flask, bank_file: Path) -> None:
    add_matches(bank_file)
    learner = signed_up(app, "ida")
    attempt = learner.start("matches")
    given = answers(app, attempt, 1, WRONG)
    learner.send("/logout")

    learner.respond(attempt, 1, **given)
    learner.send("/login", username="ida", password="a long enough password")
    learner.get("/")

    assert marks_of(app, attempt) == {1: pytest.approx(2 / 3)}
