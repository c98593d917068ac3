"""The article with marks beside it, and a few questions after each section."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.memory import Rating
from quizapp.practice.checked_questions import begin_question
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.practice.reading import Chapter, chapters_of
from quizapp.practice.session import session_of
from quizapp.web import clock
from quizapp.web.parts import ASKED_BY
from tests.support.pages import form_to, text_of
from tests.support.people import Visitor
from tests.support.playing import Player
from tests.support.records import key_numbers

pytestmark = pytest.mark.usefixtures("steady_clock")


def chapters(player: Player, published: PublishedBank | None = None) -> list[Chapter]:
    bank = (published or player.published).bank
    return chapters_of(bank, session_of(player.user_id, [bank], clock.moment()))


def standings(found: list[Chapter]) -> dict[str, list[str]]:
    return {
        each.passage.id: [str(standing) for standing in each.standings]
        for chapter in found
        for each in chapter.paragraphs
    }


def rate(player: Player, item_id: str, rating: Rating) -> None:
    given = GivenRating(item_id=item_id, sequence=1, rating=rating, seconds=None)
    rate_card(player.published, player.user_id, given, clock.moment())


def test_each_paragraph_shows_the_questions_that_cite_it(player):
    rate(player, "what-pulls", Rating.GOOD)
    rate(player, "who-reads", Rating.AGAIN)

    found = standings(chapters(player))

    assert found == {
        "moon-1": ["known"],
        "moon-2": ["new"],
        "shore-1": ["new"],
        "shore-2": ["missed"],
    }


def test_an_item_that_waits_for_a_quiz_shows_nothing(player):
    player.start("all")  # asks of every passage

    found = chapters(player)

    assert standings(found) == {"moon-1": [], "moon-2": [], "shore-1": [], "shore-2": []}
    assert [chapter.prompt.standings for chapter in found] == [(), ()]


def test_an_item_that_its_bank_holds_back_shows_nothing(player):
    bank = replace(player.published.bank, held_item_ids=frozenset({"what-pulls"}))

    found = chapters(player, replace(player.published, bank=bank))

    assert standings(found)["moon-1"] == []


def test_no_mark_that_vanishes_tells_where_the_answer_to_a_question_stands(player):
    before = standings(chapters(player))
    begin_question(player.published, player.user_id, "bare-flats", "Today", clock.now())

    assert standings(chapters(player)) == before


def test_a_section_asks_only_what_was_not_asked_today(player):
    rate(player, "what-pulls", Rating.GOOD)

    moon, shore = chapters(player)

    assert [str(each) for each in moon.prompt.standings] == ["new"]
    assert len(shore.prompt.standings) == 2


# The page


def test_the_marks_are_said_in_words(learner: Visitor) -> None:
    page = learner.get("/article")

    assert "Questions on this paragraph: 1 not asked yet." in text_of(page.text)
    assert page.text.count("lying") == 4


def test_the_marks_can_be_hidden_without_script(learner: Visitor) -> None:
    shown = learner.get("/article")
    off = re.search(r'href="(/article\?marks=off)"', shown.text)
    assert off is not None

    page = learner.get(off[1])

    assert "Questions on this paragraph" not in text_of(page.text)
    assert "lying" not in page.text
    assert 'href="/article">Show the marks beside the text' in page.text


def test_a_section_asks_its_questions_then_leads_on_in_the_article(
    learner: Visitor, app: Flask
) -> None:
    form = form_to(learner.get("/article"), "section=moon&until=2")
    assert "2 questions on this section" in text_of(learner.get("/article").text)

    asked = []
    there = learner.browser.post(form.action, data=form.fields)
    while "/attempts/" in there.headers["Location"]:
        address = there.headers["Location"]
        asked.append(address)
        posed = learner.get(address)
        answer = form_to(posed, "section=moon&until=2")
        keys = key_numbers(app, address, 1)
        sent = {**answer.fields, "choice": [str(number) for number in keys]}
        look = learner.browser.post(answer.action, data=sent, follow_redirects=True)
        on = form_to(look, "section=moon&until=2")
        there = learner.browser.post(on.action, data=on.fields)
    done = learner.get(there.headers["Location"])

    assert len(asked) == 2
    assert "Done with this part" in text_of(done.text)
    assert 'href="/article#shore"' in done.text
    assert "That is all on this section for today." in text_of(learner.get("/article").text)


def test_a_question_that_comes_with_a_rating_keeps_the_part(learner: Visitor) -> None:
    rating = {"item_id": "what-pulls", "sequence": "1", "rating": "good"}

    part = learner.browser.post(
        "/cards/ratings?section=moon",
        data={**rating, "csrf_token": learner.browser.token()},
        headers={ASKED_BY: "main"},
    )

    assert form_to(part, "/responses?section=moon")


def test_somebody_new_may_answer_while_reading(anonymous: Visitor) -> None:
    article = anonymous.get("/article")
    assert "Set-Cookie" not in article.headers  # the page may be kept on its way
    assert 'href="/cards?section=shore&amp;until=2"' in article.text
    form = form_to(anonymous.get("/cards?section=shore&until=2"), "until=2")

    there = anonymous.browser.post(form.action, data=form.fields)

    assert there.status_code == 303
    assert "section=shore" in there.headers["Location"]
    assert anonymous.get(there.headers["Location"]).status_code == 200
