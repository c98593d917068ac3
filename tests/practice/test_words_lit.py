"""From the feedback to the very words in the article, and back to the question."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from tests.support.pages import form_to, text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers, public_id

PHRASE = "The moon pulls at the sea"


def link_to_words(page: str) -> str:
    """The first link from a cited passage to the article."""
    found = re.search(r'href="([^"]*)">Read it in the article', page)
    assert found is not None
    return html.unescape(found[1])


def way_back(page: str) -> str:
    found = re.search(r'class="action-bar way-back">\s*<a class="button" href="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_the_link_after_an_answer_lights_the_words_and_leads_back(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    look = learner.get(f"{attempt}/items/1")

    article = learner.get(link_to_words(look.text))

    assert link_to_words(look.text).endswith("#moon-1")
    assert f"<mark>{PHRASE}</mark>" in article.text
    assert article.text.count("<mark>") == 1
    assert "Back to question 1" in text_of(article.text)
    back = learner.get(way_back(article.text))
    assert text_of(back.text) == text_of(look.text)


def test_from_the_results_each_question_leads_back_to_itself(learner: Visitor) -> None:
    results = learner.get(learner.take("all"))
    links = [
        html.unescape(each) for each in re.findall(r'href="(/article[^"]*#[^"]*)"', results.text)
    ]

    article = learner.get(links[-1])

    assert "Back to question 4" in text_of(article.text)
    assert learner.get(way_back(article.text)).status_code == 200


def test_from_a_question_of_the_session_the_way_back_keeps_the_part(
    learner: Visitor, app: Flask
) -> None:
    begin = form_to(learner.get("/article"), "section=moon&until=2")
    address = learner.browser.post(begin.action, data=begin.fields).headers["Location"]
    answer = form_to(learner.get(address), "section=moon&until=2")
    keys = [str(number) for number in key_numbers(app, address, 1)]
    look = learner.browser.post(
        answer.action, data={**answer.fields, "choice": keys}, follow_redirects=True
    )

    article = learner.get(link_to_words(look.text))

    assert "Back to your session" in text_of(article.text)
    assert form_to(learner.get(way_back(article.text)), "section=moon&until=2")
    assert public_id(way_back(article.text)) == public_id(address)


def test_from_a_card_the_way_back_is_the_same_card(learner: Visitor) -> None:
    card = learner.get("/cards?show=what-pulls")

    article = learner.get(link_to_words(card.text))

    assert f"<mark>{PHRASE}</mark>" in article.text
    assert way_back(article.text) == "/cards?show=what-pulls"


def test_words_that_the_article_no_longer_has_leave_the_paragraph_as_it_is(
    learner: Visitor,
) -> None:
    page = learner.get("/article?passage=moon-1&words=The+sun+pulls")

    assert "<mark>" not in page.text
    assert "The moon pulls at the sea" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "attempt=../../logout&question=1",
        "attempt=&question=4",
        "card=https://elsewhere.example",
        "card=a/b/c",
        "question=4",
        "card=//elsewhere.example",
    ],
)
def test_an_address_that_names_no_place_of_ours_gives_no_way_back(
    learner: Visitor, query: str
) -> None:
    page = learner.get(f"/article?{query}")

    assert page.status_code == 200
    assert "way-back" not in page.text


def test_a_number_that_is_none_is_not_taken_for_a_question(learner: Visitor) -> None:
    page = learner.get(f"/article?attempt=abc&question={'9' * 400}")

    assert "Back to your session" in text_of(page.text)
    assert learner.get(way_back(page.text)).status_code == 404


def test_hiding_the_marks_keeps_the_words_lit_and_the_way_back(learner: Visitor) -> None:
    lit = "/article?passage=moon-1&words=The+moon+pulls&attempt=abc&question=2"
    off = re.search(r'href="([^"]*marks=off[^"]*)"', learner.get(lit).text)
    assert off is not None

    page = learner.get(html.unescape(off[1]))

    assert "<mark>The moon pulls</mark>" in page.text
    assert "Back to question 2" in text_of(page.text)
