"""Changing a part of a bank's text, with every byte of the rest left as it was."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank.splicing import CannotSpliceError, bank_data, spliced
from tests.domain.bank.commented_bank import COMMENTED


def changed(text: str, item_id: str, **fields: Any) -> str:
    """Return the text with fields of one item set, or with None taken out."""
    data = bank_data(text)
    items = [
        {key: value for key, value in {**item, **fields}.items() if value is not None}
        if item["id"] == item_id
        else item
        for item in data["items"]
    ]
    return spliced(text, {**data, "items": items})


def test_what_says_the_same_already_is_left_alone() -> None:
    assert spliced(COMMENTED, bank_data(COMMENTED)) == COMMENTED


def test_one_text_is_replaced_and_its_comment_stays() -> None:
    after = changed(COMMENTED, "what-pulls", stem="Why does it rise?")

    assert after == COMMENTED.replace('"What pulls at the sea?"', "Why does it rise?")


def test_a_text_of_several_lines_goes_before_a_comment_in_quotes() -> None:
    after = changed(COMMENTED, "what-pulls", stem="Why?\nThink.")

    assert '    stem: "Why?\\nThink." # read aloud\n' in after


def test_a_block_of_text_is_replaced_as_a_whole() -> None:
    after = changed(COMMENTED, "what-pulls", hint="Look\nup.")

    assert "    hint: |-\n      Look\n      up.\n\n  # Between" in after


def test_a_text_over_two_lines_becomes_one_line() -> None:
    after = changed(COMMENTED, "ebb", definition="water that goes: out")

    assert '    definition: "water that goes: out"\n\n# The quizzes.' in after


def test_feedback_for_one_option_leaves_the_others_and_their_comments() -> None:
    options = ["The wind", {"The harbour": "It only feels it."}]

    after = changed(COMMENTED, "what-pulls", distractors=options)

    assert "      - The wind # from last year\n      # A comment between options.\n" in after
    assert "      - The harbour: It only feels it.\n" in after


def test_a_new_option_goes_where_it_is_wanted() -> None:
    options = [{"The wind": "Wind raises waves."}, "The pilots", "The harbour"]

    after = changed(COMMENTED, "what-pulls", distractors=options)

    assert "# from last year\n      - The pilots\n      # A comment between" in after


def test_an_option_that_goes_takes_only_its_own_line() -> None:
    after = changed(COMMENTED, "what-pulls", distractors=["The harbour"])

    assert after == COMMENTED.replace("      - The wind: Wind raises waves. # from last year\n", "")


def test_a_new_field_follows_the_field_before_it() -> None:
    data = bank_data(COMMENTED)
    first = data["items"][0]
    wanted = {"id": first["id"], "topic": first["topic"], "level": "reason", **first}

    after = spliced(COMMENTED, {**data, "items": [wanted, data["items"][1]]})

    assert after == COMMENTED.replace(
        "topic: moon\n    stem", "topic: moon\n    level: reason\n    stem"
    )


def test_a_field_that_goes_takes_its_lines() -> None:
    after = changed(COMMENTED, "what-pulls", hint=None)

    assert after == COMMENTED.replace("    hint: |\n      Look up\n\n      at night.\n", "")


def test_a_list_in_brackets_stays_in_brackets() -> None:
    after = changed(COMMENTED, "ebb", cites=["goes, out", "a [b]", "water"])

    assert '    cites: ["goes, out", "a [b]", water]\n' in after


def test_an_item_is_added_after_the_last_one() -> None:
    data = bank_data(COMMENTED)
    new = {"id": "flood", "type": "term", "topic": "moon", "term": "flood", "definition": "in"}

    after = spliced(COMMENTED, {**data, "items": [*data["items"], new]})

    written = (
        "\n  - id: flood\n    type: term\n    topic: moon\n    term: flood\n    definition: in\n"
    )
    assert after == COMMENTED.replace("going out\n", f"going out\n{written}")


def test_an_item_goes_and_the_comments_round_it_stay() -> None:
    data = bank_data(COMMENTED)
    quiz = {**data["quizzes"][0], "items": ["ebb"]}

    after = spliced(COMMENTED, {**data, "items": data["items"][1:], "quizzes": [quiz]})

    assert "items:\n  # Before the first item.\n\n  # Between two items.\n  - id: ebb\n" in after
    assert "    items: [ebb]\n" in after
    assert "what-pulls" not in after


def test_an_item_between_blank_lines_goes_with_one_of_them() -> None:
    items = [f"  - id: {name}\n    term: {name}\n" for name in ("ebb", "flood", "lull")]
    text = "\n".join(["items:\n" + items[0], *items[1:]])
    data = bank_data(text)

    data["items"] = [data["items"][0], data["items"][2]]

    assert spliced(text, data) == "\n".join(["items:\n" + items[0], items[2]])


def test_a_topic_is_added_to_a_group() -> None:
    data = bank_data(COMMENTED)

    after = spliced(COMMENTED, {**data, "topics": {**data["topics"], "shore": "On the shore"}})

    assert after == COMMENTED.replace("# the first\n", "# the first\n  shore: On the shore\n")


def test_line_ends_of_windows_stay() -> None:
    text = COMMENTED.replace("\n", "\r\n")

    after = changed(text, "what-pulls", hint="Look\nup.", level="reason")

    assert "\n" not in after.replace("\r\n", "")
    assert bank_data(after)["items"][0]["hint"] == "Look\nup."


def test_a_file_without_a_last_line_break_gets_none() -> None:
    text = "items:\n  - id: a\n    stem: b"

    after = changed(text, "a", hint="c")

    assert after == "items:\n  - id: a\n    stem: b\n    hint: c"


def test_an_item_in_braces_is_written_line_by_line() -> None:
    text = "items:\n  - {id: a, stem: b}\n  - {id: c, stem: d}\n"

    after = changed(text, "a", stem="What: this?")

    assert after == 'items:\n  - id: a\n    stem: "What: this?"\n  - {id: c, stem: d}\n'


@pytest.mark.parametrize(
    "text",
    [
        "items: [{id: a, stem: b}]\n",
        "items:\n  - {id: a, # why\n     stem: b}\n",
        "items:\n  - id: &x a\n    stem: b\n",
        "items:\n  - id: a\n    stem: b\n   hint: c\n",
        "items:\n  - id: a\n    stem: b\n    stem: c\n",
    ],
)
def test_what_cannot_be_changed_in_part_is_refused(text: str) -> None:
    with pytest.raises(CannotSpliceError):
        changed(text, "a", stem="c")


def test_a_dash_on_a_line_of_its_own_is_refused_in_words() -> None:
    text = "items:\n  -\n    id: a\n"

    with pytest.raises(CannotSpliceError, match="A list has to begin with `- ` on a line"):
        spliced(text, {"items": [{"id": "a"}, {"id": "b"}]})


def test_a_list_of_compact_entries_is_handled_or_refused_in_words() -> None:
    text = "items:\n- id: a\n  distractors:\n  - b\n  - - c\n"

    after = changed(text, "a", distractors=["b", "d"])

    assert bank_data(after)["items"][0]["distractors"] == ["b", "d"]
