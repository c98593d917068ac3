"""A corrected key where learners had second tries: both are marked anew, and nobody's twice."""

from __future__ import annotations

import pytest

from quizapp.attempts.looking_back import look_backs
from quizapp.authoring.edit_effects import effects
from quizapp.domain.errors import NothingToRegrade
from quizapp.models import Notice, RegradedMark
from quizapp.models.item_tallies import Population, item_tallies
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import undo
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.playing import WITH_SECOND_TRIES, Player, all_rows, attempt_with
from tests.support.regrading import (
    BANK,
    BECAUSE,
    FULL,
    OTHER_KEY,
    answer_others,
    choose,
    current,
    everything_recorded,
    regraded,
)


@pytest.fixture
def trier(player: Player, edited) -> Player:
    return player.with_bank(edited(WITH_SECOND_TRIES))


def tried(player: Player, first: str, second: str) -> str:
    """A whole quiz, right but for these two tries at `what-pulls`."""
    attempt_id = player.start("all")
    answer_others(player, attempt_id, "what-pulls")
    choose(player, attempt_id, "what-pulls", first)
    choose(player, attempt_id, "what-pulls", second)
    return attempt_id


@pytest.mark.parametrize(
    ("first", "second", "before", "after"),
    [
        ("The wind", "The moon", 4.5, 5.0),
        ("The harbour", "The moon", 4.5, 4.0),
        ("The harbour", "The wind", 4.0, 4.5),
        ("The pilots", "The harbour", 4.0, 4.0),
    ],
)
def test_both_tries_are_marked_by_the_corrected_key(trier, edited, first, second, before, after):
    attempt_id = tried(trier, first, second)
    recorded = everything_recorded()
    assert current(attempt_id) == before
    corrected = edited(*OTHER_KEY)

    if before != after:
        regraded(corrected)
    else:
        with pytest.raises(NothingToRegrade):
            regraded(corrected)

    assert current(attempt_id) == after
    assert everything_recorded() == recorded
    assert verify_scores().discrepancies == []


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("The wind", "The moon", "right"),
        ("The harbour", "The moon", "wrong"),
        ("The harbour", "The wind", "second"),
    ],
)
def test_the_page_says_of_both_tries_what_the_corrected_key_makes_of_them(
    trier, edited, first, second, verdict
):
    attempt_id = tried(trier, first, second)

    regraded(edited(*OTHER_KEY))

    (look,) = [
        each for each in look_backs(attempt_with(attempt_id).id) if each.regraded is not None
    ]
    assert look.verdict == verdict


def test_an_edit_foretells_what_its_regrade_does_to_second_tries(trier, edited):
    tried(trier, "The harbour", "The moon")
    corrected = edited(*OTHER_KEY).bank

    (effect,) = effects(trier.published.bank, corrected)

    run = dry_run(corrected, "what-pulls", BANK)
    assert (effect.gains, effect.losses) == (run.gains, run.losses) == (0, 1)


def test_a_regrade_of_tries_is_undone_to_what_they_counted(trier, edited):
    attempt_id = tried(trier, "The wind", "The moon")
    (event,) = regraded(edited(*OTHER_KEY))

    undo("tides", event, BECAUSE, clock.now())

    assert current(attempt_id) == attempt_with(attempt_id).score == 4.5
    assert [(row.mark, row.credit, row.previous) for row in all_rows(RegradedMark)] == [
        (1.0, None, 0.5),
        (None, None, 1.0),
    ]
    assert [notice.figures["after"] for notice in all_rows(Notice)] == [5.0, 4.5]
    assert verify_scores().discrepancies == []


def test_full_marks_are_full_whatever_the_second_try_counted(trier):
    attempt_id = tried(trier, "The harbour", "The moon")

    regraded(trier.published, rule=FULL)

    assert current(attempt_id) == 5.0
    assert verify_scores().discrepancies == []


def test_who_was_right_at_first_is_given_it_whatever_became_of_the_second_try(trier, edited):
    attempt_id = tried(trier, "The wind", "The moon")
    without_moon = edited(
        OTHER_KEY[0], ("- The wind: Wind raises waves, not the tide.", "- The sun")
    )
    (effect,) = effects(trier.published.bank, without_moon.bank)

    regraded(without_moon)

    assert current(attempt_id) == 5.0
    assert (effect.gains, effect.unsayable) == (1, 0)
    assert verify_scores().discrepancies == []


def test_a_try_that_is_still_open_is_left_alone_by_a_corrected_key(trier, edited):
    attempt_id = trier.start("all")
    choose(trier, attempt_id, "what-pulls", "The wind")
    corrected = edited(*OTHER_KEY)

    assert dry_run(corrected.bank, "what-pulls", BANK).marks == ()

    trier.respond_right(attempt_id, 1)
    answer_others(trier, attempt_id, "what-pulls")
    regraded(corrected)
    assert current(attempt_id) == 5.0
    assert verify_scores().discrepancies == []


def test_full_marks_given_between_two_tries_stay_full(trier):
    attempt_id = trier.start("all")
    choose(trier, attempt_id, "what-pulls", "The wind")
    regraded(trier.published, rule=FULL)

    trier.respond_right(attempt_id, 1)
    answer_others(trier, attempt_id, "what-pulls")

    assert current(attempt_id) == 5.0
    assert verify_scores().discrepancies == []


def test_item_analysis_goes_by_the_first_try(inside, edited):
    world = new_class(edited(WITH_SECOND_TRIES), ("Ada A", "Ben B"))
    for user_id in world.learner_ids:
        tried(Player(user_id, world.published), "The wind", "The moon")

    population = Population(world.classroom.id)
    rows = [
        row
        for row in db.session.execute(item_tallies(population, ["tides"], ["all"]))
        if row.credit != 1.0
    ]

    assert [(row.mark, row.credit, row.score, row._mapping["count"]) for row in rows] == [
        (0.0, 0.5, 4.5, 2)
    ]


def test_full_marks_taken_back_leave_what_the_regrade_before_them_counted(trier, edited):
    attempt_id = tried(trier, "The harbour", "The wind")
    corrected = edited(*OTHER_KEY)
    regraded(corrected)
    (event,) = regraded(corrected, rule=FULL)

    undo("tides", event, BECAUSE, clock.now())

    assert current(attempt_id) == 4.5
    assert verify_scores().discrepancies == []
