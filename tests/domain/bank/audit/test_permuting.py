"""How likely chance does as well: worked out by hand, and held against keys that stand anywhere."""

from __future__ import annotations

import random
from itertools import combinations
from statistics import fmean, pvariance

import pytest

from quizapp.domain.bank.audit.permuting import Bet, corrected_p

ROUNDING = 0.04
"""Two standard errors of a share near a quarter in 1,000 rounds, and a little more."""


def on(option: int, key: int = 0, count: int = 2) -> Bet:
    """Whoever chooses one option for certain."""
    return Bet([float(at == option) for at in range(count)], [key])


def test_two_questions_of_two_options_are_both_won_by_chance_in_one_of_four_cases():
    assert corrected_p({"first": [on(0), on(0)]})["first"] == pytest.approx(1 / 4, abs=ROUNDING)


def test_of_two_strategies_that_are_never_right_together_one_does_as_well_in_half_of_the_cases():
    p = corrected_p({"first": [on(0), on(0)], "second": [on(1), on(1)]})

    assert p["first"] == pytest.approx(1 / 2, abs=ROUNDING)
    assert p["second"] == 1


def test_strategies_that_always_agree_count_as_one():
    p = corrected_p({"first": [on(0), on(0)], "the same": [on(0), on(0)]})

    assert p["first"] == pytest.approx(1 / 4, abs=ROUNDING)


def test_whoever_can_never_choose_does_what_chance_does():
    guess = Bet([0.5, 0.5], [0])

    assert corrected_p({"guess": [guess, guess]}) == {"guess": 1}
    assert corrected_p({"guess": [guess], "first": [on(0)]})["guess"] == 1


def test_another_strategy_makes_none_more_certain():
    rng = random.Random(5)
    few = {f"s{n}": [on(rng.randrange(4), count=4) for _ in range(30)] for n in range(3)}
    more = {**few, "last": [on(3, count=4) for _ in range(30)]}

    alone, beside = corrected_p(few), corrected_p(more)

    assert all(beside[name] >= alone[name] for name in few)


@pytest.mark.parametrize("keys", [1, 2, 3, 4])
def test_chance_with_several_keys_is_the_mean_over_all_places_they_can_have(keys):
    wins = [0.5, 0.5, 0, 0]
    cases = [sum(wins[at] for at in where) for where in combinations(range(4), keys)]

    bet = Bet(wins, range(keys))

    assert bet.expected == pytest.approx(fmean(cases))
    assert bet.variance == pytest.approx(pvariance(cases))


@pytest.mark.slow
def test_where_keys_stand_anywhere_few_banks_are_called_significant():
    rng = random.Random(1)
    found = [lowest_p(rng) for _ in range(30)]

    assert sum(p < 0.05 for p in found) <= 5  # more in one of three hundred such tests
    assert sum(p < 0.5 for p in found) > 7


def lowest_p(rng: random.Random) -> float:
    """The lowest p-value of five strategies on forty questions whose keys were drawn by lot."""
    keys = [rng.randrange(4) for _ in range(40)]
    bets = {f"s{n}": [on(rng.randrange(4), key, 4) for key in keys] for n in range(5)}
    return min(corrected_p(bets).values())
