"""The item analysis of a class: what comes of the attempts that count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.item_analysis import Choice, Item, ItemFigures, Reason, ResponseMatrix, analysis
from quizapp.domain.items.content import from_json
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Attempt
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, column, missed, play
from tests.support.classes import ClassWorld
from tests.support.copied_attempts import copy_into
from tests.support.playing import WITH_SECOND_TRIES, Player, attempt_with
from tests.support.regrading import OTHER_KEY

pytestmark = pytest.mark.usefixtures("inside")


def matrix_of(attempts: list[Attempt]) -> ResponseMatrix:
    """The same attempts in the plainest way, row by row."""
    keys = [item.item_key for item in attempts[0].items]
    items = []
    for key in keys:
        asked = [next(each for each in a.items if each.item_key == key) for a in attempts]
        marks = tuple(each.response.mark if each.response else 0.0 for each in asked)
        question = from_json(asked[0].revision.content).questions[asked[0].question]
        many = len(from_json(asked[0].revision.content).questions) > 1
        items.append(
            Item(
                key,
                marks,
                1.0,
                ()
                if many
                else tuple(
                    Choice(each.response.chosen) if each.response else None for each in asked
                ),
                keys=Choice(option.id for option in question.options if option.is_key),
                options=tuple(option.id for option in question.options),
                mode="one" if question.mode == "one" else "many",
            )
        )
    return ResponseMatrix(tuple(str(a.id) for a in attempts), tuple(items))


def used(figures: ItemFigures) -> dict[str, Any]:
    return {
        use.option: (
            use.count,
            use.by_third
            and tuple(
                round(share, 9)
                for share in (use.by_third.weakest, use.by_third.middle, use.by_third.strongest)
            ),
        )
        for use in figures.options
        if use.count
    }


def test_figures_are_those_of_the_responses_one_by_one(world):
    for learner, wrong in enumerate([(1, 2), (2, 4), (3,)]):
        copy_into(world, play(world, learner, *wrong), 4 + 3 * learner)
    attempts = list(db.session.scalars(select(Attempt).order_by(Attempt.id)))
    wanted = analysis(matrix_of(attempts))

    found = analysed(world)

    assert found.quiz.n == 24
    assert found.scores is not None
    for name in ("n", "max_score", "mean", "sd", "median", "alpha", "sem", "standard_error"):
        assert getattr(found.scores.figures, name) == pytest.approx(
            getattr(wanted.score, name), abs=1e-9
        ), name
    assert found.scores.figures.counts == wanted.score.counts
    for item in wanted.items:
        figures = column(found, item.item_id).figures
        for name in ("facility", "sd", "item_rest", "upper_lower", "alpha_if_deleted"):
            value = getattr(item, name)
            near = value if value is None else pytest.approx(value, abs=1e-9)
            assert getattr(figures, name) == near, (item.item_id, name)
        assert figures.n == item.n
        if item.options:
            assert used(figures) == used(item)


def test_marks_are_those_that_hold_after_a_regrade(world, published, edited):
    play(world, 0, 1)
    play(world, 1)
    run = dry_run(published.bank, "what-pulls", RegradeRule.FULL_MARKS, None)
    regrade(published.bank, run, Cause(None, "Unfair."), world.now)

    found = analysed(world)

    assert column(found, "what-pulls").figures.facility == 1.0
    assert found.scores is not None
    assert found.scores.figures.mean == 5.0
    assert [miss.name for miss in missed(world, "what-pulls")] == []


def test_before_and_after_an_edit_of_the_key_stand_apart(
    world: ClassWorld, edited: Callable[..., PublishedBank], time: Any
) -> None:
    play(world, 0, 1)
    play(world, 1)
    time.shift(timedelta(days=2))
    world.published = edited(*OTHER_KEY)
    bank_shelf().place().take_over_now(clock.now())
    play(world, 2)

    found = analysed(world)
    before, after = (each for each in found.columns if each.item_key == "what-pulls")
    others = [each for each in found.columns if each.item_key != "what-pulls"]

    assert (before.figures.n, before.figures.facility) == (2, 0.5)
    assert (after.figures.n, after.figures.facility) == (1, 1.0)
    assert (before.number, before.ways, after.number, after.ways) == (1, 2, 2, 2)
    assert after.since - before.until == timedelta(days=2)
    assert {each.ways for each in others} == {1}
    assert found.scores is not None
    assert found.scores.figures.n == 3
    assert [version.n for version in found.scores.versions] == [2, 1]
    assert found.scores.versions[0].until < found.scores.versions[1].since


def test_a_new_wording_keeps_an_item_in_one_column(world, edited):
    play(world, 0, 1)
    world.published = edited(("What pulls at the sea and makes it rise?", "What pulls at it?"))
    play(world, 1)

    found = analysed(world)

    assert column(found, "what-pulls").figures.n == 2
    assert column(found, "what-pulls").stem == "What pulls at it?"
    assert found.scores is not None
    assert found.scores.versions == ()


def test_a_quiz_that_picks_has_no_alpha_and_compares_shares(world):
    for learner in range(3):
        play(world, learner, 1, quiz="quiet")

    found = analysed(world, quiz="quiet")

    assert found.scores is not None
    assert found.scores.is_drawn or len(found.columns) == 3
    if found.scores.is_drawn:
        assert found.scores.figures.undefined["alpha"] is Reason.NO_COMPLETE_ROWS
    assert found.scores.figures.mean == 2.0
    assert sum(each.figures.n for each in found.columns) == 9


def test_an_item_with_several_gaps_has_figures_for_each(world):
    for learner in range(3):
        copy_into(world, play(world, learner), 3)

    gaps = column(analysed(world), "spring-tide")

    assert sum(asked.figures.n for asked in gaps.questions) == gaps.figures.n == 12
    assert {len(asked.question.options) for asked in gaps.questions} == {3}


def test_times_run_from_the_response_before_and_breaks_are_left_out(world, published, time):
    player = Player(world.learner_ids[0], published)
    attempt = player.start()
    for position, seconds in enumerate((20, 40, 601, 7, 3), start=1):
        time.shift(seconds)
        player.respond_right(attempt, position)
    other = Player(world.learner_ids[1], published)
    attempt = other.start()
    for position in range(1, 6):
        time.shift(30)
        other.respond_right(attempt, position)

    found = analysed(world)
    medians = [each.times.median for each in found.columns if each.times]
    third = column(found, "bare-flats").times

    assert medians == [25.0, 35.0, 30.0, 18.5, 16.5]
    assert third is not None
    assert (third.n, third.too_long) == (1, 1)


def test_times_are_a_learners_own_and_run_in_the_order_of_their_responses(world, published, time):
    players = [Player(user_id, published) for user_id in world.learner_ids[:2]]
    attempts = [player.start() for player in players]
    for position in (5, 4, 3, 2, 1):
        for player, attempt in zip(players, attempts, strict=True):
            time.shift(10)
            player.respond_right(attempt, position)

    medians = [each.times.median for each in analysed(world).columns if each.times]

    assert medians == [20.0, 20.0, 20.0, 20.0, 15.0]


def test_a_second_try_takes_its_time_from_no_other_item(world, edited, time):
    player = Player(world.learner_ids[0], edited(WITH_SECOND_TRIES))
    attempt = player.start()
    for position, is_right, seconds in (
        (1, False, 20),
        (2, True, 40),  # before the second try at the first
        (1, True, 300),
        (3, True, 7),
        (4, False, 11),
        (4, True, 200),
        (5, True, 3),
    ):
        time.shift(seconds)
        (player.respond_right if is_right else player.respond_wrong)(attempt, position)

    medians = [each.times.median for each in analysed(world).columns if each.times]

    assert medians == [20.0, 40.0, 7.0, 11.0, 3.0]


def test_an_unanswered_item_counts_as_nought(world, published):
    player = Player(world.learner_ids[0], published)
    attempt = player.start()
    player.respond_right(attempt, 1)
    player.finish(attempt)
    play(world, 1)

    second = column(analysed(world), "who-reads").figures

    assert (second.n, second.facility, second.omitted_share) == (2, 0.5, 0.5)


def test_a_first_attempt_that_is_copied_stays_a_first_one(world):
    """The helper of these tests copies what it should."""
    original = play(world, 0)
    copy_into(world, original, 1)

    assert {attempt.number for attempt in db.session.scalars(select(Attempt))} == {1}
    assert attempt_with(original).number == 1
