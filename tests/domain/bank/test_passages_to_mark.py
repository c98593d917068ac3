"""Passages to mark among the other items of a bank."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.audit import audit
from quizapp.domain.bank.edits import EditClass, edits
from tests.support.passages import ITEMS, QUIZ
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")
TEXT = SMALL.replace("quizzes:\n", f"{ITEMS}quizzes:\n")


def bank_of(text: str) -> Bank:
    reading = read_bank(text.encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def codes_of(text: str, first: str) -> list[str]:
    """What is found below the line that begins so."""
    reading = read_bank(text.encode(), lint=True)
    line = text[: text.index(first)].count("\n") + 1
    return [each.code for each in reading.findings if each.span.line >= line]


def edited(old: str, new: str) -> EditClass:
    assert old in TEXT
    (edit,) = edits(bank_of(TEXT), bank_of(TEXT.replace(old, new)))
    return edit.edit_class


def test_good_passages_have_no_finding():
    assert codes_of(TEXT, "  - id: second-hand") == []


def test_a_type_that_is_not_said_is_told_by_question_and_text():
    text = TEXT.replace("    type: place\n    topic: moon", "    topic: moon")

    (finding,) = read_bank(text.encode()).findings

    assert "`type`" in finding.message
    assert "type: place" in finding.hint


@pytest.mark.parametrize("word", ["hot-text", "Passage", "highlight", "plaace"])
def test_other_words_for_the_type_are_understood(word):
    text = TEXT.replace("type: place\n    topic: moon", f"type: {word}\n    topic: moon")

    (finding,) = read_bank(text.encode()).findings

    assert (finding.code, finding.hint) == ("B222", "Did you mean `place`?")


def test_what_feedback_says_of_time_is_read_as_well():
    text = TEXT.replace("It is told as a fact.", "It is currently told as a fact.")

    assert codes_of(text, "  - id: second-hand") == ["W519"]


def test_a_passage_that_left_the_article_is_warned_of():
    text = TEXT.replace("about six hours.\n\n", "about seven hours.\n\n")

    assert "W536" in codes_of(text, "  - id: on-the-shore")


def test_two_questions_on_one_passage_are_none_of_a_kind():
    one = ITEMS.split("  - id: on-the-shore")[0]
    other = one.replace("second-hand", "first-hand").replace(
        "Which sentence is told at second hand?", "Which sentence names the sun?"
    )
    other = other.replace("{{", "").replace("}}", "")
    other = other.replace(
        "A spring tide comes when sun and moon pull along one line.",
        "{{A spring tide comes when sun and moon pull along one line.}}",
        1,
    )

    text = SMALL.replace("quizzes:\n", f"{one}{other}quizzes:\n")

    assert "W514" not in codes_of(text, "  - id: second-hand")


def test_whoever_marks_a_passage_has_read_it_so_that_the_audit_leaves_it_out():
    in_quiz = TEXT.replace("quizzes:\n", f"quizzes:\n{QUIZ}")

    before, after = audit(bank_of(SMALL)), audit(bank_of(in_quiz))

    assert [each.count for each in before] == [each.count for each in after]


def test_another_mark_is_another_key():
    text = "{{Fishermen reportedly planned\n      their week by it.}} A spring tide comes when sun"

    assert edited(text, text.replace("{{", "").replace("}} A", " {{A") + "}}") is EditClass.KEY


def test_a_typing_error_in_a_sentence_is_another_wording():
    edit = edited("and twice a day the water rises. {{", "and twice a day the watre rises. {{")

    assert edit is EditClass.WORDING


def test_feedback_alone_is_cosmetic():
    assert edited("It is told as a fact.", "It is a fact.") is EditClass.COSMETIC
