"""Options in the order in which they are written, and options that stay last."""

from __future__ import annotations

import pytest

from quizapp.domain.items import ITEM_TYPES, ChoiceItem, ItemForm, MultipleItem, from_json, to_json
from quizapp.domain.items.content import ItemContent, option_id
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.ordering import ListedOption, listed_form
from quizapp.exchange.bank_text import record

COMMON = {"id": "x", "topic": "t", "stem": "How long?"}


def item(**fields: object) -> ItemForm:
    type_name = str(fields.get("type", "choice"))
    return ITEM_TYPES[type_name].model_validate({**COMMON, **fields})


def listed(*options: object, **fields: object) -> ItemForm:
    return item(order="as-written", options=list(options), **fields)


def faults(made: ItemForm) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.path) for problem in made.problems(())]


def test_options_in_one_list_are_taken_apart_and_asked_as_they_stand():
    made = listed("A day", {"key": {"A year": "Well read."}}, {"A week": "Too short."})

    assert isinstance(made, ChoiceItem)
    assert made.key == OptionForm(text="A year", feedback="Well read.")
    assert [each.text for each in made.distractors] == ["A day", "A week"]
    (question,) = made.questions(())
    assert question.keep_order
    assert [(each.text, each.is_key, each.feedback) for each in question.options] == [
        ("A day", False, None),
        ("A year", True, "Well read."),
        ("A week", False, "Too short."),
    ]
    assert faults(made) == []


def test_several_keys_have_their_places_among_the_others():
    made = listed({"key": "1"}, "2", {"key": "3"}, type="multiple", credit="exact")

    assert isinstance(made, MultipleItem)
    assert [each.text for each in made.keys] == ["1", "3"]
    (question,) = made.questions(())
    assert [each.is_key for each in question.options] == [True, False, True]
    assert (question.mode, question.credit) == ("many", "exact")


def test_an_item_that_lists_its_options_is_written_as_it_was():
    made = listed("A day", {"key": {"A year": "Well read."}}, {"A week": "Too short."})

    written = record(made)

    assert written["options"] == [
        "A day",
        {"key": {"A year": "Well read."}},
        {"A week": "Too short."},
    ]
    assert written["order"] == "as-written"
    assert not written.keys() & {"key", "distractors", "pin"}
    assert ChoiceItem.model_validate(written) == made


def test_an_option_that_reads_key_is_none_for_that():
    made = listed({"key": "door"}, ListedOption(text="key", feedback="It opens one."))

    again = ChoiceItem.model_validate(record(made))

    assert again == made
    assert listed_form("key", "It opens one.", is_key=False) == {"key ": "It opens one."}


@pytest.mark.parametrize("last", ["None of these", ["None of these"]])
def test_a_pinned_option_is_named_by_its_text(last):
    made = item(key="A", distractors=["None of  these", "B"], pin={"last": last})

    (question,) = made.questions(())

    assert question.pinned == (option_id("None of these"),)
    assert faults(made) == []
    assert record(made)["pin"] == {"last": "None of these"}


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"key": "A", "distractors": ["B"], "order": "as-written"}, ("B241", ("order",))),
        ({"options": [{"key": "A"}, "B"]}, ("B241", ("options",))),
        (
            {"options": [{"key": "A"}, "B"], "order": "as-written", "distractors": ["C"]},
            ("B241", ("options",)),
        ),
        (
            {
                "type": "multiple",
                "options": [{"key": "A"}, {"key": "C"}, "B"],
                "order": "as-written",
                "keys": ["A"],
            },
            ("B241", ("options",)),
        ),
        (
            {"key": "A", "distractors": ["B"], "pin": {"last": ["B", "B"]}},
            ("B243", ("pin", "last", 1)),
        ),
        (
            {"options": [{"key": "A"}, {"key": "C"}, "B"], "order": "as-written"},
            ("B242", ("options",)),
        ),
        (
            {"options": [{"key": "A"}, "B"], "order": "as-written", "pin": {"last": "B"}},
            ("B243", ("pin",)),
        ),
        ({"key": "A", "distractors": ["B"], "pin": {"last": "C"}}, ("B243", ("pin", "last"))),
        ({"options": [{"key": "A"}, "B", "B"], "order": "as-written"}, ("B215", ("options", 2))),
        (
            {"options": ["A", {"key": "A"}], "order": "as-written"},
            ("B216", ("options", 0)),
        ),
    ],
)
def test_an_order_that_cannot_be_followed_is_told_at_its_place(fields, fault):
    assert faults(item(**fields)) == [fault]


def test_content_says_nothing_of_pins_where_there_are_none():
    plain, pinned = (
        ItemContent("x", "choice", "t", "T", made.questions(()))
        for made in (
            item(key="A", distractors=["B"]),
            item(key="A", distractors=["B"], pin={"last": "B"}),
        )
    )

    assert "pinned" not in to_json(plain)
    assert from_json(to_json(plain)) == plain
    assert from_json(to_json(pinned)) == pinned
    assert to_json(pinned) != to_json(plain)
