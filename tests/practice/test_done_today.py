"""The end of a session: what was done, what it did, and what comes back when."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import User
from quizapp.practice.chosen_part import ChosenPart, chosen_part
from quizapp.practice.done_today import DoneToday, Kind, done_today
from quizapp.practice.scope import Scope
from quizapp.web.database import write_transaction
from tests.support.classes import user_named
from tests.support.inside import MONDAY
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.support.remembered import AGAIN, EASY, GOOD, rate, session, undo

DAY = timedelta(days=1)


def done(player: Player) -> DoneToday:
    return done_today(session(player))


def test_what_was_met_before_is_told_apart_from_what_was_new(player, time):
    for item_id in ("ebb", "neap"):
        rate(player, item_id)
    time.shift(3 * DAY)
    rate(player, "ebb", AGAIN)
    rate(player, "neap")
    rate(player, "slack")

    found = done(player)

    assert found.met_before == Kind(asked=2, known=1)
    assert found.new == Kind(asked=1, known=1)


def test_a_miss_that_was_known_when_it_came_back_counts_as_known(player):
    rate(player, "ebb", AGAIN)
    rate(player, "ebb", GOOD)

    assert done(player).new == Kind(asked=1, known=1)


def test_the_gain_is_the_outlook_of_now_less_that_of_the_morning(player, time):
    rate(player, "ebb", AGAIN)
    rate(player, "neap")
    time.shift(3 * DAY)
    morning = session(player).outlook.known
    rate(player, "ebb")
    rate(player, "slack", AGAIN)
    rate(player, "slack", GOOD)

    gain = done(player).gain

    assert gain == pytest.approx(session(player).outlook.known - morning)
    assert gain > 0


def test_a_rating_taken_back_has_done_nothing(player):
    rate(player, "slack")
    undo(player, "slack", 1)

    assert done(player) == DoneToday(Kind(0, 0), Kind(0, 0), 0.0, (), 0)


def test_todays_questions_are_counted_by_the_day_on_which_they_come_back(player):
    rate(player, "ebb", AGAIN)
    rate(player, "slack", EASY)
    rate(player, "neap", EASY)

    found = done(player)

    assert found.returns == (
        (MONDAY.date() + DAY, 1),
        (MONDAY.date() + 8 * DAY, 2),
    )
    assert found.later == 0


def part(player: Player, scope: Scope) -> ChosenPart | None:
    left = session(player)
    banks = {"tides": player.published.bank}
    return chosen_part(scope, banks, left.items, left.terms.today)


def test_a_part_that_was_chosen_is_known_by_its_name(player):
    moon = part(player, Scope("tides", section="moon"))
    shore = part(player, Scope("tides", section="shore"))
    topic = part(player, Scope("tides", topic="moon"))

    assert moon is not None
    assert (moon.title, moon.section_id, moon.next_section_id) == (
        "The pull of the moon",
        "moon",
        "shore",
    )
    assert shore is not None
    assert (shore.title, shore.next_section_id) == ("On the shore", None)
    assert topic is not None
    assert (topic.title, topic.section_id) == ("The pull of the moon", None)


def test_a_part_says_how_its_own_questions_are_known(player):
    rate(player, "what-pulls")
    rate(player, "ebb", AGAIN)

    moon = part(player, Scope("tides", section="moon"))

    assert moon is not None
    assert [str(each) for each in moon.standings] == ["known", "new"]


@pytest.mark.parametrize(
    "scope",
    [
        Scope("tides"),
        Scope("gone", section="moon"),
        Scope("tides", section="gone"),
        Scope("tides", topic="gone"),
        Scope(None, topic="moon"),
    ],
)
def test_what_is_not_there_is_no_part(player, scope):
    assert part(player, scope) is None


# The page


def rated(app: Flask, learner: Visitor, bank_file: Path, *item_ids: str) -> None:
    """The learner has found the cards of these items easy."""
    with app.app_context():
        player = Player(user_named(learner.name).id, published_from(bank_file))
        for item_id in item_ids:
            rate(player, item_id, EASY)


def test_the_page_says_what_was_done_and_that_it_is_all_right_to_stop(
    app: Flask, learner: Visitor, bank_file: Path
) -> None:
    rated(app, learner, bank_file, *published_from(bank_file).bank.items)

    page = learner.get("/cards")

    text = text_of(page.text)
    assert "Done for today" in text
    assert "questions, " in text
    assert "New 8 met, 8 of them known." in text
    assert "When these begin to fade" in text
    assert "You can close this page: everything is saved." in text
    assert 'class="button"' not in page.text.split("<main")[1].split("</main")[0]


def test_a_chosen_topic_ends_at_the_progress_it_was_chosen_on(
    app: Flask, learner: Visitor, bank_file: Path
) -> None:
    rated(app, learner, bank_file, "what-pulls", "spring-tide", "neap", "slack")

    page = learner.get("/cards?topic=moon")

    assert "Done with this part You know 4 of 4 here now." in text_of(page.text)
    assert 'href="/progress">Back to your progress' in page.text


def test_the_next_day_says_as_many_questions_as_fit_its_minutes(player, time):
    with write_transaction() as tx:
        tx.execute(update(User).values(minutes_a_day=1))
    for item_id in player.published.bank.items:
        rate(player, item_id)
    given = session(player).next_day
    assert given is not None

    time.move_to(MONDAY + (given.day - MONDAY.date()))

    assert session(player).left == given.count < 8
