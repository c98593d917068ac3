"""The pages of the day's session: questions first, then cards, then done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.models import Attempt, User
from quizapp.web.database import write_transaction
from tests.practice.met import ITEMS, LATER, NOON, answer, meet_all, questions, rate
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import count_of, edit_bank, key_numbers, on_sqlite

CARD = re.compile(r'name="item_id" value="([a-z-]+)"')
CLOSED, OPEN = '<details class="card" >', '<details class="card" open>'


def item_of(page: str) -> str:
    """The item whose card a page shows."""
    found = CARD.search(page.split("<details")[1])
    assert found
    return found[1]


# What was never met is a question


def test_what_was_never_met_is_put_as_a_question_when_its_button_is_pressed(
    anonymous: Visitor, app: Flask
) -> None:
    page = anonymous.get("/cards")
    response = sent(anonymous, page, "/cards/next")

    text = text_of(page.text)
    assert "Next: a question" in text
    assert "8 left for today" in text
    assert 'name="rating"' not in page.text
    assert re.fullmatch(r"/attempts/[\w-]+/items/1", response.headers["Location"])
    assert (count_of(app, User), count_of(app, Attempt)) == (1, 1)


def test_looking_at_the_session_makes_nobody_a_guest(anonymous: Visitor, app: Flask) -> None:
    for path in ("/cards", "/cards?show=what-pulls", "/"):
        assert anonymous.get(path).status_code == 200

    assert count_of(app, User) == 0


def test_pressing_twice_puts_one_question(learner: Visitor, app: Flask) -> None:
    first = learner.send("/cards/next").headers["Location"]

    second = learner.send("/cards/next").headers["Location"]

    assert first == second
    assert count_of(app, Attempt) == 1


def test_a_question_that_was_put_is_gone_on_with_in_any_tab(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]

    page = learner.get("/cards")

    assert (page.status_code, page.headers["Location"]) == (303, question)
    assert learner.get("/cards?show=ebb").status_code == 200


def test_an_answered_question_leads_on_to_another(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]
    answer(learner, question)

    look = learner.get(question)
    following = sent(learner, look, "/cards/next").headers["Location"]

    assert "Next" in text_of(look.text)
    assert following != question
    assert "7 left" not in text_of(look.text)
    assert learner.get(following).status_code == 200


def test_an_answer_sent_twice_counts_once(learner: Visitor, app: Flask) -> None:
    question = learner.send("/cards/next").headers["Location"]

    for _ in range(2):
        answer(learner, question)

    assert "1 you missed" in text_of(learner.get("/").text)


def test_a_question_that_was_put_is_work_of_the_session_and_no_quiz(learner: Visitor) -> None:
    question = learner.send("/cards/next").headers["Location"]

    home, bank = learner.get("/"), learner.get("/banks/tides")

    assert question.removesuffix("/items/1") not in home.text
    assert "0 of 1 answered" not in text_of(home.text)
    assert "Today: 8 questions" in text_of(home.text)
    assert "8 questions of this article" in text_of(bank.text)
    assert "until you finish" not in text_of(home.text)


def test_the_card_of_a_question_that_was_put_is_not_turned_before_it_is_answered(
    learner: Visitor,
) -> None:
    question = learner.send("/cards/next").headers["Location"]
    asked = text_of(learner.get(question).text)

    cards = [learner.get(f"/cards?show={item_id}") for item_id in ITEMS]

    backs = [page for page in cards if OPEN in page.text]
    assert len(backs) == 7
    assert "What pulls at the sea" in asked
    assert not [page for page in backs if item_of(page.text) == "what-pulls"]


def test_a_session_goes_by_its_forms_to_done_for_today(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        asked = 0
        for question in questions(anonymous):
            attempt = question.removesuffix("/items/1")
            answer(anonymous, question, *key_numbers(app, attempt, 1))
            asked += 1

        done = anonymous.get("/cards")

    text = text_of(done.text)
    assert asked == 8
    assert "Done for today" in text
    assert "8 questions, " in text
    assert "New 8 met, 8 of them known." in text
    assert "Next: 7 May 2030" in text
    assert "See your progress" in text


def test_what_was_missed_comes_back_as_a_card_the_same_day(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        for question in questions(anonymous):
            answer(anonymous, question)

        page = anonymous.get("/cards")

    assert "You missed this" in text_of(page.text)
    assert CLOSED in page.text
    assert form_to(page, "/cards/ratings").fields["sequence"] == "2"


def test_what_was_missed_comes_back_twice_and_no_more(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        for question in questions(anonymous):
            answer(anonymous, question)
        shown = []
        while OPEN in (page := anonymous.get("/cards")).text or CLOSED in page.text:
            shown.append(item_of(page.text))
            sent(anonymous, page, "/cards/ratings", rating="again")

    assert sorted(shown) == sorted(ITEMS * 2)
    assert "Done for today" in text_of(page.text)


# What was met before is a card


def test_a_card_has_its_back_folded_away_with_four_ratings(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        page = learner.get("/cards")

    form = form_to(page, "/cards/ratings")
    assert CLOSED in page.text
    assert "8 left for today" in text_of(page.text)
    assert form.buttons == [("rating", word) for word in ("again", "hard", "good", "easy")]
    assert (form.fields["item_id"], form.fields["sequence"]) == (item_of(page.text), "2")
    assert re.search(r"Forgot today 1 Hard \d+ May 2", text_of(page.text))


def test_cards_go_by_their_forms_to_done_for_today(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        shown = []
        while CLOSED in (page := learner.get("/cards")).text:
            shown.append(item_of(page.text))
            left = f"{8 - len(shown) + 1} left for today"
            assert left in text_of(page.text)
            response = sent(learner, page, "/cards/ratings", rating="good")
            assert (response.status_code, response.headers["Location"]) == (303, "/cards")

    assert sorted(shown) == sorted(ITEMS)
    assert "Seen before 8 of 8 known." in text_of(page.text)


def test_a_card_says_why_it_is_asked_and_why_now(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        text = text_of(learner.get("/cards").text)

    assert "To refresh" in text
    assert "You would probably forget it within the month." in text
    assert re.search(r"Your chance of knowing it today: 8\d of 100", text)


def test_seconds_that_cannot_be_are_not_taken_for_the_learners_pace(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        for shown_at in ("-1", "1", str(int(LATER.timestamp()) + 99)):
            page = learner.get("/cards")
            sent(learner, page, "/cards/ratings", rating="good", shown_at=shown_at)
        page = learner.get("/cards")

    assert "5 left for today" in text_of(page.text)


def test_home_the_bank_and_the_session_tell_the_same_figure(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        for left in (8, 7, 6):
            home, bank, cards = (learner.get(path) for path in ("/", "/banks/tides", "/cards"))
            assert f"Today: {left} questions" in text_of(home.text)
            assert f"{left} questions of this article" in text_of(bank.text)
            assert f"{left} left for today" in text_of(cards.text)
            sent(learner, cards, "/cards/ratings", rating="good")


def test_a_missed_card_comes_back_within_the_sitting(learner: Visitor) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        first = learner.get("/cards")
        sent(learner, first, "/cards/ratings", rating="again")
        shown = []
        while CLOSED in (page := learner.get("/cards")).text:
            shown.append(item_of(page.text))
            sent(learner, page, "/cards/ratings", rating="easy")

    assert shown[-1] == item_of(first.text)
    assert len(shown) == 8


def test_whoever_is_done_may_go_on_with_five_more(learner: Visitor, app: Flask) -> None:
    meet_all(learner)
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(User).values(minutes_a_day=1))

    with time_machine.travel(LATER, tick=False):
        a_minute_ago = str(int(LATER.timestamp()) - 60)
        page = learner.get("/cards")
        sent(learner, page, "/cards/ratings", rating="good", shown_at=a_minute_ago)
        done = learner.get("/cards")
        more = re.search(r'href="(/cards\?until=6)"', done.text)
        assert more
        asked = 0
        while CLOSED in (page := learner.get(more[1])).text:
            response = sent(learner, page, "/cards/ratings?until=6", rating="good")
            assert response.headers["Location"] == more[1]
            asked += 1

    assert "Done for today" in text_of(done.text)
    assert asked == 5


# What a learner chooses


@pytest.mark.parametrize(
    ("query", "items"),
    [
        ("topic=moon", {"what-pulls", "spring-tide", "neap", "slack"}),
        ("section=shore", {"who-reads", "bare-flats"}),
        ("topic=none", set()),
        ("section=%00", set()),
    ],
)
def test_a_part_of_the_article_is_practised_alone(
    query: str, items: set[str], learner: Visitor
) -> None:
    meet_all(learner)

    with time_machine.travel(LATER, tick=False):
        shown = set()
        while CLOSED in (page := learner.get(f"/cards?{query}")).text:
            shown.add(item_of(page.text))
            response = sent(learner, page, f"/cards/ratings?{query}", rating="good")
            assert response.headers["Location"] == f"/cards?{query}"

    assert shown == items
    assert page.status_code == 200


@on_sqlite
@pytest.mark.parametrize("until", ["-1", "x", "9" * 30, "", "²"])
def test_a_wish_for_more_that_is_no_number_is_left_out(until: str, learner: Visitor) -> None:
    assert learner.get(f"/cards?until={until}").status_code == 200


def test_what_was_missed_today_can_be_gone_over_alone(learner: Visitor) -> None:
    meet_all(learner)
    with time_machine.travel(LATER, tick=False):
        rate(learner, "neap", "again", sequence=2)

        page = learner.get("/cards?missed=1")

    assert item_of(page.text) == "neap"
    assert "1 left for today" in text_of(page.text)


# A card that is asked for


def test_a_card_asked_for_is_turned_over_with_four_ratings(anonymous: Visitor) -> None:
    page = anonymous.get("/cards?show=what-pulls")

    form = form_to(page, "/cards/ratings")
    assert OPEN in page.text
    assert "<mark>The moon pulls at the sea</mark>" in page.text
    assert form.buttons == [("rating", word) for word in ("again", "hard", "good", "easy")]
    assert (form.fields["item_id"], form.fields["sequence"]) == ("what-pulls", "1")


@on_sqlite
@pytest.mark.parametrize("shown", ["none", "", "%00", "../etc", "a" * 3000])
def test_an_unknown_card_gives_way_to_what_comes_next(shown: str, anonymous: Visitor) -> None:
    page = anonymous.get(f"/cards?show={shown}")

    assert page.status_code == 200
    assert "Next: a question" in page.text
    assert 'action="/cards/ratings' not in page.text


def test_an_item_that_is_no_card_is_not_found(anonymous: Visitor, bank_file: Path) -> None:
    edit_bank(bank_file, ("  - id: bare-flats\n", "  - id: bare-flats\n    drills: [quiz]\n"))

    assert anonymous.get("/cards?show=bare-flats").status_code == 404


def test_a_term_is_asked_in_both_directions_in_turn(anonymous: Visitor) -> None:
    first = text_of(anonymous.get("/cards?show=ebb").text)
    rate(anonymous, "ebb")

    page = anonymous.get("/cards?show=ebb")

    assert first.index("ebb") < first.index("the water going out")
    second = text_of(page.text)
    assert second.index("the water going out") < second.index("ebb")
    assert form_to(page, "/cards/ratings").fields["sequence"] == "2"


def test_each_learner_has_cards_of_their_own(learner: Visitor, stranger: Visitor) -> None:
    rate(learner, "what-pulls", "easy")

    page = stranger.get("/cards?show=what-pulls")

    assert form_to(page, "/cards/ratings").fields["sequence"] == "1"


@on_sqlite
def test_the_session_takes_no_forms_at_this_address(learner: Visitor) -> None:
    assert learner.send("/cards").status_code == 405
    assert learner.get("/cards/next").status_code == 405


# What waits


def test_a_card_that_a_running_quiz_still_asks_is_held_back(learner: Visitor) -> None:
    attempt = learner.start("all")

    asked = learner.get("/cards?show=what-pulls")
    learner.respond(attempt, 1, dont_know="1")
    answered = learner.get("/cards?show=what-pulls")

    assert "The moon" not in asked.text.split("<footer")[0].split("<main")[1]
    assert 'name="rating"' not in asked.text
    assert 'name="rating"' in answered.text


def test_the_pages_say_how_many_questions_wait_for_a_quiz(learner: Visitor) -> None:
    learner.start("all")
    for question in questions(learner):
        answer(learner, question)

    home = learner.get("/")

    assert "5 questions wait until you finish the quizzes you have begun." in text_of(home.text)


def test_questions_of_a_session_are_none_that_a_running_quiz_asks(
    learner: Visitor, app: Flask
) -> None:
    with time_machine.travel(NOON, tick=False):
        learner.start("all")
        asked = 0
        for question in questions(learner):
            answer(learner, question, *key_numbers(app, question.removesuffix("/items/1"), 1))
            asked += 1

    assert asked == 3
