"""A bank in other words, as a learner chooses and reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Response, User
from quizapp.web.extensions import db
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.translated import (
    FRENCH,
    french_file,
    laid_out,
    save_long_ago,
    take_away,
)

NOTE = "This question is not there in the words you chose yet."


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """The bank with an item of each type, and its French beside it."""
    return laid_out(tmp_path)


def in_french(person: Visitor) -> Visitor:
    assert person.send("/version", version="fr").status_code == 303
    return person


def test_the_versions_are_there_to_choose_from(learner: Visitor) -> None:
    page = learner.get("/version?back=/article")

    assert page.status_code == 200
    assert re.findall(r'<span lang="(\w+)" dir="auto">([^<]+)', page.text) == [
        ("en", "English"),
        ("fr", "Français"),
    ]
    assert 'href="/article"' in page.text


def test_whoever_chooses_is_led_back_and_reads_it_in_these_words(learner: Visitor) -> None:
    sent = learner.send("/version", version="fr", back="/article")
    page = learner.get("/article")

    assert sent.headers["Location"] == "/article"
    assert "D’où viennent les marées" in page.text
    assert '<article class="article" dir="auto" lang="fr">' in page.text
    assert "La lune attire la mer" in text_of(page.text)
    assert "Qui doit le savoir" not in page.text  # prompts are for the class
    assert "The moon pulls" not in page.text


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "//[",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "x",
        "",
    ],
)
def test_the_way_back_never_leaves_the_site(learner: Visitor, back: str) -> None:
    assert learner.send("/version", version="fr", back=back).headers["Location"] == "/"


def test_a_version_that_there_is_not_is_refused(learner: Visitor) -> None:
    page = learner.send("/version", version="ar")

    assert page.status_code == 422
    assert "Choose one of these." in page.text
    assert "How the tides come about" in learner.get("/article").text


def test_the_choice_is_kept_with_the_person(app: Flask, learner: Visitor) -> None:
    in_french(learner)

    with app.app_context():
        kept = {user.user_name: user.versions for user in db.session.query(User)}
    assert kept["lena"] == {"tides": "fr"}


def test_somebody_the_server_has_not_met_chooses_too(anonymous: Visitor) -> None:
    in_french(anonymous)

    assert "D’où viennent les marées" in anonymous.get("/article").text


def test_the_own_words_can_be_chosen_again(learner: Visitor) -> None:
    in_french(learner).send("/version", version="")

    assert "How the tides come about" in learner.get("/article").text


def test_another_learner_reads_the_own_words(learner: Visitor, stranger: Visitor) -> None:
    in_french(learner)

    assert "How the tides come about" in stranger.get("/article").text


def test_quizzes_are_called_and_introduced_in_these_words(learner: Visitor) -> None:
    in_french(learner)

    assert "Tout sur les marées" in learner.get("/quizzes").text
    assert "Toutes les questions." in learner.get("/quizzes/all").text
    assert "Read it in other words" in learner.get("/quizzes/all").text


@pytest.mark.parametrize("typed", ["la capitainerie", "the harbour captain"])
def test_what_is_typed_on_a_card_is_read_in_the_words_of_all_versions(
    learner: Visitor, typed: str
) -> None:
    page = in_french(learner).get("/cards", query_string={"show": "who-keeps", "typed": typed})

    assert "le capitaine du port" in text_of(page.text)
    assert f"You typed: {typed} · read as right" in text_of(page.text)


def test_a_question_is_asked_in_french_with_its_own_words_by_one_press(learner: Visitor) -> None:
    attempt = in_french(learner).start()

    page = learner.get(f"{attempt}/items/1").text

    assert "Qu’est-ce qui attire la mer" in page
    assert "Tout sur les marées" in page
    assert re.search(r'<h1 class="stem"[^>]* lang="fr"', page)
    assert '<input type="hidden" name="version" value="fr">' in page
    beside = page.partition('<details class="other-words">')[2].partition("</details>")[0]
    assert "In English" in beside
    assert "What pulls at the sea and makes it rise?" in beside
    shown = [
        re.search("La lune|Le vent|Le port|Les pilotes", each)
        for each in page.partition('<ul class="options">')[2]
        .partition("</ul>")[0]
        .split("<li>")[1:]
    ]
    own = re.findall(r'<li dir="auto">([^<]+)', beside)
    french = {
        "La lune": "The moon",
        "Le vent": "The wind",
        "Le port": "The harbour",
        "Les pilotes": "The pilots",
    }
    assert [french[each[0]] for each in shown if each] == own


def test_nothing_beside_a_question_tells_its_key_or_why(learner: Visitor) -> None:
    attempt = in_french(learner).start()

    page = learner.get(f"{attempt}/items/1").text

    for told in (
        "La lune attire la mer, et l’eau monte",
        "The moon pulls at the sea, and",
        "Le vent fait des vagues",
        "Wind raises waves",
    ):
        assert told not in page


def test_an_answer_is_looked_back_on_in_the_words_it_was_given_in(learner: Visitor) -> None:
    attempt = in_french(learner).start()
    learner.respond(attempt, 1, 1, version="fr")
    learner.send("/version", version="")

    page = text_of(learner.get(f"{attempt}/items/1").text)

    assert "La lune attire la mer, et l’eau monte." in page
    assert "In English" in page
    assert "The moon pulls at the sea, and the water rises." in page


def test_an_answer_in_its_own_words_stands_beside_those_chosen_later(learner: Visitor) -> None:
    attempt = learner.start()
    learner.respond(attempt, 1, 1)
    in_french(learner)

    page = text_of(learner.get(f"{attempt}/items/1").text)

    assert "What pulls at the sea" in page
    assert "In French" in page
    assert "La lune attire la mer, et l’eau monte." in page


def test_a_version_that_a_form_makes_up_is_not_recorded(app: Flask, learner: Visitor) -> None:
    attempt = learner.start()
    learner.respond(attempt, 1, 1, version="klingon")

    with app.app_context():
        assert [each.version for each in db.session.query(Response)] == [None]


def test_an_item_that_is_not_translated_says_so(learner: Visitor, bank_file: Path) -> None:
    start, end = FRENCH.index("  what-pulls:"), FRENCH.index("  when-broken:")
    save_long_ago(french_file(bank_file), FRENCH[:start] + FRENCH[end:])
    attempt = in_french(learner).start()

    page = learner.get(f"{attempt}/items/1").text

    assert NOTE in page
    assert "What pulls at the sea" in page
    assert re.search(r'<h1 class="stem"[^>]* lang="en"', page)
    assert NOTE not in learner.get(f"{attempt}/items/2").text


def test_a_card_is_shown_in_french(learner: Visitor) -> None:
    page = in_french(learner).get("/cards?show=flood").text

    assert "flot" in page
    assert "the water coming in" in page.partition('<details class="other-words">')[2]


def test_a_bank_without_translations_offers_nothing(learner: Visitor, bank_file: Path) -> None:
    take_away(french_file(bank_file))

    for path in ("/quizzes/all", "/article"):
        assert "Read it in other words" not in learner.get(path).text


def test_the_pages_of_teachers_speak_of_the_bank_in_its_own_words(teacher: Visitor) -> None:
    page = in_french(teacher).get("/teach/bank/items").text

    assert "What pulls at the sea" in page
    assert "Qu’est-ce qui attire" not in page
