"""Lint of what is told after a response: explanations, and feedback to options."""

from __future__ import annotations

from tests.support.linting import choice, codes, findings, place

TOLD = "type: true-false\nstem: It is {}.\nkey: true\nexplanation: So it is."


UNTOLD = "type: true-false\nstem: It is {}.\nkey: true"


def test_missing_explanations_are_warned_of_one_by_one_where_most_items_have_one():
    items = [TOLD.format("wet"), TOLD.format("dry"), UNTOLD.format("cold")]

    assert [each.message for each in findings(*items) if each.code == "W517"] == [
        "Nothing explains the key of this item."
    ]


def test_missing_explanations_are_summed_up_where_most_items_have_none():
    items = [TOLD.format("wet"), UNTOLD.format("dry"), UNTOLD.format("cold")]

    assert [each.message for each in findings(*items) if each.code == "W517"] == [
        "2 of 3 items have no explanation."
    ]


def test_a_term_needs_no_explanation():
    assert codes("type: term\nterm: ebb\ndefinition: water that runs out\ndrills: [card]") == []


def test_distractor_left_without_feedback_is_warned_of_at_its_place():
    item = "stem: What is wet?\nkey: Rain\ndistractors:\n  - Sand: It is dry.\n  - «Stone"
    text, line, column = place(item)

    found = [each for each in findings(text) if each.code == "W518"]

    assert [(each.span.line, each.span.column) for each in found] == [(line, column)]


def test_feedback_that_no_item_gives_is_warned_of_once():
    found = findings(choice("What is wet?", "Rain", "Sand"), choice("Who is dry?", "Ida", "Kai"))

    assert [each.message for each in found if each.code == "W518"] == [
        "2 of 2 items say of no distractor why it is wrong."
    ]
