"""Which options a term is asked among: its own, those of its kind, never one that is half true."""

from __future__ import annotations

import json
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.revisions import content_hash
from quizapp.domain.bank.siblings import SIBLING_LIMIT, Siblings
from quizapp.domain.drills.posing import arrange, arranged_options, asked_question
from quizapp.domain.items import ItemContent, TermItem, from_json, to_json
from quizapp.domain.items.own_questions import own_questions

KINDS = ("person", "place", "event")


def term(name: str, definition: str = "", **said: object) -> TermItem:
    written = {"id": name, "type": "term", "topic": "t", "term": name.upper()}
    return TermItem.model_validate({**written, "definition": definition or f"is {name}", **said})


def content(item: TermItem, items: list[TermItem]) -> ItemContent:
    return ItemContent(item.id, "term", "t", "T", item.questions(Siblings(items).of(item)))


def shown(of: ItemContent, seed: int) -> list[str]:
    arrangement = arrange(of, seed, 1)
    options = arranged_options(asked_question(of, arrangement), arrangement)
    return [option.text.lower() for option in options]


def offered(item: TermItem, items: list[TermItem]) -> set[str]:
    (question,) = item.questions(Siblings(items).of(item))
    return {option.text.lower() for option in question.options}


@st.composite
def terms(draw: st.DrawFn) -> list[TermItem]:
    names = [f"t{n}" for n in range(draw(st.integers(4, 12)))]
    return [
        term(
            name,
            draw(st.sampled_from(["", "", "one of two", "the same"])),
            **({"kind": kind} if (kind := draw(st.sampled_from([None, *KINDS]))) else {}),
            not_beside=draw(st.lists(st.sampled_from(names), max_size=3)),
        )
        for name in names
    ]


def are_apart(one: TermItem, other: TermItem) -> bool:
    return one.id in other.not_beside or other.id in one.not_beside


def shares_definition(one: TermItem, other: TermItem) -> bool:
    return one.definition == other.definition


@given(terms(), st.integers(0, 10_000))
def test_for_every_seed_no_two_options_are_to_be_kept_apart(items, seed):
    by_id = {item.id: item for item in items}

    for item in items:
        of = content(item, items)
        if of.questions:
            options = [by_id[name] for name in shown(of, seed)]
            assert len({option.id for option in options}) == len(options) == 4
            others = [option for option in options if option is not item]
            assert not any(are_apart(one, other) for one, other in combinations(options, 2))
            assert not any(shares_definition(item, other) for other in others)


@given(terms(), st.integers(0, 10_000))
def test_for_every_seed_no_option_is_of_another_kind_where_three_of_its_kind_go_together(
    items, seed
):
    by_id = {item.id: item for item in items}

    for item in items:
        kin = [
            other
            for other in items
            if other is not item
            and other.kind == item.kind is not None
            and not are_apart(item, other)
            and not shares_definition(item, other)
        ]
        if any(go_together(three) for three in combinations(kin, 3)):
            options = [by_id[name] for name in shown(content(item, items), seed)]
            assert {option.kind for option in options} == {item.kind}
            assert not any(shares_definition(one, other) for one, other in combinations(options, 2))


def go_together(three: tuple[TermItem, ...]) -> bool:
    return not any(
        are_apart(one, other) or shares_definition(one, other)
        for one, other in combinations(three, 2)
    )


def test_a_term_with_distractors_is_asked_among_them_alone():
    refugee = term("refugee", distractors=["guest", {"exile": "Someone sent away."}, "nomad"])
    items = [refugee, *(term(name) for name in "abcd")]

    (question,) = refugee.questions(Siblings(items).of(refugee))

    assert [option.text for option in question.options] == ["REFUGEE", "guest", "exile", "nomad"]
    assert [option.feedback for option in question.options][2] == "Someone sent away."
    assert question.shown is None
    assert refugee.can_be_asked([])
    assert own_questions(refugee) == (question,)


def test_fewer_than_three_of_a_kind_are_asked_among_all_and_it_is_said():
    sniper = term("sniper", kind="person")
    items = [sniper, term("guard", kind="person"), term("scout", kind="person"), term("siege")]

    assert offered(sniper, items) == {"sniper", "guard", "scout", "siege"}
    (problem,) = sniper.problems(Siblings(items).of(sniper))
    assert (problem.code, problem.path) == ("B235", ("kind",))
    assert "the bank has 2" in problem.message


def test_terms_of_its_kind_are_found_however_far_away_they_are():
    near = [term(f"near{n}") for n in range(SIBLING_LIMIT + 5)]
    far = [term(f"far{n}", kind="person") for n in range(3)]
    sniper = term("sniper", kind="person")
    items = [sniper, *near, *far, *(term(f"after{n}") for n in range(SIBLING_LIMIT + 5))]

    assert offered(sniper, items) == {"sniper", "far0", "far1", "far2"}


def test_not_beside_counts_from_either_side():
    civilian, shield = term("civilian"), term("shield", not_beside="civilian")
    items = [civilian, shield, *(term(name) for name in "abc")]

    assert "shield" not in offered(civilian, items)
    assert "civilian" not in offered(shield, items)


def test_of_its_kind_no_two_with_one_definition_stand_together():
    asked = term("asked", kind="event")
    twins = [term(name, "the same", kind="event") for name in ("twin1", "twin2")]
    of = content(asked, [asked, *twins, *(term(name, kind="event") for name in "ab")])

    for seed in range(40):
        assert not {"twin1", "twin2"} <= set(shown(of, seed))


def test_terms_that_do_not_go_together_are_not_enough_for_a_question():
    asked = term("asked")
    items = [asked, term("a", not_beside=["b", "c"]), term("b", not_beside="c"), term("c")]

    assert asked.questions(Siblings(items).of(asked)) == ()
    assert [problem.code for problem in asked.problems(Siblings(items).of(asked))] == ["B220"]


def test_a_term_without_the_new_keys_has_the_content_that_it_always_had():
    items = [term(name) for name in "abcd"]

    written = json.loads(to_json(content(items[0], items)))

    assert set(written["questions"][0]) == {
        *("stem", "options", "mode", "shown", "keep_order", "credit")
    }


def test_a_term_without_the_new_keys_keeps_its_revision_and_its_draws():
    items = [term(name) for name in "abcdefgh"]

    of = content(items[0], items)

    assert content_hash(of).startswith("b611435bd980146b")  # as before there were kinds
    draws = ["".join(shown(of, seed)) for seed in range(6)]
    assert draws == ["beda", "fhga", "hfga", "dhba", "edga", "hfad"]


def test_what_is_kept_apart_is_read_back_as_it_was_recorded():
    items = [term(name) for name in "abcd"] + [term("e", not_beside="b")]
    recorded = content(items[0], items)

    assert recorded.questions[0].apart
    assert from_json(to_json(recorded)) == recorded
