"""Scheduling held against the `fsrs` package, against numbers written down, and against laws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.memory import Memory, Rating, Stage, next_memories, recall, reviewed
from quizapp.domain.memory.fuzz import fuzz_range
from quizapp.domain.memory.schedule import STEPS

START = datetime(2026, 3, 2, 10, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating
LEARNING, REVIEW, RELEARNING = Stage
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# Ratings in a row: how long after the last one, the rating, and stage, stability in days,
# difficulty and interval after it. Worked out once with fsrs 6.3.2 and written down.
GOLDEN = {
    "always good, when due": [
        (0 * DAY, GOOD, REVIEW, 2.3065, 2.118104, 2 * DAY),
        (2 * DAY, GOOD, REVIEW, 10.964332, 2.111214, 11 * DAY),
        (11 * DAY, GOOD, REVIEW, 46.280217, 2.104331, 46 * DAY),
        (46 * DAY, GOOD, REVIEW, 162.862202, 2.097455, 163 * DAY),
        (163 * DAY, GOOD, REVIEW, 497.447194, 2.090586, 497 * DAY),
    ],
    "a hard start, then a lapse": [
        (0 * DAY, AGAIN, LEARNING, 0.212, 6.4133, 10 * MINUTE),
        (10 * MINUTE, HARD, LEARNING, 0.212, 7.60421, 15 * MINUTE),
        (15 * MINUTE, GOOD, REVIEW, 0.246689, 7.591834, 1 * DAY),
        (1 * DAY, GOOD, REVIEW, 1.562245, 7.57947, 2 * DAY),
        (3 * DAY, EASY, REVIEW, 9.25808, 6.755871, 9 * DAY),
        (10 * DAY, AGAIN, RELEARNING, 1.325047, 8.918905, 10 * MINUTE),
        (10 * MINUTE, GOOD, REVIEW, 1.366708, 8.905215, 1 * DAY),
        (2 * DAY, HARD, REVIEW, 2.508641, 9.258459, 3 * DAY),
    ],
    "easy at once, forgotten twice": [
        (0 * DAY, EASY, REVIEW, 8.2956, 1.0, 8 * DAY),
        (8 * DAY, HARD, REVIEW, 26.704183, 4.010609, 27 * DAY),
        (40 * DAY, AGAIN, RELEARNING, 2.354106, 8.016556, 10 * MINUTE),
        (10 * MINUTE, AGAIN, RELEARNING, 0.790019, 9.333284, 10 * MINUTE),
        (10 * MINUTE, EASY, REVIEW, 1.450323, 9.095727, 1 * DAY),
    ],
}
RECALL_AFTER_ONE_GOOD = [(0, 1.0), (1, 0.946847), (2, 0.909493), (10, 0.774367), (365, 0.458945)]

ratings = st.sampled_from(Rating)
gaps = st.timedeltas(timedelta(0), 400 * DAY) | st.timedeltas(timedelta(0), DAY)
histories = st.lists(st.tuples(gaps, ratings), min_size=1, max_size=8)
retentions = st.sampled_from([0.7, 0.85, 0.9, 0.97])


def memory_after(history: list[tuple[timedelta, Rating]]) -> Memory:
    now, memory = START, None
    for gap, rating in history:
        now += gap
        memory = reviewed(memory, rating, now)
    assert memory is not None
    return memory


@st.composite
def review_memories(draw: st.DrawFn) -> Memory:
    """Memories of items that are days apart."""
    return memory_after([*draw(histories), (draw(gaps), draw(st.sampled_from([GOOD, EASY])))])


@pytest.mark.parametrize("name", GOLDEN)
def test_a_history_leads_to_the_numbers_written_down(name):
    now, memory = START, None

    for gap, rating, stage, stability, difficulty, interval in GOLDEN[name]:
        now += gap
        memory = reviewed(memory, rating, now)

        assert memory.stage is stage
        assert memory.stability == pytest.approx(stability, abs=1e-6)
        assert memory.difficulty == pytest.approx(difficulty, abs=1e-6)
        assert memory.due_at - now == interval
        assert memory.reviewed_at == now


@pytest.mark.parametrize(("days", "share"), RECALL_AFTER_ONE_GOOD)
def test_recall_falls_along_the_curve_written_down(days, share):
    memory = reviewed(None, GOOD, START)

    assert recall(memory, START + days * DAY) == pytest.approx(share, abs=1e-6)


@given(histories, retentions)
def test_every_history_gives_what_the_fsrs_package_gives(history, retention):
    scheduler = fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=STEPS,
        relearning_steps=STEPS,
        enable_fuzzing=False,
    )
    now, card, memory = START, fsrs.Card(card_id=1), None

    for gap, rating in history:
        now += gap
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
        memory = reviewed(memory, rating, now, retention=retention)

        assert memory == Memory(
            stage=Stage(card.state),
            step=card.step,
            stability=card.stability or 0.0,
            difficulty=card.difficulty or 0.0,
            due_at=card.due,
            reviewed_at=now,
        )
        later = now + 5 * DAY
        assert recall(memory, later) == scheduler.get_card_retrievability(card, later)


@given(histories)
def test_stability_is_positive_and_difficulty_from_one_to_ten(history):
    memory = memory_after(history)

    assert memory.stability > 0
    assert 1 <= memory.difficulty <= 10
    assert memory.due_at > memory.reviewed_at


def test_the_clock_stepping_back_counts_as_the_last_reviews_moment():
    memory = reviewed(reviewed(None, GOOD, START), GOOD, START + 2 * DAY)

    earlier = reviewed(memory, GOOD, START)
    same = reviewed(memory, GOOD, START + 2 * DAY)

    assert earlier == same
    assert earlier.reviewed_at == START + 2 * DAY


@given(histories, ratings, gaps)
def test_no_memory_is_reviewed_before_it_was(history, rating, gap):
    memory = memory_after(history)

    after = reviewed(memory, rating, memory.reviewed_at - gap)

    assert after.reviewed_at == memory.reviewed_at


@pytest.mark.parametrize("stability", [1.0, 10.0, 100.0, 1000.0])
def test_recall_is_nine_tenths_when_the_stability_has_passed(stability):
    memory = Memory(Stage.REVIEW, None, stability, 5.0, START, START)

    assert recall(memory, START + stability * DAY) == pytest.approx(0.9)


@given(histories)
def test_recall_falls_with_time_and_stays_a_probability(history):
    memory = memory_after(history)

    shares = [recall(memory, memory.reviewed_at + days * DAY) for days in range(0, 400, 20)]

    assert shares[0] == 1.0
    assert all(0 < later < earlier for earlier, later in pairwise(shares))


def test_recall_before_the_last_review_is_complete():
    memory = reviewed(None, GOOD, START)

    assert recall(memory, START - 3 * DAY) == 1.0


@given(review_memories(), gaps, st.none() | st.text("abc", max_size=3))
def test_a_better_rating_never_brings_a_review_sooner(memory, gap, fuzz_seed):
    now = memory.reviewed_at + gap

    after = next_memories(memory, now, fuzz_seed=fuzz_seed)

    due = [after[rating].due_at for rating in (AGAIN, HARD, GOOD, EASY)]
    assert due == sorted(due)


@given(review_memories())
def test_wanting_to_remember_more_brings_reviews_sooner(memory):
    due = [
        reviewed(memory, GOOD, memory.due_at, retention=retention).due_at
        for retention in (0.97, 0.9, 0.8, 0.7)
    ]

    assert due == sorted(due)


@given(histories, gaps)
def test_each_button_shows_what_would_happen(history, gap):
    memory = memory_after(history)
    now = memory.reviewed_at + gap

    shown = next_memories(memory, now, retention=0.85, fuzz_seed="item:3")

    assert shown == {
        rating: reviewed(memory, rating, now, retention=0.85, fuzz_seed="item:3")
        for rating in Rating
    }


@given(review_memories(), st.text("abcdef", max_size=4))
def test_fuzz_spreads_days_within_range_and_changes_nothing_else(memory, fuzz_seed):
    now = memory.due_at

    plain = reviewed(memory, GOOD, now)
    fuzzed = reviewed(memory, GOOD, now, fuzz_seed=fuzz_seed)

    shortest, longest = fuzz_range((plain.due_at - now).days)
    assert shortest * DAY <= fuzzed.due_at - now <= longest * DAY
    assert (fuzzed.stage, fuzzed.step, fuzzed.stability, fuzzed.difficulty) == (
        plain.stage,
        plain.step,
        plain.stability,
        plain.difficulty,
    )


def test_minutes_are_never_fuzzed():
    plain = reviewed(None, AGAIN, START)

    assert reviewed(None, AGAIN, START, fuzz_seed="item:1") == plain


@settings(max_examples=30)
@given(review_memories(), st.text("abcdef", max_size=4))
def test_the_same_seed_gives_the_same_memory(memory, fuzz_seed):
    first = reviewed(memory, GOOD, memory.due_at, fuzz_seed=fuzz_seed)
    again = reviewed(memory, GOOD, memory.due_at, fuzz_seed=fuzz_seed)

    assert first == again
