"""Right answers as people write them: what can be read in two ways is never guessed."""

from __future__ import annotations

import pytest

from quizapp.exchange.formats import imported
from tests.exchange.reading import codes, found, only, texts

OPTIONS = "A. red\nB. green\nC. blue\n"


def told(text: str):
    return imported(text.encode(), "questions.txt", "text")


@pytest.mark.parametrize(
    ("answer", "key", "explanation"),
    [
        ("A long time", "A long time", None),
        ("A Forever", "Forever", None),
        ("A. Forever", "Forever", None),
        ("A (Forever)", "Forever", None),
        ("A. As was said", "Forever", "As was said"),
        ("A - as was said", "Forever", "as was said"),
    ],
)
def test_a_letter_before_other_words_needs_a_sign(answer, key, explanation):
    item = only(told(f"1. How long?\nA. Forever\nB. A long time\nAnswer: {answer}"))

    assert (item.key.text, item.explanation) == (key, explanation)


@pytest.mark.parametrize(
    "answers",
    [
        "Answer: A long time",
        "Answer: A. green",
        "Answer: A\nAnswer: B",
        "Answer: A\n\nAnswer key\n1. B",
        "Answer key\n1. A 1. B",
        "Answer key\n1. A long way from B",
    ],
)
def test_an_answer_that_may_mean_two_options_leaves_the_question_out(answers):
    imported_ = told(f"1. Which?\n{OPTIONS}{answers}")

    assert imported_.items == ()
    assert codes(imported_)[0] == ("X612", 1)


def test_marks_that_contradict_the_written_answer_leave_the_question_out():
    imported_ = told("1. Which?\nA. red\n*B. green\nC. blue\nAnswer: C")

    assert (imported_.items, codes(imported_)) == ((), [("X612", 1)])


def test_stars_before_all_options_are_a_list():
    item = only(told("1. Which?\n* A. red\n* B. green\n* C. blue\nAnswer: B"))

    assert (item.key.text, texts(item.distractors)) == ("green", ["red", "blue"])


def test_a_second_answer_in_words_is_the_explanation():
    item = only(told(f"1. Which?\n{OPTIONS}Answer: B\nSolution: Leaves are."))

    assert (item.key.text, item.explanation) == ("green", "Leaves are.")


@pytest.mark.parametrize("sign", ["-", "*", "•"])
def test_a_list_in_the_question_stays_in_it(sign):
    stem = f"1. Which of these?\n{sign} big\n{sign} round\n"

    item = only(told(f"{stem}A. ball\nB. box\nAnswer: A"))

    assert item.key.text == "ball"
    assert all(word in item.stem for word in ("big", "round"))


@pytest.mark.parametrize("sign", ["-", "*"])
def test_a_list_with_the_answer_in_it_is_the_options(sign):
    listed = f"{sign} red\n{sign} green\n{sign} blue\n"

    item = only(told(f"1. Which?\n{listed}{sign} **Answer:** green"))

    assert (item.stem, item.key.text, texts(item.distractors)) == (
        "Which?",
        "green",
        ["red", "blue"],
    )


@pytest.mark.parametrize("lines", ["- red\n- green\n", "red\ngreen\n"])
def test_a_letter_where_no_option_has_one_is_no_word_to_be_typed(lines):
    imported_ = told(f"1. Which?\n{lines}Answer: B")

    assert (imported_.items, codes(imported_)) == ((), [("X612", 1)])


def test_the_answer_is_not_the_first_word_of_a_list():
    item = only(told("1. Name it:\n* it is big\n* it is grey\nAnswer: elephant"))

    assert item.key == "elephant"
    assert "it is big" in item.stem


def test_each_part_of_a_quiz_has_its_own_key():
    part = f"1. Which?\n{OPTIONS}2. What?\n{OPTIONS}\nAnswer key\n1. A 2. B\n\n"
    second = part.replace("1. A 2. B", "1. B\n2. C").replace("Wh", "And wh")

    items = found(told(f"{part}Part two\n{second}"))

    assert [item.key.text for item in items] == ["red", "green", "green", "blue"]


def test_a_number_above_two_questions_and_once_in_the_key_leaves_both_out():
    imported_ = told(f"1. Which?\n{OPTIONS}1. What?\n{OPTIONS}\nAnswer key\n1. A")

    assert (imported_.items, codes(imported_)) == ((), [("X612", 1), ("X612", 5)])


def test_a_key_of_letters_texts_and_reasons():
    questions = "".join(f"{number}. Which?\n{OPTIONS}" for number in range(1, 5))
    key = "Answer key\n1. B - see page 2\n2. blue\n3. A and C\n4) (A)"

    items = found(told(f"{questions}\n{key}"))

    assert (items[0].key.text, items[0].explanation) == ("green", "see page 2")
    assert items[1].key.text == "blue"
    assert texts(items[2].keys) == ["red", "blue"]
    assert items[3].key.text == "red"


def test_a_question_below_a_key_is_no_entry_of_it():
    part = f"1. Which?\n{OPTIONS}\nAnswer:\nB\n\n"

    first, second = found(told(f"{part}2. A man walks?\n{OPTIONS}Answer: C"))

    assert (first.key.text, second.stem, second.key.text) == ("green", "A man walks?", "blue")


def test_a_range_is_no_number_to_be_typed_and_a_tolerance_is_named():
    imported_ = told("1. How much?\n= 4 +- 0.5\n\n2. How many?\n= [1, 5]\n")

    assert only(imported_).text == "How much? {{4}}"
    assert [code for code, _ in codes(imported_)] == ["X614", "X615", "X611"]


@pytest.mark.parametrize(
    "text",
    [
        "1. Which? A. red B. green C. blue\nAnswer: B\n",
        f"1. Which?\nAnswer: B\n{OPTIONS}",
        f"1. Which?\n{OPTIONS}2. What?\n{OPTIONS}Answers: 1. B, 2. C\n",
    ],
)
def test_a_letter_finds_its_option_wherever_that_stands(text):
    first = found(told(text))[0]

    assert (first.stem, first.key.text) == ("Which?", "green")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1. Which?\nA. red\nB. green\nD. blue\nAnswer: B\n", 1),
        ("1. Which?\nA. red\nA. green\nB. blue\nAnswer: B\n", 1),
        ("1. Which?\ni. red\nii. green\nAnswer: ii\n", 1),
        ("1. Which?\n1) red\n2) green\n3) blue\nAnswer: 2\n", 4),
        (f"1. Which?\n{OPTIONS}2. What?\n{OPTIONS}Answers: B, C\n", 5),
        (f"1. Which?\n{OPTIONS}2. What?\n{OPTIONS}Answer key\n1 2\nB C\n", 5),
    ],
    ids=["skipped", "twice", "roman", "numbered", "one list", "two rows"],
)
def test_what_no_letter_settles_is_left_out(text, line):
    imported_ = told(text)

    assert imported_.items == ()
    assert ("X612", line) in codes(imported_)


def test_t_and_f_say_whether_a_statement_is_true():
    wet, dry, letter = found(
        told("1. The sea is wet.\nAnswer: T\n2. It is dry\nAnswer: F\n3. Which?\nAnswer: T\n")
    )

    assert (wet.type, wet.key, dry.key) == ("true-false", True, False)
    assert (letter.stem, letter.key) == ("Which?", "T")
