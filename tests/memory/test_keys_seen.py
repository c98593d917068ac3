"""Keys that are held back: what a wrong answer comes to before and after they are seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.memory.updates import learnt, of_card
from quizapp.memory.keys_seen import note_keys_seen
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Review
from quizapp.models.memory import ReviewSource
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, attempt_with
from tests.support.remembered import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    HARD,
    card,
    log,
    memory,
    rate,
    rated,
    undo,
)

TODAY = MONDAY.date()
LATER = TODAY + 2 * DAY


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


@pytest.fixture
def lena(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


@pytest.fixture
def held(world: ClassWorld, lena: Player) -> str:
    """An attempt under an assignment whose keys are shown the next day, begun by Lena."""
    assignment_id = world.assign(
        feedback=FeedbackTime.AFTER_CLOSE, closes_at=MONDAY + timedelta(hours=30)
    )
    return world.begin(assignment_id, lena.user_id)


def seen(player: Player, attempt_id: str) -> int:
    """Look back on an attempt; gives how many misses waited for that."""
    row_id = attempt_with(attempt_id).id
    db.session.rollback()
    return note_keys_seen(player.user_id, row_id, clock.moment())


def test_a_wrong_first_answer_waits_until_its_key_is_seen(lena, held, time):
    lena.respond_wrong(held, 1)
    assert (memory(lena, "what-pulls"), card(lena, "what-pulls").has_hidden_miss) == (None, True)
    time.shift(2 * DAY)

    assert seen(lena, held) == 1

    assert memory(lena, "what-pulls") == rated(AGAIN, on=LATER)
    answer, key = log(lena, "what-pulls")
    assert (answer.is_key_held, answer.known, key.known) == (True, None, 0)
    assert (key.source, key.day, key.sequence) == (ReviewSource.KEY, LATER, None)


def test_a_key_seen_again_says_nothing_more(lena, held, time):
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)

    assert [seen(lena, held), seen(lena, held)] == [1, 0]

    assert len(all_rows(Review)) == 2


def test_looking_back_on_what_was_known_writes_nothing(lena, held, time):
    for position in range(1, 6):
        lena.respond_right(held, position)
    time.shift(2 * DAY)

    assert seen(lena, held) == 0

    assert len(all_rows(Review)) == 5


def test_a_right_answer_counts_at_once_though_its_key_is_held_back(lena, held):
    lena.respond_right(held, 1)

    assert memory(lena, "what-pulls") is not None
    assert not card(lena, "what-pulls").has_hidden_miss


def test_a_wrong_answer_counts_at_once_where_a_memory_exists(lena, held, time):
    rate(lena, "what-pulls", EASY)
    time.shift(DAY)

    lena.respond_wrong(held, 1)

    easy = rated(EASY, on=TODAY)
    assert memory(lena, "what-pulls") == learnt(easy, of_card(AGAIN), TODAY + DAY)


def test_an_answer_that_is_newer_takes_the_place_of_a_miss_that_waits(lena, held, time):
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)

    rate(lena, "what-pulls", GOOD)

    assert memory(lena, "what-pulls") == rated(GOOD, on=LATER)
    assert seen(lena, held) == 0


@pytest.mark.parametrize("_time", range(8))
def test_a_rating_corrected_counts_as_if_it_had_been_the_first(lena, held, time, _time):
    """Eight times: rows of one moment would be told apart by their random ids alone."""
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)
    rate(lena, "what-pulls", EASY)

    rate(lena, "what-pulls", HARD, sequence=2)

    assert memory(lena, "what-pulls") == rated(HARD, on=LATER)
    assert check_memories().differing == ()


def test_a_rating_taken_back_leaves_the_miss_whose_key_was_seen(lena, held, time):
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)
    rate(lena, "what-pulls", GOOD)

    assert undo(lena, "what-pulls", 2)

    assert memory(lena, "what-pulls") == rated(AGAIN, on=LATER)
    assert not card(lena, "what-pulls").has_hidden_miss


def test_nobody_elses_look_tells_a_learner_anything(world, lena, held, time):
    samir = Player(world.learner_ids[1], world.published)
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)

    assert seen(samir, held) == 0

    assert memory(lena, "what-pulls") is None


def test_what_others_and_other_banks_showed_that_day_is_no_key_seen(player, fellow, lights):
    fellow.play()
    player.with_bank(lights).play()

    player.play()

    assert [row.source for row in log(player, "ebb")] == [ReviewSource.QUIZ]


def test_a_quiz_after_the_key_was_seen_that_day_says_nothing(lena, held, time):
    lena.respond_wrong(held, 1)
    time.shift(2 * DAY)
    seen(lena, held)

    lena.respond_right(lena.start(), 1)

    assert memory(lena, "what-pulls") == rated(AGAIN, on=LATER)
    assert log(lena, "what-pulls")[-1].is_after_key
