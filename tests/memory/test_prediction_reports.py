"""Which answers tell how well predictions came true, and whose."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.memory import Rating
from quizapp.domain.memory.predictions.tenths import Tenths
from quizapp.domain.memory.predictions.track_records import PredictionReport
from quizapp.memory.prediction_reports import own_tenths, report_of_all_classes, report_of_class
from quizapp.models import Classroom, Enrolment
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import EVERY_ITEM, Player
from tests.support.predicted import answered, as_card, corrected, right, wrong

TODAY = date(2026, 4, 1)
NAMES = ("Ada", "Ben", "Cem", "Dunja", "Eva")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def report(world: ClassWorld) -> PredictionReport:
    return report_of_class(world.classroom.id, TODAY)


def test_figures_of_a_class_are_those_worked_out_by_hand(world: ClassWorld) -> None:
    for user_id in world.learner_ids:
        answered(user_id, *right(16), *wrong(4))

    together = report(world).reviews.together

    assert (together.n, together.learners) == (100, 5)
    assert together.shown is not None
    assert together.shown.predicted == pytest.approx(0.8)
    assert together.shown.right == pytest.approx(0.8)
    assert together.shown.brier == pytest.approx(0.16)
    assert together.plain is not None
    assert together.plain.brier == pytest.approx(0.8 * 0.09 + 0.2 * 0.49)


def test_what_learners_answer_is_in_it_with_what_was_expected(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    learner = Player(world.learner_ids[0], world.published)
    learner.play("all")
    time.shift(timedelta(days=3))
    given = GivenRating("ebb", 2, Rating.GOOD)
    rate_card(world.published, learner.user_id, given, clock.moment())

    learner.play("all", wrong=(1,))

    found = report(world)
    assert found.first_answers.together.n == len(EVERY_ITEM)
    assert found.reviews.cards.n == 1
    assert found.reviews.checked.n == len(EVERY_ITEM) - 1


def test_a_card_came_true_unless_it_was_rated_again(world: ClassWorld) -> None:
    for user_id in world.learner_ids:
        answered(user_id, *right(10, rating=2), *right(5, rating=4), *wrong(15), **as_card())
        answered(user_id, *right(20))

    reviews = report(world).reviews

    assert (reviews.cards.n, reviews.checked.n) == (150, 100)
    assert reviews.cards.shown is not None
    assert reviews.cards.shown.right == 0.5


def test_a_mark_that_was_given_anew_is_the_one_that_counts(world: ClassWorld) -> None:
    for user_id in world.learner_ids:
        answered(user_id, *wrong(10, remarked=1.0), *right(5, remarked=0.5), *right(5))

    together = report(world).reviews.together

    assert together.shown is not None
    assert together.shown.right == 0.75


def test_half_a_mark_is_not_full_marks(world: ClassWorld) -> None:
    for user_id in world.learner_ids:
        answered(user_id, *right(20, mark=0.5))

    together = report(world).reviews.together

    assert together.shown is not None
    assert together.shown.right == 0.0


def test_what_was_taken_back_and_keys_seen_are_left_out(world: ClassWorld) -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    key = {"source": "key", "sequence": None, "predicted": None, "engine": None}

    answered(world.learner_ids[0], {}, {"retracted_at": at, "sequence": 2}, {"sequence": 2}, key)

    assert report(world).n == 2


def test_answers_by_a_key_that_was_corrected_since_are_left_out(world: ClassWorld) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    begun_before = {"begun_at": noon, "reviewed_at": noon + timedelta(days=9)}
    card_id = answered(world.learner_ids[0], {}, {}, begun_before, {})

    corrected(card_id, noon + timedelta(days=1))

    assert report(world).n == 1


def test_of_predictions_of_another_engine_or_of_long_ago_nothing_is_told(world: ClassWorld) -> None:
    long_ago = date(2023, 3, 1)

    answered(world.learner_ids[0], {"engine": 0}, {"engine": None}, {"day": long_ago}, {})

    assert report(world).n == 1


def test_a_second_answer_while_the_first_waits_for_its_key_is_no_first_answer(
    world: ClassWorld,
) -> None:
    answered(world.learner_ids[0], {"days_since": None}, {"days_since": None}, {})

    found = report(world)

    assert (found.first_answers.together.n, found.reviews.together.n) == (1, 1)


def test_the_first_answer_by_a_corrected_key_is_a_first_answer(world: ClassWorld) -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    card_id = answered(world.learner_ids[0], {}, {"days_since": None})

    corrected(card_id, noon)

    found = report(world)
    assert (found.first_answers.together.n, found.reviews.together.n) == (1, 0)


def test_answers_after_the_key_was_seen_are_neither_reviews_nor_first_answers(
    world: ClassWorld,
) -> None:
    answered(world.learner_ids[0], {"is_after_key": True}, {"days_since": 0}, {})

    found = report(world)

    assert (found.n, found.reviews.together.n, found.first_answers.together.n) == (3, 1, 0)


def test_another_classs_answers_are_never_in_it(world: ClassWorld) -> None:
    other = new_class(world.published, ("Zoe",), teacher="tim")
    answered(other.learner_ids[0], {}, {})
    answered(world.learner_ids[0], {})

    assert (report(world).n, report(other).n) == (1, 2)


def test_whoever_has_left_the_class_is_not_in_it(world: ClassWorld) -> None:
    leaver = world.learner_ids[0]
    answered(leaver, {})
    answered(world.learner_ids[1], {})

    with write_transaction() as tx:
        gone = update(Enrolment).where(Enrolment.user_id == leaver)
        tx.execute(gone.values(left_at=world.now))

    assert report(world).n == 1


def test_all_classes_together_count_each_answer_once_and_no_invented_class(
    world: ClassWorld,
) -> None:
    other = new_class(world.published, (), teacher="tim")
    other.enrol(world.learner_ids[0])
    invented = new_class(world.published, ("Zoe",), teacher="tom")
    answered(world.learner_ids[0], {})
    answered(invented.learner_ids[0], {}, {})

    with write_transaction() as tx:
        demo = update(Classroom).where(Classroom.public_id == invented.classroom_id)
        tx.execute(demo.values(is_demo=True))

    assert report_of_all_classes(TODAY).n == 1


def test_an_invented_class_is_told_of_where_there_is_no_other(world: ClassWorld) -> None:
    answered(world.learner_ids[0], {})

    with write_transaction() as tx:
        tx.execute(update(Classroom).values(is_demo=True))

    assert report_of_all_classes(TODAY).n == 1


def test_a_learners_own_are_theirs_alone_and_begin_at_sixty(world: ClassWorld) -> None:
    one, other = world.learner_ids[:2]
    answered(one, *right(47), *wrong(12))
    answered(other, *right(60))
    few = own_tenths(one, world.now, TODAY)

    answered(one, {})

    assert few == ()
    assert own_tenths(one, world.now, TODAY) == (Tenths(8, 8, 60),)
    assert own_tenths(None, world.now, TODAY) == ()


def test_a_learners_own_tell_nothing_of_keys_that_are_held_back(world: ClassWorld) -> None:
    one = world.learner_ids[0]
    answered(one, *right(60), item_key="ebb")
    before = own_tenths(one, world.now, TODAY)

    held = world.assign(
        "all", feedback=FeedbackTime.AFTER_CLOSE, closes_at=world.now + timedelta(days=1)
    )
    world.begin(held, one)

    assert before == (Tenths(8, 10, 60),)
    assert own_tenths(one, world.now, TODAY) == ()
