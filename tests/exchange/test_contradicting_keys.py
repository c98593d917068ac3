"""Files that say two things of a right answer: no reader decides which of them was meant."""

from __future__ import annotations

import json

import pytest

from quizapp.exchange.formats import imported
from quizapp.exchange.results import Imported
from tests.exchange.reading import found, only, texts

OPTIONS = ["red", "green", "blue"]
MARKED = [{"text": "red", "correct": True}, {"text": "green"}]
CHOICES = (
    '<choiceInteraction responseIdentifier="R"><prompt>Which?</prompt>'
    '<simpleChoice identifier="A">red</simpleChoice>'
    '<simpleChoice identifier="B">green</simpleChoice></choiceInteraction>'
)
LABELS = "".join(
    f'<response_label ident="{number}"><material><mattext>{text}</mattext></material>'
    "</response_label>"
    for number, text in enumerate(OPTIONS, start=1)
)


def plain(**said: object) -> Imported:
    return imported(json.dumps([{"question": "Which?", **said}]).encode(), "q.json")


def table(*rows: str) -> Imported:
    return imported("\n".join(rows).encode(), "q.csv")


def moodle(kind: str, *answers: tuple[int, str]) -> Imported:
    parts = "".join(f"<answer fraction='{at}'><text>{text}</text></answer>" for at, text in answers)
    stem = "<questiontext><text>Which?</text></questiontext>"
    data = f"<quiz><question type='{kind}'>{stem}{parts}</question></quiz>"
    return imported(data.encode(), "q.xml", "moodle-xml")


def qti21(cardinality: str, right: str, weighted: str) -> Imported:
    declared = (
        f'<responseDeclaration identifier="R" cardinality="{cardinality}">'
        f"<correctResponse><value>{right}</value></correctResponse>"
        f'<mapping><mapEntry mapKey="{weighted}" mappedValue="1"/></mapping></responseDeclaration>'
    )
    item = (
        f'<assessmentItem identifier="i">{declared}<itemBody>{CHOICES}</itemBody></assessmentItem>'
    )
    return imported(item.encode(), "q.xml", "qti")


def qti12(cardinality: str, *marks: tuple[int, int, str]) -> Imported:
    conditions = "".join(
        f"<respcondition><conditionvar><varequal>{name}</varequal></conditionvar>"
        f'<setvar action="{action}">{mark}</setvar></respcondition>'
        for name, mark, action in marks
    )
    item = (
        '<questestinterop><item ident="i"><presentation>'
        "<material><mattext>Which?</mattext></material>"
        f'<response_lid ident="r" rcardinality="{cardinality}"><render_choice>{LABELS}'
        "</render_choice></response_lid></presentation>"
        f"<resprocessing>{conditions}</resprocessing></item></questestinterop>"
    )
    return imported(item.encode(), "q.xml", "qti")


def refused(read: Imported) -> bool:
    return not read.items and "X612" in {finding.code for finding in read.findings}


@pytest.mark.parametrize(
    "said",
    [
        {"options": OPTIONS, "answerIndex": 1, "answer": "red"},
        {"options": OPTIONS, "answer": "red", "correct": "green"},
        {"options": MARKED, "answer": "green"},
    ],
)
def test_a_question_of_json_that_contradicts_itself_is_left_out(said):
    assert refused(plain(**said))


def test_a_question_of_json_that_says_the_same_twice_is_taken():
    item = only(plain(options=MARKED, answer="red", correct="A"))

    assert item.key.text == "red"


@pytest.mark.parametrize("options", [["B. red", "A. green"], {"B": "red", "A": "green"}])
def test_the_letters_that_options_have_go_before_their_places(options):
    first, second = plain(options=options, answer="A"), plain(options=options, answer="B. red")

    assert only(first).key.text == "green"
    assert isinstance(options, dict) or only(second).key.text == "red"


def test_numbers_that_options_are_called_by_go_before_their_places():
    options = {"0": "red", "1": "green", "2": "blue"}

    assert only(plain(options=options, answer=1)).key.text == "green"


def test_initials_are_no_letters_of_options():
    item = only(plain(options=["M. Curie", "A. Einstein"], answer="A. Einstein"))

    assert (item.key.text, texts(item.distractors)) == ("A. Einstein", ["M. Curie"])


