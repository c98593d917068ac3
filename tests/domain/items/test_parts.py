"""A passage in its parts: nothing is lost, and what is marked stays whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.items.gaps import filled, loose_braces
from quizapp.domain.items.parts import TextPart, first_words, in_braces, meant_parts, parts

any_text = st.lists(
    st.sampled_from([*"aB. !?…。\n“”'(){}", "{{", "}}", " ", " The ", "U.S.", "Mr.", "1.5"])
).map("".join)
texts = any_text.filter(lambda text: loose_braces(text) is None)


def cut(text: str) -> list[str]:
    return [part.text for part in parts(text)]


@settings(max_examples=300, deadline=None)
@given(texts)
def test_parts_joined_give_the_text_back(text):
    assert "".join("".join(cut(text)).split()) == "".join(filled(text).split())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["The sea", "It is so", "a, b"]), st.booleans())))
def test_parts_in_braces_are_the_same_parts_again(drawn):
    found = parts(" ".join(f"{{{{{text}.}}}}" if mark else f"{text}." for text, mark in drawn))

    assert parts(in_braces(found)) == found


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rose.", "It fell."],
        ["He met Mr. Smith of the U.S. Army.", "They spoke."],
        ["“Where?” he asked.", "Nobody knew."],
        ["She said, “It rose.”", "It had not."],
        ["It fell by 1.5 metres.", "In 2017.", "5,000 came."],
        ["Well... so it goes.", "(It fell.)", "*Not so.*"],
        ["Is it so?", "No!", "Wait…", "“Then what?”"],
        ["It came on 5 June.", "J. Stephen Berg saw it."],
        ["هل جاء؟", "نعم."],
        ["¿Dónde está?", "Ici."],
    ],
)
def test_sentences_are_cut_where_they_end(sentences):
    assert cut(" ".join(sentences)) == sentences


def test_sentences_without_spaces_between_them_are_cut_as_well():
    assert cut("今日は。「明日は？」そうです。") == ["今日は。", "「明日は？」", "そうです。"]


def test_a_mark_is_one_part_whatever_its_length():
    found = parts("First. {{Second. Third.}} The sea {{rises}} and falls.")

    assert found == (
        TextPart("First.", is_marked=False),
        TextPart("Second. Third.", is_marked=True),
        TextPart("The sea", is_marked=False),
        TextPart("rises", is_marked=True),
        TextPart("and falls.", is_marked=False),
    )


def test_what_touches_a_mark_belongs_to_it():
    assert cut("It is ({{an estimate}}), and no {{count}}. So it is.") == [
        "It is",
        "(an estimate),",
        "and no",
        "count.",
        "So it is.",
    ]


def test_marks_beside_each_other_stay_apart():
    assert [part.is_marked for part in parts("{{One.}} {{Two.}} Three.")] == [True, True, False]


def test_line_breaks_are_spaces():
    assert cut("The sea\n  {{rises\ntwice}}.") == ["The sea", "rises twice."]


def test_a_part_is_meant_by_its_first_words_or_by_all_of_it():
    found = parts("The sea. The sea rises. It falls.")

    assert meant_parts("The sea", found) == list(found[:2])
    assert meant_parts("The sea.", found) == [found[0]]
    assert meant_parts("A moon", found) == []


def test_first_words_are_as_many_as_tell_a_part_from_the_others():
    found = parts("It rose in the north today. It rose in the south. It fell.")

    assert [first_words(part, found) for part in found] == [
        "It rose in the north",
        "It rose in the south.",
        "It fell.",
    ]
