"""What counts as an edit, and of which class it is."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.bank.revisions import marking_hash
from tests.domain.bank.edit_examples import (
    EXAMPLES,
    NEAP,
    SLACK,
    SMALL,
)
from tests.domain.bank.edited_banks import BANK, bank_of, edited

several = st.lists(
    st.sampled_from(
        [name for name in EXAMPLES if name.split(":")[0] in {"choice", "multiple", "true-false"}]
    ),
    unique=True,
    max_size=3,
)


def edited_together(names: list[str]) -> Bank | None:
    """The small bank after those of the named edits that still find their place."""
    text = SMALL
    for name in names:
        for old, new in EXAMPLES[name][0]:
            text = text.replace(old, new)
    return read_bank(text.encode()).bank


def test_what_a_term_is_never_beside_is_an_edit_of_its_options_and_its_order_none() -> None:
    more = f"{NEAP}\n{SLACK}".replace("id: slack", "id: surge").replace("slack water", "surge")
    plain = edited((NEAP, more))
    apart, turned = (
        edited((NEAP, more.replace(NEAP, f"{NEAP}\n    not_beside: {said}")))
        for said in ("[slack, surge]", "[surge, slack]")
    )

    assert [(each.item_id, each.edit_class) for each in edits(plain, apart)] == [
        ("neap", EditClass.OPTIONS)
    ]
    assert {each.field for each in edits(plain, apart)[0].changes} == {"not_beside"}
    assert [each.edit_class for each in edits(apart, turned)] == [EditClass.COSMETIC]


@pytest.mark.parametrize("said", ["kind: event", "not_beside: surge"])
def test_what_a_term_might_borrow_changes_nothing_where_it_has_its_own(said: str) -> None:
    own = f"{NEAP}\n    distractors: [ebb tide, storm tide]"
    surge = SLACK.replace("id: slack", "id: surge").replace("slack water", "surge")

    (edit,) = edits(
        edited((NEAP, f"{own}\n{surge}")), edited((NEAP, f"{own}\n    {said}\n{surge}"))
    )

    assert edit.edit_class is EditClass.COSMETIC


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_edit_is_of_its_class_and_no_other_item_is_edited(name: str) -> None:
    changes, item_id, edit_class = EXAMPLES[name]

    made = edits(BANK, edited(*changes))

    assert [(edit.item_id, edit.edit_class) for edit in made] == [(item_id, edit_class)]
    assert made[0].changes


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_way_back_is_of_the_same_class(name: str) -> None:
    changes, item_id, edit_class = EXAMPLES[name]
    back = {EditClass.ADDED: EditClass.REMOVED, EditClass.REMOVED: EditClass.ADDED}

    made = edits(edited(*changes), BANK)

    assert [(edit.item_id, edit.edit_class) for edit in made] == [
        (item_id, back.get(edit_class, edit_class))
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("term: flood", "term: rising tide"),
        ("definition: the water coming in", "definition: water that comes in"),
        (SLACK, ""),
    ],
)
def test_a_term_is_not_edited_by_what_becomes_of_its_siblings(change: tuple[str, str]) -> None:
    new = edited(change, (", ebb]", "]"))

    assert "ebb" not in {edit.item_id for edit in edits(BANK, new)}


def test_a_sibling_reworded_changes_the_revision_of_a_term_and_is_no_edit_of_it() -> None:
    new = edited(("term: flood", "term: flood tide"))

    assert marking_hash(new.content_of("ebb")) != marking_hash(BANK.content_of("ebb"))
    assert [edit.item_id for edit in edits(BANK, new)] == ["flood"]


def test_an_edit_beside_a_lost_sibling_is_still_only_cosmetic() -> None:
    new = edited((SLACK, ""), (", ebb]", "]"), ("The ebb bares the flats", "It bares the flats"))

    made = {edit.item_id: edit.edit_class for edit in edits(BANK, new)}

    assert made == {"ebb": EditClass.COSMETIC, "slack": EditClass.REMOVED}


def test_a_gap_in_other_words_keeps_its_options() -> None:
    changes, _, _ = EXAMPLES["cloze: a gap in other words"]

    (edit,) = edits(BANK, edited(*changes))

    assert {change.field for change in edit.changes} == {"text"}


def test_what_learners_never_meet_is_no_edit() -> None:
    new = edited(
        ("  - id: what-pulls\n", "  # a remark\n  - id: what-pulls\n    author_note: look again\n"),
        ("level: evaluate", "level: reason"),
    )

    assert edits(BANK, new) == ()


def test_items_in_another_place_of_the_file_are_no_edit() -> None:
    parts = SMALL.partition("quizzes:\n")
    moved = parts[0].replace(SLACK, "").replace("items:\n", f"items:\n{SLACK}")

    assert edits(BANK, bank_of(moved + parts[1] + parts[2])) == ()


def test_edits_stand_in_the_order_of_the_new_file_and_removed_ones_last() -> None:
    new = edited(
        (SLACK, SLACK.replace("id: slack", "id: pause")),
        ("key: true", "key: false"),
        ("Look up at night", "Look up"),
    )

    assert [edit.item_id for edit in edits(BANK, new)] == [
        "what-pulls",
        "bare-flats",
        "pause",
        "slack",
    ]


@given(names=several)
def test_a_bank_has_no_edits_against_itself(names: list[str]) -> None:
    bank, again = edited_together(names), edited_together(names)
    assume(bank is not None)

    assert bank is not None
    assert again is not None
    assert edits(bank, again) == ()


@given(names=several)
def test_marking_hangs_on_no_cosmetic_edit_and_on_every_other_key(names: list[str]) -> None:
    new = edited_together(names)
    assume(new is not None)

    assert new is not None
    for edit in edits(BANK, new):
        if edit.edit_class not in (EditClass.COSMETIC, EditClass.KEY):
            continue
        before, after = BANK.content_of(edit.item_id), new.content_of(edit.item_id)
        is_same = marking_hash(before) == marking_hash(after)
        assert is_same is (edit.edit_class is EditClass.COSMETIC) or not after.questions
