"""What an edit tells: each change by its field, and in which order."""

from __future__ import annotations

import pytest

from quizapp.domain.bank.edits import Change, Edit, EditClass, edits
from quizapp.domain.bank.item_changes import BESIDE
from tests.domain.bank.edit_examples import (
    HARBOUR,
    LISTED,
    WHAT_PULLS,
    WIND,
)
from tests.domain.bank.edited_banks import BANK, edited


def test_of_two_classes_the_weightier_is_told_and_both_changes_are() -> None:
    new = edited(("key: true", "key: false"), ("The text says so in", "The article says so in"))

    (edit,) = edits(BANK, new)

    assert edit == Edit(
        "bare-flats",
        EditClass.KEY,
        (
            Change("key", "true", "false"),
            Change(
                "feedback",
                "The text says so in its second part.",
                "The article says so in its second part.",
            ),
        ),
    )


def test_what_stands_beside_the_question_is_told_after_it() -> None:
    new = edited(
        ("hint: Look up at night.", "hint: Look up.\n    front: What pulls?\n    drills: quiz"),
        ("moon\n    stem: What pulls at the sea", "shore\n    stem: What pulls at the water"),
        ("explanation: The moon pulls at the sea, and", "explanation: It pulls, and"),
        ("cites: The moon pulls at the sea", "cites: The moon pulls"),
        ("key: The moon", "key: Our moon"),
        (WIND, "A storm: It raises waves."),
    )

    (edit,) = edits(BANK, new)

    told = [change.field for change in edit.changes]
    assert set(told[:3]) == {"stem", "key", "distractors"}
    assert set(told[3:]) == BESIDE - {"order", "pin"}


def test_a_change_shows_both_texts_word_by_word() -> None:
    (edit,) = edits(BANK, edited(("key: The moon", "key: Our moon")))

    assert " ".join(run.as_text for run in edit.changes[0].runs) == "[-The-] {+Our+} moon"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("      - The pilots\n    hint", "    hint", Change("distractors", "The pilots", None)),
        (
            "- harbour\n",
            "- harbour\n        - cliff\n",
            Change("distractors: sun", None, "cliff"),
        ),
        ("hint: Look up at night.\n    ", "", Change("hint", "Look up at night.", None)),
        (
            ": Wind raises waves, not the tide.",
            "",
            Change("feedback", "Wind raises waves, not the tide.", None),
        ),
        (
            f"- {WIND}\n      - {HARBOUR}",
            f"- {HARBOUR}\n      - {WIND}",
            Change(
                "order",
                "The wind · The harbour · The pilots",
                "The harbour · The wind · The pilots",
            ),
        ),
        (
            WHAT_PULLS,
            LISTED,
            Change("order", None, "The wind · The moon · The harbour · The pilots"),
        ),
        (
            "    hint: Look",
            "    pin: {last: The harbour}\n    hint: Look",
            Change("pin", None, "The harbour"),
        ),
        (
            "type: multiple",
            "type: multiple\n    credit: exact",
            Change("credit", "proportional", "exact"),
        ),
    ],
)
def test_what_changed_is_told_by_its_field(old: str, new: str, change: Change) -> None:
    (edit,) = edits(BANK, edited((old, new)))

    assert edit.changes == (change,)


def test_a_fixed_order_is_told_by_all_options_and_a_reworded_one_keeps_its_place() -> None:
    old = edited((WHAT_PULLS, LISTED))
    swapped = LISTED.replace("      - key: The moon\n", "") + "      - key: The moon\n"

    (moved,) = edits(old, edited((WHAT_PULLS, swapped)))
    (reworded,) = edits(old, edited((WHAT_PULLS, LISTED.replace("The harbour:", "A harbour:"))))

    assert moved.changes == (
        Change(
            "order",
            "The wind · The moon · The harbour · The pilots",
            "The wind · The harbour · The pilots · The moon",
        ),
    )
    assert [change.field for change in reworded.changes] == ["distractors"]
