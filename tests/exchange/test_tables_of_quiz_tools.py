"""Tables of Kahoot, Gimkit, Quizizz and others: their banners, letters and numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.exchange.tables import read_csv, read_xlsx
from tests.exchange.reading import codes, found, only, texts
from tests.exchange.workbooks import workbook

CASES = Path(__file__).parent / "cases"


KAHOOT = [
    (None, "Kahoot! Quiz template"),
    (None, "Add questions, at least two answer alternatives, time limit and correct answers."),
    (),
    (None, "Remember: questions have a limit of 120 characters"),
    (),
    (),
    (),
    (
        None,
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ),
    (1, "How many seas?", 2, 1, 4, 3, 20, 3),
    (2, "Which are seas?", "Red", "Rome", "Black", None, 30, "1,3"),
    (3, "The sea is wet.", "True", "False", None, None, 20, 1),
]


def test_a_heading_row_is_found_below_the_banner_of_kahoot():
    imported = read_xlsx(workbook(*KAHOOT))

    number, seas, truth = found(imported)
    assert (number.key.text, texts(number.distractors)) == ("4", ["2", "1", "3"])
    assert (texts(seas.keys), texts(seas.distractors)) == (["Red", "Black"], ["Rome"])
    assert truth.key is True
    assert codes(imported) == [("X613", 8)]
    assert imported.places["the-sea-is-wet"].line == 11


@pytest.mark.parametrize("name", ["07_kahoot_template_as_csv.csv", "08_blooket.csv"])
def test_banners_of_quiz_tools_stand_above_the_heading_row(name):
    river, rivers = found(read_csv((CASES / name).read_bytes()))

    assert (river.key.text, texts(river.distractors)) == ("Tigris", ["Euphrates", "Nile", "Jordan"])
    assert (texts(rivers.keys), texts(rivers.distractors)) == (["Tigris", "Nile"], ["Rome"])


def test_gimkit_names_the_right_answer_by_its_text():
    imported = read_csv(
        b"Gimkit Spreadsheet Import Template,,,,\n"
        b"Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2 (Optional),"
        b"Incorrect Answer 3 (Optional)\nHow many?,2,1,3,4\n"
    )

    assert (only(imported).key.text, texts(only(imported).distractors)) == ("2", ["1", "3", "4"])
    assert codes(imported) == []


def test_quizizz_counts_its_options_even_where_they_are_numbers():
    months = found(read_csv((CASES / "03_quizizz_numeric_options.csv").read_bytes()))

    assert [item.key.text for item in months] == ["4", "4"]


def test_quizizz_with_kinds_of_questions_and_explanations():
    imported = read_csv(
        b"Question Text,Question Type,Option 1,Option 2,Option 3,Correct Answer,Time in seconds,"
        b"Answer explanation\n"
        b'Which?,Checkbox,a,b,c,"1,3",30,So it is.\n'
        b"The ___ is wet.,Fill-in-the-Blank,sea,ocean,,,30,\n"
        b"What do you think?,Poll,a,b,,,30,\n"
    )

    several, typed = found(imported)
    assert (texts(several.keys), several.explanation) == (["a", "c"], "So it is.")
    assert typed.text == "The {{sea}} is wet."
    assert ("X613", 3) in codes(imported)
    assert ("X611", 4) in codes(imported)


def test_a_number_that_only_one_reading_fits_settles_the_whole_file():
    head = "Question,Option 1,Option 2,Option 3,Answer\n"
    by_text = read_csv(f"{head}One?,2,3,1,1\nHow many?,20,30,10,30\n".encode())
    by_number = read_csv(f"{head}One?,2,3,1,1\nWhich?,red,blue,green,2\n".encode())

    assert [item.key.text for item in found(by_text)] == ["1", "30"]
    assert [item.key.text for item in found(by_number)] == ["2", "blue"]


@pytest.mark.parametrize("answer", ["1", "2", "B"])
def test_an_answer_that_nothing_settles_leaves_its_question_out(answer):
    imported = read_csv(f"Question,A,B,C,Answer\nOne?,B,1,2,{answer}\n".encode())

    assert (imported.items, codes(imported)) == ((), [("X612", 2)])
    assert "write the text of the right option" in imported.findings[0].message


def test_explanation_and_feedback_are_both_kept():
    item = only(read_csv(b"Question,A,B,Answer,Explanation,Feedback\nq?,x,y,A,Why.,More.\n"))

    assert item.explanation == "Why.\n\nMore."


def test_a_column_that_says_what_another_does_is_named():
    imported = read_csv(b"Question,Answer,Correct answer\nq?,x,y\n")

    assert only(imported).term == "x"
    assert "“Correct answer”" in imported.findings[0].message
