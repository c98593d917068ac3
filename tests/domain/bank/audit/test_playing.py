"""The audit: naive strategies win what can be worked out by hand, and chance otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.audit import (
    THE_KIND,
    Played,
    audit,
    audit_as_text,
    audit_findings,
    left_out,
)
from quizapp.domain.bank.kinds_told import kind_told


@pytest.fixture
def bank_of(good):
    """Make a bank of items in place of the good bank's, given in one line each."""

    def make(*items: str) -> Bank:
        head = good.partition("items:\n")[0]
        written = "".join(
            f"  - {{id: i{n}, topic: battle, {item}}}\n" for n, item in enumerate(items)
        )
        bank = read_bank(f"{head}items:\n{written}".encode()).bank
        assert bank is not None
        return bank

    return make


def share(bank: Bank, strategy: str) -> float:
    return played(bank, strategy).share


def played(bank: Bank, strategy: str) -> Played:
    return next(each for each in audit(bank) if each.strategy == strategy)


def test_strategy_wins_where_it_alone_points_at_the_key(bank_of):
    bank = bank_of("stem: Who?, key: the long one, distractors: [one, two]")

    assert share(bank, "the longest option") == 1
    assert share(bank, "the shortest option") == 0


def test_ties_count_by_their_expected_value(bank_of):
    bank = bank_of("stem: Who?, key: one, distractors: [two, a, b]")

    assert share(bank, "the longest option") == 0.5


def test_positions_are_played_where_they_are_kept_and_win_by_what_they_hold(bank_of):
    choice = "stem: Who?, key: one, distractors: [two, six, ten]"
    true = "type: true-false, stem: It is., key: true"

    assert played(bank_of(choice, true), "the first option").count == 1
    assert share(bank_of(true, true), "the first option") == 1
    assert share(bank_of(true, true), "the second option") == 0


def test_positions_that_no_question_has_are_left_out(bank_of):
    played_over = strategies(bank_of("type: true-false, stem: It is., key: true"))

    assert [name for name in played_over if name.startswith("the ")][:2] == [
        "the first option",
        "the second option",
    ]
    assert "the third option" not in played_over


def test_listed_and_pinned_keys_are_won_by_who_knows_their_place(bank_of):
    listed = "stem: Who?, order: as-written, options: [two, key: one, six, ten]"
    pinned = "stem: Who?, key: one, distractors: [two, six, ten], pin: {last: one}"
    other = "stem: Who?, key: one, distractors: [two, six, ten], pin: {last: ten}"

    assert share(bank_of(listed), "the second option") == 1
    assert share(bank_of(pinned), "the fourth option") == 1
    assert share(bank_of(pinned), "the first option") == 0
    assert share(bank_of(other), "the fourth option") == 0
    assert share(bank_of(other), "the first option") == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("strategy", "item"),
    [
        (
            "the option most like the stem",
            "stem: Where is the boat?, key: boat one, distractors: [a, b]",
        ),
        ("never an absolute", "stem: When?, key: one, distractors: [never, always]"),
        ("the most careful words", "stem: When?, key: almost one, distractors: [one, two]"),
        (
            "the option most like the others",
            "stem: Q?, key: blue boat, distractors: [blue gull, tall boat, x]",
        ),
        ("the odd one out", "stem: Q?, key: gull, distractors: [blue boat, tall boat]"),
        ("the most names", "stem: Q?, key: with Ida Ek, distractors: [with nobody, with Kai]"),
        ("two ideas rather than one", "stem: Q?, key: sun and moon, distractors: [sun, moon]"),
        ("the kind of thing that is asked for", "stem: When?, key: in May, distractors: [at sea]"),
    ],
)
def test_each_strategy_finds_what_it_looks_for(strategy, item, bank_of):
    assert share(bank_of(item), strategy) == 1


def test_of_two_that_nearly_agree_one_is_chosen_by_lot(bank_of):
    item = "stem: Q?, key: the boat sank, distractors: [the boat swam, low water came]"

    assert share(bank_of(item), "one of two that nearly agree") == 0.5


def test_question_with_several_keys_is_won_by_any_of_them(bank_of):
    bank = bank_of("type: multiple, stem: Who?, keys: [abc, de], distractors: [fg]")

    assert share(bank, "the longest option") == 1
    assert share(bank, "the shortest option") == 0.5
    assert played(bank, "the longest option").chance == pytest.approx(2 / 3)


def test_best_mix_uses_its_second_strategy_where_the_first_cannot_choose(bank_of):
    item = "stem: Where is the boat?, key: boat two, distractors: [boat, some two]"
    bank = bank_of(*[item] * 10)

    assert share(bank, "the longest option") == 0.5
    assert share(bank, "the best mix of two") == 1


def test_best_mix_does_not_learn_from_the_question_it_plays(bank_of):
    bank = bank_of("stem: Who?, key: the long one, distractors: [one, two]")

    assert share(bank, "the best mix of two") == 1  # all strategies equal: the first is taken
    mixed = bank_of(
        "stem: Who?, key: the long one, distractors: [one, two]",
        "stem: Who?, key: x, distractors: [one, two]",
    )
    assert share(mixed, "the best mix of two") < 1


