"""Plain YAML and JSON in the shapes that people write."""

from __future__ import annotations

import pytest

from quizapp.exchange.plain_yaml import read_yaml, write_yaml
from tests.exchange.reading import SMALL_BANK, codes, found, only, texts
from tests.support.banks import bank_at

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
        f"- question: Which?\n  {OPTIONS}\n  answerIndex: 1",
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


@pytest.mark.parametrize("others", ["", f"\n- question: And?\n  {OPTIONS}\n  answer: 2"])
def test_number_that_could_be_counted_either_way_leaves_its_question_out(others):
    imported = read(f"- question: Which?\n  {OPTIONS}\n  answer: 1{others}")

    assert imported.items == ()
    assert codes(imported)[0] == ("X612", 1)
    assert "“red” (counted from 1) or “green” (counted from 0)" in imported.findings[0].message


@pytest.mark.parametrize(("other", "key"), [("0", "green"), ("3", "red")])
def test_one_number_that_fits_one_way_settles_the_others(other, key):
    others = f"\n- question: And?\n  {OPTIONS}\n  answer: {other}"

    items = found(read(f"- question: Which?\n  {OPTIONS}\n  answer: 1{others}"))

    assert items[0].key.text == key


def test_number_among_options_that_are_numbers_is_settled_by_the_file_or_left_out():
    numbers = "- question: How many?\n  options: [3, 2, 1]\n  answer: 1"
    alone = read(numbers)
    by_text = read(f"{numbers}\n- question: And?\n  options: [30, 20, 10]\n  answer: 30")

    assert (alone.items, codes(alone)) == ((), [("X612", 1)])
    assert [item.key.text for item in found(by_text)] == ["1", "30"]


def test_list_of_answers_makes_several_keys():
    item = only(read(f"- question: Which?\n  {OPTIONS}\n  answer: [red, blue]"))

    assert (item.type, texts(item.keys)) == ("multiple", ["red", "blue"])


def test_statement_and_short_answer():
    truth, words = read("- question: So?\n  answer: no\n- question: So?\n  answer: false").items

    assert (words.type, truth.type) == ("true-false", "short")


@pytest.mark.parametrize(
    ("text", "place"),
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
def test_faults_are_findings(text, place):
    assert place in codes(read(text))


def test_own_bank_gives_its_items_as_they_are():
    bank = bank_at(SMALL_BANK)

    imported = read_yaml(SMALL_BANK.read_bytes())

    assert imported.items == tuple(bank.items.values())
    assert imported.places["ebb"].line == 75


def test_written_shape():
    text = write_yaml(bank_at(SMALL_BANK)).data.decode()

    assert text.startswith(
        "questions:\n  - id: what-pulls\n    topic: The pull of the moon\n    question: What pulls"
    )
    assert "\n    answer: The moon\n" in text
    assert "\n    answer: true\n" in text


GOOD = "- question: Which?\n  options: [a, b]\n  answer: a\n"
GOOD_2 = GOOD.replace("Which", "Who")


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        ('- question: "Never closed\n  answer: x\n', 6),
        ("- question: a\n  question: b\n  answer: x\n", 5),
        ("- question: [a\n  answer: x\n", 5),
        ("- question: a\n    answer: x\n", 5),
        ("- &a question: *a\n", 4),
        ("- question: no\n\tanswer: x\n", 5),
    ],
)
def test_a_question_that_cannot_be_read_is_the_only_one_lost(bad, line):
    imported = read(f"{GOOD}{bad}{GOOD_2}")

    assert [item.stem for item in found(imported)] == ["Which?", "Who?"]
    assert [finding.span.line for finding in imported.findings if finding.severity == "error"]
    assert imported.places["who"].line == 4 + bad.count("\n")
    assert all(4 <= finding.span.line <= line for finding in imported.findings)


@pytest.mark.parametrize("between", ["---\n", "...\n---\n", "--- # more\n"])
def test_a_second_document_is_read_as_well(between):
    imported = read(f"{GOOD}{between}questions:\n{GOOD_2}")

    assert [item.stem for item in found(imported)] == ["Which?", "Who?"]
    assert codes(imported) == []


def test_json_lines_and_json_with_a_fault_are_read_question_by_question():
    good = '{"question": "Which?", "options": ["a", "b"], "answer": "a"}'
    in_lines = read(f"{good}\n{good.replace('Which', 'Who')}\n")
    in_list = read(f'[\n  {good},\n  {{"question": "Bad", "options" ["a", ]}},\n  {good}\n]')

    assert [item.stem for item in found(in_lines)] == ["Which?", "Who?"]
    assert [item.stem for item in found(in_list)] == ["Which?", "Which?"]
    assert [finding.span.line for finding in in_list.findings] == [3]


def test_a_bank_with_a_fault_gives_the_items_that_have_none():
    text = SMALL_BANK.read_text().replace("key: The moon", "kye: The moon", 1)

    imported = read(text)

    assert len(imported.items) == len(bank_at(SMALL_BANK).items) - 1
    assert ("X612", 28) in codes(imported)


def test_escaped_text_is_unescaped_and_markdown_of_ours_is_left_alone():
    question = "- question: What &quot;is&quot; <p>this</p>?\n  options: [a &amp; b, c]\n"
    theirs = only(read(f"{question}  answer: c\n"))
    ours = only(read(f"questions:\n{question}  answer: c\nmarkup: markdown\n"))

    assert theirs.stem == 'What "is"\n\nthis\n\n?'
    assert texts(theirs.distractors) == ["a & b"]
    assert ours.stem == "What &quot;is&quot; <p>this</p>?"


def test_explanation_and_feedback_are_both_kept():
    item = only(read(f"{GOOD}  explanation: Why.\n  feedback: More.\n"))

    assert item.explanation == "Why.\n\nMore."


@pytest.mark.parametrize("number", ["9" * 309, "9" * 5000, "-1", "1e400", "²"])
def test_numbers_without_bounds_are_findings(number):
    assert codes(read(f"- question: q\n  {OPTIONS}\n  answer: {number}")) == [("X612", 1)]


def test_an_item_of_a_bank_of_an_unknown_type_is_no_choice():
    text = SMALL_BANK.read_text()
    for kind in ("essay", "[choice]", "5", "''"):
        written = text.replace("- id: what-pulls\n", f"- id: what-pulls\n    type: {kind}\n")

        imported = read_yaml(written.encode())

        assert "what-pulls" not in {item.id for item in imported.items}
        assert "X611" in {code for code, _ in codes(imported)}


def test_a_bank_with_errors_says_how_to_have_all_of_it():
    text = SMALL_BANK.read_text().replace("    key: The moon\n", "")

    imported = read_yaml(text.encode())

    said = {finding.message: finding.hint for finding in imported.findings}
    (hint,) = (hint for message, hint in said.items() if "This bank has errors" in message)
    assert imported.items
    assert "quizapp check" in hint
