from __future__ import annotations

from tests.support.pages import text_of
from tests.support.people import Visitor


def test_home_shows_somebody_new_where_to_begin(anonymous: Visitor) -> None:
    page = anonymous.get("/")

    assert page.status_code == 200
    assert "Everything about the tides" in page.text
    assert 'href="/article"' in page.text
    assert 'href="/quizzes/all"' in page.text


def test_looking_around_makes_nobody_a_guest(anonymous: Visitor) -> None:
    for path in ("/", "/article", "/quizzes", "/quizzes/all", "/cards", "/progress"):
        assert anonymous.get(path).status_code == 200

    assert "Set-Cookie" not in anonymous.get("/article").headers


def test_home_leads_back_to_what_was_begun(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    page = learner.get("/")

    assert f'href="{attempt}"' in page.text
    assert "1 of 5 answered" in text_of(page.text)


def test_home_no_longer_offers_what_is_finished(learner: Visitor) -> None:
    attempt = learner.take("all")

    page = learner.get("/")

    assert f'href="{attempt}"' not in page.text


def test_home_shows_the_best_share_of_a_quiz(learner: Visitor) -> None:
    learner.take("all")

    page = learner.get("/")

    assert "0 %" in text_of(page.text)


def test_home_shows_each_learner_only_their_own(learner: Visitor, stranger: Visitor) -> None:
    attempt = learner.start("all")

    page = stranger.get("/")

    assert attempt not in page.text


def test_home_takes_no_forms(learner: Visitor) -> None:
    response = learner.send("/")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
