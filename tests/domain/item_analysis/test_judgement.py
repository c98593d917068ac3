"""One verdict on a question: which, when, and that no right key is called wrong."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.item_analysis import (
    HARM,
    TO_LOOK_AT,
    Item,
    Judgement,
    Verdicted,
    VerdictKind,
    analysis,
    gravest,
    verdict,
)
from tests.domain.item_analysis.building import beside_a_ruler, item_of


def verdict_on(responses: str, key: str = "A", options: str = "ABCD") -> Verdicted:
    """The verdict on what learners chose, the weakest first."""
    item = item_of(responses, key=key, options=options)
    ruler = range(1, len(responses) + 1)
    return verdict(analysis(beside_a_ruler(item, ruler)).items[0])


def test_the_strongest_prefer_another_answer() -> None:
    said = verdict_on("ABDCABDCDB" + "CDCACBCACC" + "CCCCACCCCC")

    assert said.judgement is Judgement.WRONG_KEY
    assert (said.rival, said.keys) == ("C", ("A",))
    assert (said.rival_count, said.key_count, said.n) == (17, 5, 30)
    assert (said.strongest_rival, said.strongest_key) == (0.9, 0.1)
    assert not said.is_key_safe


def test_the_strongest_split_between_two() -> None:
    said = verdict_on("ABDDABDDAB" + "ACADACABAC" + "CACACACAAC")

    assert said.judgement is Judgement.TWO_RIGHT
    assert (said.rival, said.rival_count, said.key_count) == ("C", 8, 13)


def test_an_answer_that_loses_the_strong_is_only_wrong() -> None:
    said = verdict_on("CCCCCCDDAB" + "ACADCCABAC" + "CAAACACAAA")

    assert said.judgement is not Judgement.TWO_RIGHT


def test_a_split_of_fewer_than_twenty_says_nothing() -> None:
    assert verdict_on("ABDDAB" + "ACADAC" + "CACACA").judgement is Judgement.FINE


def test_those_who_do_well_elsewhere_do_worse_here() -> None:
    said = verdict_on("A" * 20 + "BCD" * 3 + "B", options="ABCD")

    assert said.judgement is Judgement.TWO_RIGHT


def test_fewer_are_right_than_by_guessing_though_the_strong_are() -> None:
    said = verdict_on("C" * 30 + "B" * 10 + "AAAAA")

    assert said.judgement is Judgement.SHARED_MISTAKE
    assert (said.share, said.chance) == (5 / 45, 0.25)


def test_no_better_than_guessing() -> None:
    said = verdict_on("ABCDBCDABCDDBCDABCDBCDABCDBACD")

    assert (said.judgement, said.chance) == (Judgement.GUESSED, 0.25)


def test_an_answer_that_nobody_chose() -> None:
    said = verdict_on("B" * 12 + "A" * 18, options="ABCD")

    assert said.judgement is Judgement.WEAK_OPTION
    assert said.unchosen == ("C", "D")


def test_nothing_stands_out() -> None:
    said = verdict_on("BCDBCABDAC" + "A" * 20)

    assert said.judgement is Judgement.FINE
    assert said.is_key_safe
    assert said.chance is None


@pytest.mark.parametrize(
    ("n", "judgement"), [(9, Judgement.TOO_FEW), (10, Judgement.WRONG_KEY), (0, Judgement.TOO_FEW)]
)
def test_under_ten_answers_are_too_few_to_say(n: int, judgement: Judgement) -> None:
    assert verdict_on("C" * n).judgement is judgement if n else True


def test_of_several_gaps_the_most_harmful_stands() -> None:
    fine, wrong = verdict_on("BCDBCABDAC" + "A" * 20), verdict_on("C" * 30)

    assert gravest([fine, wrong, fine]).judgement is Judgement.WRONG_KEY


def test_what_is_only_known_by_its_marks_has_no_rival() -> None:
    item = Item("x", tuple([0.0] * 15 + [1.0] * 15))

    said = verdict(analysis(beside_a_ruler(item, range(1, 31))).items[0])

    assert (said.judgement, said.rival, said.keys) == (Judgement.FINE, None, ())


@given(st.text("ABCD", min_size=3, max_size=40))
def test_each_question_has_one_verdict_and_its_numbers_agree(responses: str) -> None:
    said = verdict_on(responses)

    assert said.n == len(responses)
    assert said.key_count == responses.count("A")
    assert said.key_count + said.rival_count <= said.n
    assert (said.judgement is Judgement.TOO_FEW) == (said.n < 10)
    assert said.judgement in HARM


@given(st.text("ABCD", min_size=10, max_size=40))
def test_a_wrong_key_is_said_exactly_where_the_figures_carry_it(responses: str) -> None:
    item = item_of(responses, key="A", options="ABCD")
    figures = analysis(beside_a_ruler(item, range(1, len(responses) + 1))).items[0]
    kinds = {each.kind for each in figures.verdicts}

    said = verdict(figures)

    assert (said.judgement is Judgement.WRONG_KEY) == (VerdictKind.CHECK_KEY in kinds)
    assert said.judgement in TO_LOOK_AT or not kinds & {
        VerdictKind.WORSE_HERE,
        VerdictKind.BELOW_GUESSING,
        VerdictKind.MISCONCEPTION,
        VerdictKind.GUESSING,
        VerdictKind.UNCHOSEN,
    }


def test_in_classes_of_thirty_hardly_a_good_question_is_to_be_looked_at() -> None:
    """A is right and known by two thirds, more of them strong; who does not know it guesses."""
    dice = random.Random(5)

    said = [played(dice, key="A").judgement for _ in range(200)]

    assert said.count(Judgement.WRONG_KEY) <= 2
    assert said.count(Judgement.TWO_RIGHT) <= 6


def test_a_second_right_answer_is_found_in_one_class_of_four() -> None:
    """Who knows takes A or C, as it falls; both are wrong keys of each other."""
    dice = random.Random(6)

    said = [played(dice, key="A", right="AC").judgement for _ in range(100)]

    assert sum(each in {Judgement.TWO_RIGHT, Judgement.WRONG_KEY} for each in said) >= 25


def played(dice: random.Random, key: str, right: str = "A") -> Verdicted:
    rests, responses = [], []
    for _ in range(30):
        strength = dice.gauss(0, 0.2)
        rests.append(1 + sum(dice.random() < 0.6 + strength for _ in range(9)))
        knows = dice.random() < 0.6 + 1.5 * strength
        responses.append(dice.choice(right) if knows else dice.choice("ABCD"))
    item = item_of(responses, key=key, options="ABCD")
    return verdict(analysis(beside_a_ruler(item, rests)).items[0])
