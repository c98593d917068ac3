"""Pre- and post-tests: who has which form, what stays re-derivable, and what is made of them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp import models
from quizapp.assignments.assigning import NewAssignment, edit_assignment
from quizapp.assignments.pair_results import TakenTest, pair_results
from quizapp.assignments.pairs import NewPair, create_pair, known_facilities
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import Terms
from quizapp.domain.errors import NotFound, QuizFixed, TooFewItems
from quizapp.models import Assignment, AuditEntry, PairHalf
from quizapp.models.pairs import tests_of_pair as both_tests
from quizapp.regrades.verifying import verify_scores
from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, all_rows, at_once, attempt_with


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


def new_pair(world: ClassWorld, quiz_key: str = "quiet", seed: int = 1) -> tuple[str, str, str]:
    """The public ids of the pair, its pre-test and its post-test, both open now."""
    terms = Terms(opens_at=world.now - timedelta(hours=1))
    bank = world.published.bank
    new = NewPair(bank.quizzes[quiz_key], "Before", "After", terms, terms)
    pair_id = create_pair(world.classroom.id, bank, new, world.teacher_id, world.now, seed=seed)
    pair = db.session.scalars(
        select(models.TestPair).where(models.TestPair.public_id == pair_id)
    ).one()
    pre, post = db.session.scalars(both_tests(pair.id))
    return pair_id, pre.public_id, post.public_id


@pytest.mark.slow
def test_both_tests_of_a_learner_share_no_question_and_ask_the_same_number(
    world: ClassWorld,
) -> None:
    _, pre, post = new_pair(world)
    for number in range(4):
        learner = world.add_learner(f"learner{number}")
        player = Player(learner, world.published)
        before = player.items(world.play(pre, learner))
        after = player.items(world.play(post, learner))

        assert not set(before) & set(after)
        assert len(before) == len(after) == world.published.bank.quizzes["quiet"].pick
    assert verify_scores().discrepancies == []


def test_the_halves_of_a_class_never_differ_by_more_than_one(world: ClassWorld) -> None:
    _, pre, _ = new_pair(world)
    for number in range(9):
        world.begin(pre, world.add_learner(f"learner{number}"))
        halves = Counter(half.first_form for half in all_rows(PairHalf))

        assert abs(halves["A"] - halves["B"]) <= 1


def test_many_who_start_at_once_are_dealt_evenly(world: ClassWorld, app: Flask) -> None:
    _, pre, _ = new_pair(world)
    waiting = [world.add_learner(f"learner{number}") for number in range(8)]

    assert {type(each) for each in at_once(app, 8, lambda: world.begin(pre, waiting.pop()))} == {
        str
    }
    halves = Counter(half.first_form for half in all_rows(PairHalf))
    assert halves == {"A": 4, "B": 4}


def test_whoever_comes_only_to_the_post_test_is_put_into_a_half_too(world: ClassWorld) -> None:
    pair_id, pre, post = new_pair(world)
    early, late = world.add_learner("early"), world.add_learner("late")
    world.play(pre, early)
    attempt_id = world.play(post, late)

    half = all_rows(PairHalf)[1]
    assert half.user_id == late
    assert attempt_with(attempt_id).form != half.first_form
    results = pair_results(world.classroom.id, pair_id)
    assert [each.name for each in results.incomplete] == ["early", "late"]
    assert results.complete == ()
    assert results.gain is None


def test_pressing_start_twice_keeps_the_form(world: ClassWorld) -> None:
    _, pre, _ = new_pair(world)
    learner = world.add_learner("lena")

    assert world.begin(pre, learner) == world.begin(pre, learner)
    assert len(all_rows(PairHalf)) == 1


def test_a_pair_leaves_two_tests_of_one_attempt_and_a_trace(world: ClassWorld) -> None:
    pair_id, pre, post = new_pair(world)
    before, after = world.assignment(pre), world.assignment(post)

    assert (before.weight, after.weight) == (0.0, 1.0)
    assert before.attempts_allowed == after.attempts_allowed == 1
    assert before.feedback == after.feedback == "after-close"
    entry = all_rows(AuditEntry)[-1]
    assert (entry.deed, entry.subject) == ("create pair", pair_id)
    assert entry.details == {"title": "Before", "post_title": "After"}


@pytest.mark.parametrize("half", [0, 1], ids=["pre-test", "post-test"])
def test_the_quiz_of_a_pair_stays_though_nobody_has_begun(world: ClassWorld, half: int) -> None:
    assignment_id = new_pair(world)[1:][half]
    row = world.assignment(assignment_id)
    other_quiz = NewAssignment(row.bank_key, "all", row.title, row.terms)

    with pytest.raises(QuizFixed):
        edit_assignment(world.classroom.id, assignment_id, other_quiz, world.teacher_id, world.now)

    assert world.assignment(assignment_id).quiz_key == "quiet"


def test_a_quiz_too_short_for_two_forms_makes_no_pair(world: ClassWorld) -> None:
    with pytest.raises(TooFewItems):
        new_pair(world, "all")

    assert all_rows(models.TestPair) == []
    assert all_rows(Assignment) == []


@pytest.mark.slow
def test_results_pair_each_learner_with_themselves(world: ClassWorld) -> None:
    pair_id, pre, post = new_pair(world)
    for number in range(12):
        learner = world.add_learner(f"learner{number:02}")
        world.play(pre, learner, wrong=(1, 2) if number % 2 else (1, 2, 3))
        world.play(post, learner, wrong=(1,))
    world.add_learner("zoe")

    results = pair_results(world.classroom.id, pair_id)

    assert len(results.complete) == 12
    assert [each.name for each in results.incomplete] == ["zoe"]
    assert results.gain is not None
    size = results.items_in_form
    assert results.gain.mean == pytest.approx(1.5 / size)
    assert results.gain.interval is not None
    assert results.gain.interval.low < 1.5 / size < results.gain.interval.high
    assert results.form_effect is not None
    assert sum(each.n for each in results.form_shares) == 24


def test_who_took_one_of_the_tests_has_the_share_and_form_of_that_one(world: ClassWorld) -> None:
    pair_id, pre, _ = new_pair(world)
    learner = world.add_learner("zoe")
    attempt = attempt_with(world.play(pre, learner, wrong=(1,)))

    (zoe,) = pair_results(world.classroom.id, pair_id).learners

    assert zoe.pre == TakenTest((attempt.item_count - 1) / attempt.item_count, str(attempt.form))
    assert zoe.post is None


def test_another_class_knows_nothing_of_the_pair(world: ClassWorld) -> None:
    pair_id, _, _ = new_pair(world)
    other = new_class(world.published, teacher="tim")

    with pytest.raises(NotFound):
        pair_results(other.classroom.id, pair_id)


@pytest.mark.slow
def test_facilities_are_known_of_items_that_enough_have_answered(world: ClassWorld) -> None:
    assignment = world.assign("all")
    for number in range(19):
        world.play(assignment, world.add_learner(f"learner{number}"))
    assert known_facilities(world.published.bank) == {}

    world.play(assignment, world.add_learner("last"))

    known = known_facilities(world.published.bank)
    assert known
    assert set(known.values()) == {1.0}


def test_verification_notices_a_form_that_was_not_asked(world: ClassWorld) -> None:
    _, pre, _ = new_pair(world)
    attempt = attempt_with(world.play(pre, world.add_learner("lena")))
    asked = attempt.form
    attempt.form = "B" if asked == "A" else "A"
    with writing():
        db.session.commit()

    assert [each.what for each in verify_scores().discrepancies] == ["items"]
    attempt.form = asked
    with writing():
        db.session.commit()
