"""One item of a text that is being edited, whatever is wrong elsewhere in it."""

from __future__ import annotations

import pytest

from quizapp.authoring.previewing import NoPreview, Preview, preview
from quizapp.domain.bank import read_bank
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")
IN_USE = read_bank(SMALL.encode()).bank


def at(text: str, part: str) -> Preview | NoPreview:
    assert text.count(part) == 1, part
    return preview(text, text[: text.index(part)].count("\n") + 1, IN_USE)


def shown(text: str, part: str) -> Preview:
    found = at(text, part)
    assert isinstance(found, Preview), found
    return found


def changed(old: str, new: str) -> str:
    assert SMALL.count(old) == 1, old
    return SMALL.replace(old, new)


def test_a_choice_item_is_shown_as_asked_and_as_a_card():
    item = shown(SMALL, "- id: what-pulls")

    (asked,) = item.asked
    assert asked.posed.stem == "What pulls at the sea and makes it rise?"
    assert {option.text for option in asked.posed.options} == {
        "The moon",
        "The wind",
        "The harbour",
        "The pilots",
    }
    assert asked.posed.hint == "Look up at night."
    assert [option.text for option in asked.options if option.is_key] == ["The moon"]
    assert [face.back for face in item.content.faces] == ["The moon"]
    assert [quote.phrase for quote in item.content.quotes] == ["The moon pulls at the sea"]
    assert not item.is_head_in_use


def test_options_as_written_and_those_that_stay_last_are_shown_so():
    listed = changed(
        "      - The wind: Wind raises waves, not the tide.\n",
        "      - The wind: Wind raises waves, not the tide.\n      - key: The moon\n",
    ).replace("    key: The moon\n    distractors:\n", "    order: as-written\n    options:\n", 1)
    pinned = changed("    hint: Look up", "    pin: {last: The moon}\n    hint: Look up")

    (fixed,) = shown(listed, "- id: what-pulls").asked
    (last,) = shown(pinned, "- id: what-pulls").asked

    assert [option.text for option in fixed.posed.options] == [
        "The wind",
        "The moon",
        "The harbour",
        "The pilots",
    ]
    assert (fixed.is_fixed, fixed.last) == (True, 0)
    assert last.posed.options[-1].text == "The moon"
    assert (last.is_fixed, last.last) == (False, 1)
    assert not shown(SMALL, "- id: bare-flats").asked[0].is_fixed


def test_where_no_item_stands_there_is_nothing_to_show_and_nothing_wrong():
    assert at(SMALL, "title: The tides") == NoPreview(())


def test_a_cloze_is_shown_in_each_way_it_is_asked():
    item = shown(SMALL, "- id: spring-tide")

    assert [asked.posed.stem.count("____") for asked in item.asked] == [1, 1]
    assert len(item.content.faces) == 2


def test_a_term_takes_its_wrong_answers_from_the_other_terms():
    item = shown(SMALL, "- id: ebb")

    (asked,) = item.asked
    assert {option.text for option in asked.options} == {"ebb", "flood", "neap tide", "slack water"}


def test_a_term_is_shown_with_its_kind_its_own_options_and_what_it_is_kept_from():
    said = "kind: event\n    distractors: [surf: It breaks., swell]\n    not_beside: ebb"
    text = changed("definition: the weakest rise", f"{said}\n    definition: the weakest rise")

    item, other = shown(text, "- id: neap"), shown(text, "- id: ebb")

    assert (item.kind, item.not_beside) == ("event", ("ebb",))
    assert {option.text: option.feedback for option in item.asked[0].options} == {
        "neap tide": None,
        "surf": "It breaks.",
        "swell": None,
    }
    assert (other.kind, other.not_beside) == (None, ("neap tide",))


def test_the_same_item_is_arranged_the_same_each_time():
    assert shown(SMALL, "- id: what-pulls") == shown(SMALL, "- id: what-pulls")


def test_options_that_take_turns_are_counted():
    more = "".join(f"      - Other {number}\n" for number in range(3))

    item = shown(changed("      - The pilots\n    hint:", f"{more}    hint:"), "- id: what-pulls")

    assert len(item.asked[0].options) + item.asked[0].left_out == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    stem: Who works with the table of the tides?\n", ""),
        ("key: The moon", 'key: "The moon'),
        ("topic: moon\n    level: reason", "topic: nowhere\n    level: reason"),
        ("pick: 3", "pick: none"),
    ],
)
def test_faults_elsewhere_hide_nothing(old: str, new: str):
    item = shown(changed(old, new), "- id: bare-flats")

    assert item.content.item_id == "bare-flats"


def test_an_item_that_is_not_whole_says_what_it_lacks():
    found = at(changed("    key: The moon\n", ""), "- id: what-pulls")

    assert isinstance(found, NoPreview)
    assert any("`key`" in message for message in found.messages)


def test_an_item_that_is_no_yaml_says_so():
    found = at(changed("key: The moon", 'key: "The moon'), "- id: what-pulls")

    assert isinstance(found, NoPreview)
    assert found.messages


def test_a_topic_that_is_not_there_yet_goes_by_its_id():
    text = SMALL.replace("topic: moon\n    stem", "topic: new-one\n    stem")

    assert shown(text, "- id: what-pulls").content.topic_title == "new-one"


def test_with_a_broken_head_the_article_in_use_is_shown():
    text = changed("language: en\n", "")

    item = shown(text, "- id: what-pulls")

    assert item.is_head_in_use
    assert item.content.quotes


def test_with_a_broken_head_and_no_bank_in_use_it_says_what_the_head_lacks():
    text = changed("language: en\n", "")

    found = preview(text, text[: text.index("- id: what-pulls")].count("\n") + 1, None)

    assert isinstance(found, NoPreview)
    assert any("language" in message for message in found.messages)


def test_an_item_kept_out_of_quizzes_has_its_card_alone():
    text = changed("    term: ebb\n", "    term: ebb\n    drills: [card]\n")

    item = shown(text, "- id: ebb")

    assert item.asked == ()
    assert item.content.faces


@pytest.mark.parametrize(
    "text", ["", "\x00", "items:\n- &a [*a, *a]\n", "items:\n- {\n", "{" * 5000]
)
def test_whatever_is_typed_gets_an_answer(text: str):
    assert isinstance(preview(text, 2, None), NoPreview)
