"""What a learner meets where a server has several banks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from quizapp.models import Card
from tests.practice.met import answer, questions
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of, save_bank

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


def test_home_has_a_part_for_each_bank_in_order_of_the_files(anonymous: Visitor) -> None:
    page = anonymous.get("/")

    text = text_of(page.text)
    assert text.index("The lights") < text.index("The tides")
    assert "0 of 2 quizzes taken" in text
    assert "0 of 3 quizzes taken" in text
    for path in (
        "/banks/lights",
        "/banks/lights/article",
        "/banks/lights/quizzes/all",
        "/banks/tides",
        "/banks/tides/article",
        "/banks/tides/quizzes/all",
    ):
        assert f'href="{path}"' in page.text


def test_home_offers_the_quiz_to_take_next_and_what_was_begun_with_its_bank(
    learner: Visitor,
) -> None:
    learner.take("all", "tides")
    begun = learner.start("all", "lights")

    page = learner.get("/")

    assert 'href="/banks/tides/quizzes/quiet"' in page.text
    assert 'href="/banks/tides/quizzes/all"' not in page.text
    assert 'href="/banks/lights/quizzes/beams"' in page.text
    assert f'href="{begun}"' in page.text
    assert "The lights · 0 of 3 answered" in text_of(page.text)


def test_the_main_links_lead_to_everything_on_the_page_of_one_bank_too(anonymous: Visitor) -> None:
    page = anonymous.get("/banks/lights/article")

    head = page.text.split("<main")[0]
    for path in ("/", "/article", "/quizzes", "/progress"):
        assert f'href="{path}"' in head
    assert ">Articles</a>" in head


@pytest.mark.slow
def test_a_bank_has_a_page_with_its_article_its_quizzes_and_own_progress(learner: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        learner.take("all", "lights")
        learner.take("all", "tides")
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        page = learner.get("/banks/lights")

    text = text_of(page.text)
    assert "<title>The lights" in page.text
    assert "How a lighthouse is told from another" in text
    assert 'href="/banks/lights/article"' in page.text
    assert 'href="/banks/lights/quizzes/beams"' in page.text
    assert "tides" not in page.text.split("<main")[1]
    assert "3 questions of this article" in text
    assert "The beam 2 missed" in text
    assert 'href="/cards?topic=beam&amp;bank=lights"' in page.text


def test_articles_are_listed_and_each_has_its_own_page(anonymous: Visitor) -> None:
    listed = anonymous.get("/article")
    article = anonymous.get("/banks/tides/article")

    assert 'href="/banks/lights/article"' in listed.text
    assert 'href="/banks/tides/article"' in listed.text
    assert "How the tides come about" in text_of(article.text)
    assert 'href="/banks/tides/quizzes"' in article.text


def test_quizzes_are_listed_bank_by_bank_or_of_one_bank(anonymous: Visitor) -> None:
    everything = text_of(anonymous.get("/quizzes").text)
    of_one = text_of(anonymous.get("/banks/lights/quizzes").text)

    assert everything.index("The beam alone") < everything.index("Everything about the tides")
    assert "The beam alone" in of_one
    assert "tides" not in of_one


def test_a_quiz_is_found_without_its_bank_only_where_one_bank_has_it(learner: Visitor) -> None:
    page = learner.get("/quizzes/beams")
    attempt = sent(learner, page, "/attempts").headers["Location"]

    assert form_to(page, "/attempts").action == "/banks/lights/quizzes/beams/attempts"
    assert learner.get(attempt).status_code == 303
    assert learner.get("/quizzes/all").status_code == 404


def test_quizzes_of_one_id_in_two_banks_are_two_quizzes(learner: Visitor) -> None:
    lights, tides = learner.start("all", "lights"), learner.start("all", "tides")

    assert lights != tides
    assert learner.start("all", "lights") == lights


def test_what_is_cited_leads_to_the_article_of_its_bank(learner: Visitor) -> None:
    attempt = learner.start("all", "lights")
    learner.respond(attempt, 1, dont_know="1")

    page = learner.get(f"{attempt}/items/1")

    assert 'href="/banks/lights/article?passage=beam-1&amp;words=' in page.text


def test_results_name_their_bank_and_lead_to_its_quizzes(learner: Visitor) -> None:
    page = learner.get(learner.take("all", "lights"))

    assert "Quizzes · The lights · Everything about the lights" in text_of(page.text)
    assert 'href="/banks/lights/quizzes"' in page.text


def test_practice_asks_for_what_was_missed_in_the_same_bank(learner: Visitor) -> None:
    done = learner.take("all", "lights")

    practice = sent(learner, learner.get(done), "/practice").headers["Location"]

    assert "By what is a lighthouse told" in learner.get(f"{practice}/items/1").text


@pytest.mark.slow
def test_one_session_asks_of_all_banks_and_cards_say_which_bank_they_are_of(
    learner: Visitor,
) -> None:
    for question in questions(learner):
        answer(learner, question)
    told = set()

    while 'id="rate"' in (page := learner.get("/cards")).text:
        text = text_of(page.text)
        told.add(("The lights ·" in text, "The tides ·" in text))
        sent(learner, page, "/cards/ratings", rating="easy")

    assert told == {(True, False), (False, True)}


def test_the_back_of_a_card_leads_to_the_article_of_its_bank(anonymous: Visitor) -> None:
    back = anonymous.get("/cards?show=lights/lens")

    form = form_to(back, "/cards/ratings")
    assert (form.fields["bank_id"], form.fields["item_id"]) == ("lights", "lens")
    assert 'href="/banks/lights/article?passage=beam-1&amp;words=' in back.text
    assert "card=lights/lens" in back.text


def test_a_card_is_turned_over_only_under_the_name_of_its_bank(anonymous: Visitor) -> None:
    for shown in ("lens", "tides/lens", "none/lens", "/lens", "lights/", "lights/lens/x"):
        page = anonymous.get(f"/cards?show={shown}")

        assert page.status_code == 200
        assert 'name="rating"' not in page.text


def test_a_rating_counts_for_the_card_of_the_bank_that_it_names(
    app: Flask, anonymous: Visitor
) -> None:
    for bank_id in ("lights", "tides"):
        anonymous.send(
            "/cards/ratings", bank_id=bank_id, item_id="ebb", sequence="1", rating="good"
        )

    assert count_of(app, Card) == 2


def test_a_rating_without_its_bank_says_nothing(app: Flask, anonymous: Visitor) -> None:
    response = anonymous.send("/cards/ratings", item_id="ebb", sequence="1", rating="good")

    assert response.status_code == 404
    assert count_of(app, Card) == 0


def test_progress_names_the_bank_of_each_score_and_tells_topics_bank_by_bank(
    learner: Visitor,
) -> None:
    learner.take("all", "lights")
    learner.take("all", "tides")

    text = text_of(learner.get("/progress").text)

    assert text.index("Everything about the tides") < text.index("Everything about the lights")
    assert "The beam The lights · 2 missed" in text
    assert "The pull of the moon The tides · 2 missed, 2 not asked yet" in text


# A bank that leaves the server, and one that cannot be read


def test_what_was_begun_in_a_bank_that_left_can_be_finished(
    learner: Visitor, bank_folder: Path
) -> None:
    attempt = learner.start("all", "lights")
    learner.respond(attempt, 1, dont_know="1")
    take_away(bank_folder)

    pages = [learner.get("/"), learner.get(f"{attempt}/items/1"), learner.get(f"{attempt}/items/2")]
    for position in (2, 3):
        assert learner.respond(attempt, position, dont_know="1").status_code == 303
    results = learner.get(attempt)

    assert [page.status_code for page in pages] == [200] * 3
    assert "Everything about the lights" in text_of(results.text)
    assert "/practice" not in results.text
    assert learner.send(f"{attempt}/practice").status_code == 409


@pytest.mark.slow
def test_a_bank_that_left_stays_in_the_history_and_asks_for_nothing(
    learner: Visitor, bank_folder: Path
) -> None:
    with time_machine.travel(NOON, tick=False):
        learner.take("all", "lights")
    take_away(bank_folder)

    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        pages = {path: learner.get(path) for path in ("/", "/quizzes", "/article", "/cards")}
        progress = learner.get("/progress")

    assert {page.status_code for page in pages.values()} == {200}
    assert not [path for path, page in pages.items() if "lights" in page.text]
    assert "Everything about the lights" in text_of(progress.text)
    assert learner.get("/banks/lights").status_code == 404


def test_a_file_that_cannot_be_read_takes_only_its_own_bank_along(
    app: Flask, learner: Visitor, bank_folder: Path
) -> None:
    save_bank(bank_folder / "broken.yaml", "format: 1\nid: [")

    page = learner.get("/")

    assert page.status_code == 200
    assert "The lights" in page.text
    assert "The tides" in page.text


def test_a_third_bank_is_there_as_soon_as_its_file_is(learner: Visitor, bank_folder: Path) -> None:
    learner.get("/")
    text = (bank_folder / "lights.yaml").read_text(encoding="utf-8")

    save_bank(bank_folder / "more.yaml", text.replace("id: lights", "id: more"))

    assert 'href="/banks/more"' in learner.get("/").text


def take_away(folder: Path) -> None:
    """Take the lights from the server, leaving the tides and a bank that nobody has met."""
    lights = folder / "lights.yaml"
    text = lights.read_text(encoding="utf-8")
    lights.unlink()
    changed = text.replace("id: lights", "id: other").replace("the lights", "other things")
    save_bank(folder / "other.yaml", changed.replace("The lights", "Other things"))
