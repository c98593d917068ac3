"""Another option made the key of a question, as it is written in a bank."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank.item_source import SourceItem
from quizapp.domain.bank.other_keys import with_other_key
from quizapp.domain.items.content import option_id

WIND, MOON = option_id("The wind"), option_id("The moon")


def written(**data: Any) -> SourceItem:
    return SourceItem(0, 1, {"id": "what-pulls", "topic": "moon", "stem": "What pulls?", **data})


def test_key_and_distractor_change_places_without_what_was_said_of_them():
    item = written(
        key={"The moon": "Yes."},
        distractors=["The pilots", {"The wind": "Only waves."}, {"The harbour": "No."}],
    )

    changed = with_other_key(item, WIND)

    assert changed == {
        **item.data,
        "key": "The wind",
        "distractors": ["The pilots", "The moon", {"The harbour": "No."}],
    }


def test_in_one_list_of_all_options_the_mark_moves_and_their_order_stays():
    item = written(
        order="as-written",
        options=[{"The wind": "Only waves."}, {"key": {"The moon": "Yes."}}, "The pilots"],
    )

    changed = with_other_key(item, WIND)

    assert changed is not None
    assert changed["options"] == [{"key": "The wind"}, "The moon", "The pilots"]


@pytest.mark.parametrize(
    "data",
    [
        {"key": "The moon", "distractors": ["The wind"]},
        {"order": "as-written", "options": ["The wind", {"key": "The moon"}]},
    ],
)
def test_the_key_made_key_again_is_the_same_item(data):
    item = written(**data)

    assert with_other_key(item, MOON) == item.data


@pytest.mark.parametrize("data", [{"key": "The moon", "distractors": ["The wind"]}])
def test_there_and_back_again_is_the_same_item(data):
    item = written(**data)

    there = with_other_key(item, WIND)

    assert with_other_key(written(**(there or {})), MOON) == item.data


@pytest.mark.parametrize(
    ("key", "wanted", "becomes"),
    [(True, "false", False), (False, "true", True), (True, "true", True)],
)
def test_a_statement_is_judged_the_other_way(key, wanted, becomes):
    item = written(type="true-false", key=key, feedback="See the second part.")

    changed = with_other_key(item, wanted)

    assert changed is not None
    assert changed["key"] is becomes
    assert ("feedback" in changed) is (key is becomes)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"key": "The moon", "distractors": ["The wind"]}, option_id("The sun")),
        ({"key": "The moon"}, WIND),
        ({"key": None, "distractors": ["The wind"]}, WIND),
        ({"options": ["The wind", {"key": "The moon"}]}, option_id("The sun")),
        ({"options": ["The wind", "The moon"]}, WIND),
        ({"type": "true-false", "key": True}, "maybe"),
        ({"type": "multiple", "keys": ["The moon"], "distractors": ["The wind"]}, WIND),
    ],
)
def test_what_cannot_be_the_key_is_refused(data, wanted):
    assert with_other_key(written(**data), wanted) is None