@pytest.mark.slow
def test_best_mix_is_as_likely_by_luck_as_what_it_wins_and_not_as_a_pair_that_wins_less(bank_of):
    certain = ["stem: Who?, key: at sea, distractors: [always]"] * 5
    longer = ["stem: Who?, key: abc, distractors: [ab]"] * 18
    shorter = ["stem: Who?, key: ab, distractors: [abc]"] * 12
    bank = bank_of(*certain, *longer, *shorter)

    sure, mix = played(bank, "never an absolute"), played(bank, "the best mix of two")

    # The mix adds the longest option, which wins 18 of 30: more is won, and more of it by luck.
    assert mix.share > sure.share
    assert (mix.p or 0) > (sure.p or 1) + 0.03


def test_few_questions_never_beat_chance_and_many_do(bank_of):
    item = "stem: Who?, key: the long one, distractors: [one, two]"

    assert not played(bank_of(*[item] * 7), "the longest option").beats_chance
    assert played(bank_of(*[item] * 8), "the longest option").beats_chance


def test_what_is_hardly_above_chance_is_not_worth_a_word():
    assert not Played("x", 900, 0.37, 0.34, 0.4, 0.3, p=0.001).beats_chance
    assert Played("x", 900, 0.38, 0.35, 0.41, 0.3, p=0.001).beats_chance


def test_what_may_be_luck_is_not_said_to_beat_chance():
    assert not Played("x", 9, 0.6, 0.31, 0.9, 0.3, p=0.05).beats_chance
    assert Played("x", 9, 0.6, 0.2, 0.9, 0.3, p=0.049).beats_chance


def test_questions_made_of_siblings_are_played_over_their_draws(bank_of):
    terms = [f"type: term, term: {'t' * n}, definition: what {n} is" for n in range(1, 6)]

    won = played(bank_of(*terms), "the longest option")

    assert won.count == 5
    assert 0.25 < won.share < 0.5  # the longest always wins, the next where that is not drawn
    assert won.chance == 0.25


def test_a_bank_that_no_quiz_can_ask_has_nothing_to_play(bank_of):
    terms = [f"type: term, term: t{n}, definition: d" for n in range(5)]

    assert audit(bank_of(*terms)) == ()
    assert "no question" in audit_as_text(())


def test_what_has_no_one_option_to_pick_is_not_played_and_counted(bank_of):
    bank = bank_of(
        "stem: Who?, key: one, distractors: [two]",
        "type: order, stem: What comes first?, sequence: [one, two, three]",
        "type: match, stem: What belongs?, pairs: {one: two, three: four}",
        "type: number, stem: How many?, key: 12",
        "type: number, stem: How few?, key: 2",
    )

    told = audit_as_text(audit(bank), left_out(bank))

    assert told.endswith("one option to pick: 1 match, 2 number, 1 order\n")
    assert audit_as_text(audit(bank)) in told


OF_KINDS = [
    ("sniper", "someone who shoots from a hidden place"),
    ("militia", "a group of armed civilians"),
    ("referendum", "a vote in which a people decides"),
    ("capital", "the city from which a country is ruled"),
]


def test_terms_of_four_kinds_are_won_by_the_kind_that_is_defined(bank_of):
    bank = bank_of(
        "stem: Who?, key: one, distractors: [two]",
        *(f'type: term, term: {term}, definition: "{said}"' for term, said in OF_KINDS),
    )

    won = played(bank, THE_KIND)

    assert (won.count, won.share, won.chance) == (4, 1, 0.25)
    assert "100.0%" in audit_as_text([won])


def strategies(bank: Bank) -> list[str]:
    return [each.strategy for each in audit(bank)]


def test_a_strategy_that_can_nowhere_choose_wins_by_chance_and_is_left_out(bank_of):
    careful = "stem: When?, key: almost one, distractors: [one, two]"
    plain = "stem: When?, key: three, distractors: [one, two]"

    assert "the most careful words" in strategies(bank_of(careful, plain))
    assert "the most careful words" not in strategies(bank_of(plain))


def test_terms_asked_among_their_kind_are_won_by_it_at_chance_and_left_out(bank_of):
    terms = [
        f"type: term, kind: {kind}, term: {kind}{n}, definition: a {kind} of sort {n}"
        for kind in ("person", "event")
        for n in range(4)
    ]

    assert THE_KIND not in strategies(bank_of(*terms))


def test_wrong_options_of_unknown_kind_are_not_ruled_out(bank_of):
    bank = bank_of(
        "type: term, term: sniper, definition: someone who shoots, distractors: [guard, scout]"
    )

    assert THE_KIND not in strategies(bank)


def test_the_kind_is_played_in_english_alone(bank_of):
    bank = bank_of(*(f'type: term, term: {term}, definition: "{said}"' for term, said in OF_KINDS))
    french = replace(bank, language="fr")

    assert THE_KIND not in strategies(french)


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("Anyone who does not belong to an army", "person"),
        ("the Kurdish forces that took part", "group"),
        ("the small town by the sea", "place"),
        ("a public text that several bodies issue", "document"),
        ("the long war between two towns", "event"),
        ("an old weapon that throws stones", "thing"),
        ("the belief that all can change", "idea"),
        ("a part in a war", None),
        ("another name for a group", None),
        ("", None),
    ],
)
def test_the_head_of_a_definition_tells_its_kind(definition, kind):
    assert kind_told(definition) == kind


def test_what_beats_chance_is_a_finding_at_the_items():
    found = audit_findings(
        [Played("x", 9, 1.0, 0.7, 1.0, 0.3, 0.01), Played("y", 9, 0, 0, 1, 0.3, 1)],
        "a: 1\nitems: []",
    )

    assert [(each.code, each.span.line, each.span.column) for each in found] == [("W522", 2, 1)]
    assert "wins 100% of 9" in found[0].message