def test_options_that_are_keys_of_the_question_are_options():
    item = only(plain(a="red", b="green", answer="b"))
    wrong = only(plain(correct_answer="red", incorrect_answers=["green", "blue"]))

    assert (item.key.text, texts(item.distractors)) == ("green", ["red"])
    assert (wrong.key.text, texts(wrong.distractors)) == ("red", ["green", "blue"])


def test_null_in_json_is_nothing():
    item = only(plain(options=OPTIONS, answer="red", explanation=None, hint=None, topic=None))

    assert (item.explanation, item.hint, item.topic) == (None, None, "imported")


def test_every_list_of_questions_in_a_file_is_read():
    one = {"question": "Which?", "options": OPTIONS, "answer": "red"}
    data = {"quiz": {"questions": [one]}, "items": [{**one, "question": "Who?"}]}

    assert len(imported(json.dumps(data).encode(), "q.json").items) == 2


def test_two_columns_with_the_answer_have_to_agree():
    head = "Question,A,B,Answer,Correct answer"

    assert refused(table(head, "Which?,red,green,B,red"))
    assert only(table(head, "Which?,red,green,B,green")).key.text == "green"


def test_an_answer_0_says_how_the_others_are_counted():
    first, second = found(table("Question,A,B,C,Answer", "Which?,a,b,c,0", "Who?,a,b,c,1"))

    assert (first.key.text, second.key.text) == ("a", "b")


def test_an_answer_0_in_a_text_says_how_the_others_are_counted():
    options = "A. red\nB. green\nC. blue\n"
    text = f"1. Which?\n{options}Answer: 0\n\n2. Who?\n{options}Answer: 1\n"

    first, second = found(imported(text.encode(), "q.txt", "text"))

    assert (first.key.text, second.key.text) == ("red", "green")


def test_tables_below_each_other_have_headings_of_their_own():
    which, who, what = found(
        table(
            "Question,A,B,Answer",
            "Which?,red,green,B",
            "Question,Answer,A,B",
            "Who?,A,me,you",
            "Question,Answer,A,B",
            "What?,B,this,that",
        )
    )

    assert [item.key.text for item in (which, who, what)] == ["green", "me", "that"]


def test_a_table_with_one_option_is_no_term():
    assert refused(table("Question,A,B,Answer", "Which?,red,,A"))


def test_two_options_of_one_letter_in_aiken_leave_the_question_out():
    text = b"Which?\nA. red\nA. green\nB. blue\nANSWER: A\n"

    assert refused(imported(text, "q.txt", "aiken"))


def test_true_and_false_cannot_both_be_right():
    assert refused(moodle("truefalse", (100, "true"), (100, "false")))


def test_stars_of_moodle_are_no_part_of_a_word():
    starred = moodle("shortanswer", (100, "*moon*"), (100, "*"))
    gift = imported(b"Which? {=*moon* =%50%sun}", "q.gift", "gift")

    assert only(starred).key == only(gift).key == "moon"
    assert refused(moodle("shortanswer", (100, "*")))
    assert only(moodle("shortanswer", (100, "2\\*3"))).key == "2*3"


def test_pairs_of_which_one_has_no_arrow_are_no_words():
    read = imported(b"Match. {=a -> b =c - d}", "q.gift", "gift")

    assert (read.items, [finding.code for finding in read.findings]) == ((), ["X605"])


@pytest.mark.parametrize("cardinality", ["single", "multiple"])
def test_weights_that_contradict_the_right_response_leave_the_question_out(cardinality):
    assert refused(qti21(cardinality, "A", "B"))
    assert only(qti21(cardinality, "A", "A")).stem == "Which?"


def test_a_mark_that_is_taken_away_makes_nothing_right():
    item = only(qti12("Multiple", (1, 100, "Set"), (2, 50, "Subtract")))

    assert texts(item.keys) == ["red"]


def test_the_best_mark_and_not_the_first_is_the_key():
    item = only(qti12("Single", (1, 50, "Set"), (2, 100, "Set")))

    assert (item.key.text, texts(item.distractors)) == ("green", ["red", "blue"])
