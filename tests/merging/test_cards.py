"""Cards of two accounts made one: what all their rows together come to."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from quizapp.domain.memory.updates import learnt, of_card
from quizapp.memory.correcting import forget_corrected
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Card, Review
from quizapp.models.class_memory import ClassFold
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.inside import MONDAY
from tests.support.merging import merged
from tests.support.playing import all_rows, stored
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


def test_a_card_that_both_have_is_what_all_rows_together_make_of_it(world, ana, ben, time):
    state = None
    for person, rating in ((ana, GOOD), (ben, AGAIN), (ana, EASY)):
        rate(person, "ebb", rating)
        state = learnt(state, of_card(rating), clock.now().date())
        time.shift(3 * DAY)
    rate(ben, "flood", GOOD)

    merged(world)

    rows = log(ana, "ebb")
    assert [(row.sequence, row.rating) for row in rows] == [(1, 3), (2, 1), (3, 4)]
    assert memory(ana, "ebb") == state
    kept = card(ana, "ebb")
    assert (kept.review_count, kept.created_at) == (3, rows[0].reviewed_at)
    assert [row.item_key for row in all_rows(Card)] == ["ebb", "flood"]
    assert {row.user_id for row in all_rows(Card)} == {ana.user_id}
    assert check_memories().differing == ()


def test_no_row_of_either_is_lost(world, ana, ben, time):
    for person in (ana, ben):
        person.play(wrong=[2])
        rate(person, "ebb", HARD)
        time.shift(timedelta(minutes=5))
        undo(person, "ebb", card(person, "ebb").review_count)
        person.play()
        time.shift(DAY)
    before = {row.public_id for row in all_rows(Review)}

    merged(world)

    assert {row.public_id for row in all_rows(Review)} == before
    assert {row.card_id for row in all_rows(Review)} == {row.id for row in all_rows(Card)}
    assert check_memories().differing == ()


def test_answers_of_one_day_count_once_when_they_become_one_learners(world, ana, ben, time):
    ana.play(wrong=[1])
    time.shift(timedelta(minutes=5))
    ben.play()

    merged(world)

    assert memory(ana, "what-pulls") == rated(AGAIN, on=TODAY)
    assert card(ana, "what-pulls").answer_count == 1


def test_showings_are_numbered_in_the_order_of_the_log_and_the_next_one_follows(
    world, ana, ben, time
):
    rate(ana, "ebb", GOOD)
    time.shift(60)
    rate(ben, "ebb", GOOD)
    time.shift(60)
    rate(ben, "ebb", EASY)
    undo(ben, "ebb", 2)

    merged(world)
    time.shift(60)
    rate(ana, "ebb", HARD, sequence=3)

    held = stored(select(Review).where(Review.retracted_at.is_(None)).order_by(Review.reviewed_at))
    assert [(row.sequence, row.rating) for row in held] == [(1, 3), (2, 3), (3, 2)]
    assert memory(ana, "ebb") == rated(GOOD, GOOD, HARD, on=TODAY)


def test_rows_of_a_wrong_key_stay_forgotten(world, ana, ben, time):
    for person in (ana, ben):
        rate(person, "ebb", EASY)
    time.shift(60)
    with write_transaction() as tx:
        forget_corrected(tx, "tides", ["ebb"], clock.now())
    time.shift(60)
    rate(ben, "ebb", GOOD)

    merged(world)

    kept = card(ana, "ebb")
    assert (kept.forgotten_at, kept.review_count) == (MONDAY + timedelta(seconds=60), 3)
    assert memory(ana, "ebb") == rated(GOOD, on=TODAY)
    assert check_memories().differing == ()


def test_the_sums_of_the_class_are_folded_anew_after_a_merge(world, ana, ben, time):
    for person in (ana, ben):
        person.play()
    time.shift(DAY)
    rate(ana, "ebb")  # which folds what was answered yesterday
    (fold,) = all_rows(ClassFold)
    assert not fold.is_stale

    merged(world)

    (fold,) = all_rows(ClassFold)
    assert fold.is_stale
