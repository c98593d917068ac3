"""Plain YAML and JSON in the shapes that people write."""

from __future__ import annotations

import pytest

from quizapp.exchange.plain_yaml import read_yaml, write_yaml
from tests.exchange.reading import SMALL_BANK, bank_at, codes, only, texts

OPTIONS = "options: [red, green, blue]"


def read(text: str):
    return read_yaml(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        f"- question: Which?\n  {OPTIONS}\n  answer: green",
        f"questions:\n  - prompt: Which?\n    {OPTIONS}\n    correct: B",
        "- q: Which?\n  choices: {a: red, b: green, c: blue}\n  answer: b",
        "- question: Which?\n  answers:\n  - red\n  - {text: green, correct: true}\n  - blue",
        f"- question: Which?\n  {OPTIONS}\n  correct_answer: 1",
        '[{"question": "Which?", "options": ["red", "green", "blue"], "answer": "green"}]',
    ],
)
def test_common_shapes_of_one_right_answer(text):
    item = only(read(text))

    assert (item.stem, item.key.text, texts(item.distractors)) == (
        "Which?",
        "green",
        ["red", "blue"],
    )


def test_number_that_can_only_be_counted_from_1():
    imported = read(f"- question: Which?\n  {OPTIONS}\n  answer: 3")

    assert only(imported).key.text == "blue"
    assert codes(imported) == []


def test_number_that_could_be_counted_either_way_is_a_finding():
    imported = read(f"- question: Which?\n  {OPTIONS}\n  answer: 1")

    assert codes(imported) == [("X614", 1)]
    assert "“green”" in imported.findings[0].message


def test_number_that_is_the_text_of_an_option_is_that_option():
    item = only(read("- question: How many?\n  options: [3, 1, 2]\n  answer: 1"))

    assert item.key.text == "1"


def test_list_of_answers_makes_several_keys():
    item = only(read(f"- question: Which?\n  {OPTIONS}\n  answer: [red, blue]"))

    assert (item.type, texts(item.keys)) == ("multiple", ["red", "blue"])


def test_statement_and_short_answer():
    truth, words = read("- question: So?\n  answer: no\n- question: So?\n  answer: false").items

    assert (words.type, truth.type) == ("true-false", "cloze")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"- question: Which?\n  {OPTIONS}\n  answer: pink", ("X612", 1)),
        (f"- question: Which?\n  {OPTIONS}", ("X612", 1)),
        ("- question: Which?", ("X612", 1)),
        ("- answer: a", ("X612", 1)),
        ("- just a text", ("X612", 1)),
        ("- question: Which?\n  options: [a, b]\n  answer: a\n  points: 3", ("X613", 4)),
        ("a: [", ("Y112", 1)),
        ("", ("Y104", 1)),
        ("[]", ("X604", 1)),
    ],
)
def test_faults_are_findings(text, found):
    assert found in codes(read(text))


def test_own_bank_gives_its_items_as_they_are():
    bank = bank_at(SMALL_BANK)

    imported = read_yaml(SMALL_BANK.read_bytes())

    assert imported.items == tuple(bank.items.values())
    assert imported.places["ebb"].line == 74


def test_written_shape():
    text = write_yaml(bank_at(SMALL_BANK)).data.decode()

    assert text.startswith(
        "questions:\n  - id: what-pulls\n    topic: The pull of the moon\n    question: What pulls"
    )
    assert "\n    answer: The moon\n" in text
    assert "\n    answer: true\n" in text
