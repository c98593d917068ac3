"""What is said in words, and that nothing is said that the numbers do not carry."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from quizapp.domain.item_analysis import FEWEST, Item, Verdict, VerdictKind, analysis
from quizapp.domain.item_analysis.verdicts import _coin
from quizapp.domain.item_analysis.wording import sentence
from tests.domain.item_analysis.building import beside_a_ruler, item_of


def verdicts_on(item: Item, strengths: Sequence[int] | None = None) -> tuple[Verdict, ...]:
    ruler = strengths or range(1, len(item.marks) + 1)
    return analysis(beside_a_ruler(item, ruler)).items[0].verdicts


def kinds_on(item: Item) -> list[VerdictKind]:
    return [verdict.kind for verdict in verdicts_on(item)]


def test_few_learners_are_too_few_to_say():
    (verdict,) = verdicts_on(item_of("C" * (FEWEST - 1), key="A", options="ABCD"))

    assert verdict.kind is VerdictKind.TOO_FEW
    assert sentence(verdict) == "Too few to say: 19 learners; remarks begin at 20."


def test_wrong_key_is_suspected_when_the_strongest_chose_otherwise():
    # Thirty learners, weakest first: guesses, then the strong agree on C.
    item = item_of("ABDCABDCDB" + "CDCACBCACC" + "CCCCACCCCC", key="A", options="ABCD")

    verdict = verdicts_on(item)[0]

    assert verdict.kind is VerdictKind.CHECK_KEY
    assert sentence(verdict) == (
        "The strongest third (10 learners) chose C (90 %) more often than the key A (10 %): "
        "check the key."
    )


def test_close_race_among_the_strongest_says_nothing_about_the_key():
    item = item_of("ABDCABDCDB" * 2 + "CACACACACC", key="A", options="ABCD")

    assert VerdictKind.CHECK_KEY not in kinds_on(item)


def test_mistake_of_the_weak_says_nothing_about_the_key():
    item = item_of("C" * 20 + "A" * 10, key="A", options="ABCD")

    assert VerdictKind.CHECK_KEY not in kinds_on(item)


def test_wrong_key_is_found_nine_times_of_ten_and_a_right_one_hardly_ever_suspected():
    """Classes of 30, a quiz of 10: the item is of middling facility."""
    dice = random.Random(11)

    found = sum(is_suspected(dice, key="C") for _ in range(100))
    false = sum(is_suspected(dice, key="A") for _ in range(100))

    assert found >= 85
    assert false <= 2


def is_suspected(dice: random.Random, key: str) -> bool:
    """Play a class in which A is right and chosen by two thirds, more often by the strong."""
    rests, responses = [], []
    for _ in range(30):
        strength = dice.gauss(0, 0.2)
        rests.append(1 + sum(dice.random() < 0.6 + strength for _ in range(9)))
        responses.append("A" if dice.random() < 0.67 + strength else dice.choice("BCD"))
    verdicts = verdicts_on(item_of(responses, key=key, options="ABCD"), rests)
    return any(verdict.kind is VerdictKind.CHECK_KEY for verdict in verdicts)


def test_sign_test_by_hand():
    # 6 or 7 heads of 7: (7 + 1) / 128. No toss at all is no evidence.
    assert _coin(6, 1) == 8 / 128
    assert _coin(0, 0) == 1
    assert _coin(520, 480) == pytest.approx(0.10872, abs=1e-4)
    assert _coin(521, 480) == pytest.approx(0.10308, abs=1e-3)


def test_what_nearly_everyone_knows():
    (verdict, *_) = verdicts_on(item_of("A" * 29 + "B", key="A"))

    assert sentence(verdict) == "Nearly everyone knows this (97 %, 30 learners)."


def test_nine_of_ten_in_a_small_class_are_not_surely_nearly_everyone():
    assert kinds_on(item_of("A" * 27 + "BBB", key="A")) == [VerdictKind.WORSE_HERE]


def test_what_hardly_anyone_knows_where_options_are_not_known():
    assert kinds_on(Item("x", (*[0.0] * 29, 1.0))) == [VerdictKind.HARDLY_KNOWN]


def test_no_better_than_guessing():
    item = item_of("ABCDBCDABCDDBCDABCDBCDABCDBACD", key="A", options="ABCD")

    (verdict, *_) = verdicts_on(item)

    assert sentence(verdict) == (
        "No better than guessing: 17 % are right (30 learners), and guessing gives 25 %."
    )


def test_better_than_guessing_but_not_surely_so_is_left_unsaid():
    item = item_of("ABCDABCDABCDABCDAACDABADABACDD", key="A", options="ABCD")

    assert kinds_on(item) == []


def test_fewer_right_than_by_guessing():
    item = item_of("BBBBBABBBB" * 3, key="A", options="AB")

    (verdict, *_) = (each for each in verdicts_on(item) if each.kind is VerdictKind.BELOW_GUESSING)

    assert sentence(verdict).startswith(
        "Fewer are right (10 %, 30 learners) than by guessing (50 %)"
    )


def test_guessing_is_not_spoken_of_where_options_are_not_listed():
    assert not {VerdictKind.GUESSING, VerdictKind.BELOW_GUESSING} & {
        *kinds_on(item_of("ABCBCBCBCB" * 3, key="A"))
    }


def test_learners_who_do_well_elsewhere_do_worse_here():
    item = Item("x", tuple([1.0] * 15 + [0.0] * 15))

    (verdict,) = verdicts_on(item)

    assert verdict.kind is VerdictKind.WORSE_HERE
    assert "(item-rest correlation -0.87, 30 learners)" in sentence(verdict)


def test_slightly_negative_correlation_of_a_class_is_left_unsaid():
    assert kinds_on(Item("x", (1.0, 0.0) * 15)) == []


def test_options_that_nobody_chose():
    item = item_of("ABABABABABBAAABABABBAA", key="A", options="ABCD")

    assert [sentence(each) for each in verdicts_on(item)] == ["Nobody chose C or D (22 learners)."]


def test_letters_between_those_chosen_were_there_to_choose():
    item = item_of("ABABDBABABBAAABABABBAA", key="A")

    assert [sentence(each) for each in verdicts_on(item)] == ["Nobody chose C (22 learners)."]


def test_t_and_f_are_no_run_of_letters():
    item = item_of("TFTFTTFFTFTFTTFFTFTFTT", key="T")

    assert kinds_on(item) == []


def test_several_answers_to_one_question_are_compared_with_nothing():
    chosen = (frozenset("BC"),) * 30
    item = Item("x", (0.0,) * 30, 1.0, chosen, frozenset("AD"), tuple("ABCD"), "many")

    assert kinds_on(item) == [VerdictKind.HARDLY_KNOWN]
