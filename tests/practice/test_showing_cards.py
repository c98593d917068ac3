"""Cards as a learner meets them: fronts, backs, and what each button leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Rating
from quizapp.domain.memory.due_days import due_day
from quizapp.memory.hidden_items import Hidden, ItemKey
from quizapp.memory.terms import terms_of
from quizapp.models import Card
from quizapp.practice.showing_cards import ShownCard, may_be_turned, shown_card
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, moment_at, new_player
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, memory, rate, session, turned


def shown(player: Player, item_id: str, look: int | None = None) -> ShownCard:
    found = turned(player, item_id, look)
    assert found is not None
    return found


def test_a_card_has_both_its_faces_and_the_four_ratings(player):
    card = shown(player, "ebb")

    assert (card.bank_id, card.item_id, card.type) == ("tides", "ebb", "term")
    assert (card.topic, card.face.front) == ("On the shore", "ebb")
    assert card.face.back == "the water going out"
    assert [choice.rating for choice in card.choices] == ["again", "hard", "good", "easy"]
    assert (card.sequence, card.given) == (1, None)


def test_each_button_says_the_day_on_which_the_item_will_be_due(player):
    for rating in Rating:
        learner = new_player(player.published)
        said = shown(learner, "ebb").choices[rating - 1].returns_on

        rate(learner, "ebb", rating)

        state = memory(learner, "ebb")
        assert state is not None
        assert said == (None if rating is AGAIN else due_day(state))


def test_the_retention_of_the_class_sets_the_days(player, published):
    world = new_class(published, ("Ana",))
    world.learn_by(desired_retention=0.97)
    ana = Player(world.learner_ids[0], published)

    far, near = (shown(each, "ebb").choices[EASY - 1].returns_on for each in (player, ana))

    assert near is not None
    assert far is not None
    assert near < far


def test_the_faces_of_an_item_take_turns(player):
    fronts = []
    for _ in range(3):
        fronts.append(shown(player, "ebb").face.front)
        rate(player, "ebb")

    assert fronts == ["ebb", "the water going out", "ebb"]


def test_a_showing_that_was_rated_today_is_shown_with_its_rating(player):
    before = shown(player, "ebb")
    rate(player, "ebb", GOOD)

    again = shown(player, "ebb", look=1)

    assert again == replace(before, given="good")
    assert shown(player, "ebb").sequence == 2


@pytest.mark.parametrize("look", [0, 2, 3, -1, 2**40])
def test_a_look_at_what_was_not_the_last_showing_is_the_next_showing(player, look):
    rate(player, "ebb", GOOD)

    assert shown(player, "ebb", look=look).sequence == 2


def test_a_showing_of_another_day_is_not_corrected(player, time):
    rate(player, "ebb", GOOD)
    time.shift(DAY)

    assert (shown(player, "ebb", look=1).given, shown(player, "ebb", look=1).sequence) == (None, 2)


def test_what_a_running_attempt_still_asks_is_not_turned(player, fellow):
    attempt_id = player.start()

    held = turned(player, "what-pulls")
    player.respond_right(attempt_id, 1)

    assert held is None
    assert turned(player, "what-pulls") is not None
    assert turned(fellow, "what-pulls") is not None


def test_what_its_bank_holds_back_or_does_not_have_is_not_turned(player):
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb"}))

    assert not may_be_turned(ItemKey("tides", "ebb"), bank, Hidden())
    assert not may_be_turned(ItemKey("tides", "gone"), bank, Hidden())
    assert not may_be_turned(ItemKey("gone", "ebb"), None, Hidden())
    assert may_be_turned(ItemKey("tides", "flood"), bank, Hidden())


def test_an_item_kept_to_quizzes_is_no_card(player, edited):
    quiz_only = player.with_bank(edited(("term: ebb\n", "term: ebb\n    drills: [quiz]\n")))

    with pytest.raises(NotFound):
        turned(quiz_only, "ebb")


def test_somebody_new_is_shown_a_card_without_being_recorded(published, inside):
    terms = terms_of(db.session, None, moment_at(MONDAY))

    card = shown_card(None, published.bank, "ebb", terms)

    assert (card.sequence, len(card.choices)) == (1, 4)
    assert not all_rows(Card)


def test_a_card_that_was_undone_is_shown_as_if_it_had_never_been_rated(player, time):
    before = shown(player, "ebb")
    rate(player, "ebb", EASY)
    time.shift(timedelta(minutes=1))

    back = shown(player, "ebb", look=1)

    assert back.choices == before.choices
    assert session(player).terms.today == MONDAY.date()
