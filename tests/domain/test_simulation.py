"""Invented learners: reproducible, and believable in what matters."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory import Rating
from quizapp.domain.simulation import Asked, Items, SimulatedLearner, Trace, traits

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
IDS = [f"item-{number}" for number in range(60)]
seeds = st.integers(0, 10_000)


def learners(seed: int = 1, count: int = 60) -> list[SimulatedLearner]:
    return [SimulatedLearner(seed, number, Items(seed)) for number in range(count)]


def asked(item_id: str) -> Asked:
    return Asked(item_id, ("a", "b", "c", "d"), frozenset({2}), "one")


def share(learner: SimulatedLearner, at: datetime) -> float:
    return mean(learner.answer(asked(each), at).numbers == (2,) for each in IDS)


@given(seeds)
def test_the_same_seed_gives_the_same_learner_and_the_same_answers(seed: int) -> None:
    def life() -> list[object]:
        learner = SimulatedLearner(seed, 3, Items(seed))
        learner.bring_along(IDS, MONDAY)
        learner.sit_in_lesson(IDS[:20], MONDAY)
        return [learner.traits, *(learner.answer(asked(each), MONDAY) for each in IDS)]

    assert life() == life()


def test_different_seeds_give_different_learners() -> None:
    assert len({traits(seed, 0) for seed in range(20)}) == 20


def test_memory_fades_to_nine_in_ten_in_as_many_days_as_it_is_strong() -> None:
    trace = Trace(MONDAY, 5.0)

    assert trace.recall(MONDAY) == 1.0
    assert abs(trace.recall(MONDAY + timedelta(days=5)) - 0.9) < 1e-12
    assert trace.recall(MONDAY + timedelta(days=50)) < 0.7
    assert trace.recall(MONDAY - timedelta(days=1)) == 1.0


@given(st.floats(0.1, 100), st.integers(0, 100), st.integers(1, 100))
def test_what_is_recalled_later_becomes_stronger_by_it(
    strength: float, days: int, more: int
) -> None:
    trace = Trace(MONDAY, strength)
    sooner = trace.recalled(MONDAY + timedelta(days=days))
    later = trace.recalled(MONDAY + timedelta(days=days + more))

    assert strength < sooner.strength < later.strength


@pytest.mark.slow
def test_the_able_know_more_and_a_lesson_helps_and_time_takes_away() -> None:
    before, after, late = [], [], []
    for learner in learners():
        learner.bring_along(IDS, MONDAY)
        before.append((learner.traits.ability, share(learner, MONDAY)))
        learner.sit_in_lesson(IDS, MONDAY)
    for learner in learners():
        learner.bring_along(IDS, MONDAY)
        learner.sit_in_lesson(IDS, MONDAY)
        after.append(share(learner, MONDAY))
    for learner in learners():
        learner.bring_along(IDS, MONDAY)
        learner.sit_in_lesson(IDS, MONDAY)
        late.append(share(learner, MONDAY + timedelta(days=60)))

    known = [right for _, right in sorted(before)]
    assert mean(known[:20]) < mean(known[40:])
    assert mean(known) + 0.1 < mean(late) < mean(after) - 0.02
    assert 0.25 < mean(known) < 0.75


def test_an_easy_item_is_known_to_most_and_one_that_is_not_known_is_guessed_or_admitted() -> None:
    items = Items(1, frozenset(IDS[:1]))
    answers = []
    for number in range(200):
        learner = SimulatedLearner(1, number, items)
        learner.sit_in_lesson(IDS[:1], MONDAY)
        answers.append(learner.answer(asked(IDS[0]), MONDAY))

    assert mean(answer.numbers == (2,) for answer in answers) > 0.75
    assert any(answer.is_unknown and not answer.numbers for answer in answers)
    assert {number for answer in answers for number in answer.numbers} == {1, 2, 3, 4}


def test_guesses_follow_what_is_alluring_and_lean_to_what_is_right() -> None:
    items = Items(1)
    options = asked("x").options
    pull = [items.allure("x", each) * (1.6 if each == "b" else 1.0) for each in options]
    guesses = Counter(
        number
        for seat in range(3000)
        for number in SimulatedLearner(1, seat, items).answer(asked("x"), MONDAY).numbers
    )

    for number, weight in enumerate(pull, start=1):
        assert guesses[number] / guesses.total() == pytest.approx(weight / sum(pull), abs=0.03)


@given(seeds, st.frozensets(st.integers(1, 4), min_size=1))
def test_where_several_may_be_right_at_least_one_is_chosen(seed: int, right) -> None:
    learner = SimulatedLearner(seed, 0, Items(seed))
    answer = learner.answer(Asked("x", ("a", "b", "c", "d"), right, "many"), MONDAY)

    assert answer.is_unknown or set(answer.numbers) <= {1, 2, 3, 4}
    assert answer.is_unknown or answer.numbers


def test_a_card_that_is_not_recalled_is_rated_again_and_then_learnt() -> None:
    ratings = []
    for learner in learners():
        first = learner.rate("x", MONDAY)
        second = learner.rate("x", MONDAY + timedelta(days=2))
        ratings.append((first, second))

    assert {first for first, _ in ratings} == {Rating.AGAIN}
    assert {second for _, second in ratings} >= {Rating.AGAIN, Rating.GOOD}


def test_feedback_teaches_some_of_those_who_did_not_know_and_changes_nothing_for_others() -> None:
    fresh = Trace(MONDAY, 50.0)
    unknowing, knowing = learners(), learners()
    for learner in knowing:
        learner.traces["x"] = fresh

    for learner in (*unknowing, *knowing):
        learner.read_feedback("x", MONDAY + timedelta(days=1))

    assert 0 < sum("x" in learner.traces for learner in unknowing) < len(unknowing)
    assert all(learner.traces == {"x": fresh} for learner in knowing)


def test_each_item_takes_some_seconds() -> None:
    assert all(4 <= learner.seconds() < 600 for learner in learners())
