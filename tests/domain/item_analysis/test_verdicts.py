"""What is said in words, and that nothing is said that the numbers do not carry."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from quizapp.domain.item_analysis import (
    FEWEST,
    Item,
    ResponseMatrix,
    Verdict,
    VerdictKind,
    analysis,
)
from quizapp.domain.item_analysis.text import as_text
from quizapp.domain.item_analysis.verdicts import GRAVITY, _coin, _unchosen_by_chance, gravity
from quizapp.domain.item_analysis.wording import sentence
from tests.domain.item_analysis.building import beside_a_ruler, item_of


def verdicts_on(item: Item, strengths: Sequence[int] | None = None) -> tuple[Verdict, ...]:
    ruler = strengths or range(1, len(item.marks) + 1)
    return analysis(beside_a_ruler(item, ruler)).items[0].verdicts


def kinds_on(item: Item) -> list[VerdictKind]:
    return [verdict.kind for verdict in verdicts_on(item)]


def test_few_learners_are_too_few_to_say():
    (verdict,) = verdicts_on(item_of("A" * (FEWEST - 1), key="A", options="ABCD"))

    assert verdict.kind is VerdictKind.TOO_FEW
    assert sentence(verdict) == "Too few to say: 19 learners; most remarks begin at 20."


def test_a_small_class_that_is_at_one_says_that_the_key_is_wrong_with_its_number():
    (verdict,) = verdicts_on(item_of("ABDCDBC" + "CCACCCCC", key="A", options="ABCD"))

    assert sentence(verdict) == (
        "The strongest third (5 of 15 learners) chose C (100 %) more often than the key A (0 %): "
        "check the key."
    )


@pytest.mark.parametrize("n", range(3, 9))
def test_fewer_than_nine_suspect_no_key(n: int):
    assert kinds_on(item_of("C" * n, key="A", options="ABCD")) == [VerdictKind.TOO_FEW]


def test_wrong_key_is_suspected_when_the_strongest_chose_otherwise():
    # Thirty learners, weakest first: guesses, then the strong agree on C.
    item = item_of("ABDCABDCDB" + "CDCACBCACC" + "CCCCACCCCC", key="A", options="ABCD")

    verdict = verdicts_on(item)[0]

    assert verdict.kind is VerdictKind.CHECK_KEY
    assert sentence(verdict) == (
        "The strongest third (10 of 30 learners) chose C (90 %) more often than the key A (10 %): "
        "check the key."
    )


def test_close_race_among_the_strongest_says_nothing_about_the_key():
    item = item_of("ABDCABDCDB" * 2 + "CACACACACC", key="A", options="ABCD")

    assert VerdictKind.CHECK_KEY not in kinds_on(item)


def test_a_key_that_tells_who_knows_the_rest_is_not_suspected() -> None:
    """Most of the strong choose C, and the key is chosen by the very strongest alone."""
    telling = item_of("D" * 20 + "C" * 16 + "AAAA", key="A", options="ABCD")
    silent = item_of("AA" + "D" * 18 + "C" * 18 + "AA", key="A", options="ABCD")

    assert VerdictKind.CHECK_KEY not in kinds_on(telling)
    assert VerdictKind.CHECK_KEY in kinds_on(silent)


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


def test_an_item_that_tells_who_knows_the_rest_is_no_guessing():
    """True or false, half are right, and they know the rest: nobody guesses like that."""
    item = item_of("BBBBBBABBBBB" + "BABBAAAAAAAAAAAA", key="A", options="AB")

    figures = analysis(beside_a_ruler(item, range(1, 29))).items[0]

    assert figures.facility == 0.5
    assert figures.item_rest is not None
    assert figures.item_rest > 0.5
    assert figures.verdicts == ()


def test_fewer_right_than_by_guessing_and_those_the_strongest_share_a_misconception():
    item = item_of("B" * 36 + "BBAA", key="A", options="AB")

    (verdict,) = verdicts_on(item)

    assert verdict.kind is VerdictKind.MISCONCEPTION
    assert sentence(verdict) == (
        "Fewer are right (5 %, 40 learners) than by guessing (50 %), and those who are do well "
        "elsewhere: many share a misconception."
    )


def test_what_is_gravest_comes_first_and_every_kind_has_its_place():
    suspected = item_of("ABDCABDCDB" + "CDCACBCACC" + "CCCCACCCCC", "A", "ABCD", name="suspected")
    guessed = item_of("ABCDBCDABCDDBCDABCDBCDABCDBACD", "A", "ABCD", name="guessed")
    known = item_of("A" * 30, "A", name="known")
    ruler = beside_a_ruler(suspected, range(1, 31)).items[1]
    whole = ResponseMatrix(tuple(map(str, range(30))), (known, guessed, suspected, ruler))

    figures = analysis(whole)

    said = [(gravity(each.verdicts), each.item_id) for each in figures.items]
    assert [name for _, name in sorted(said)] == ["suspected", "guessed", "known", "ruler"]
    remarks = as_text(figures).partition("What stands out")[2]
    assert remarks.index("suspected:") < remarks.index("guessed:") < remarks.index("known:")
    assert set(GRAVITY) == set(VerdictKind)


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


def test_an_option_that_few_were_wrong_enough_to_choose_is_left_unsaid():
    """Of twenty, eight are wrong: one of three options goes unchosen by chance once in nine."""
    item = item_of("ABACABACAABABACAAABA", key="A", options="ABCD")

    assert kinds_on(item) == []


def test_nobody_is_wrong_about_what_everybody_knows():
    assert kinds_on(item_of("A" * 30, key="A", options="ABCD")) == [VerdictKind.WELL_KNOWN]


@pytest.mark.parametrize(
    ("unchosen", "distractors", "wrong", "chance"),
    [(1, 3, 11, 3 * (2 / 3) ** 11), (2, 3, 4, 3 / 81), (1, 1, 4, 0.0), (1, 3, 0, 1.0)],
)
def test_how_often_options_go_unchosen_by_hand(unchosen, distractors, wrong, chance):
    assert _unchosen_by_chance(unchosen, distractors, wrong) == pytest.approx(chance)


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
