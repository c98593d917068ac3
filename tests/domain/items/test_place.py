"""A passage to mark: what it asks, how it is marked, and what may be wrong with it."""

from __future__ import annotations

import pytest

from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import arrange, posed_item
from quizapp.domain.drills.remarking import remark
from quizapp.domain.items import Face, ItemContent, PlaceItem, Question, from_json, to_json
from quizapp.domain.items.content import option_id
from quizapp.domain.items.own_questions import own_questions
from quizapp.exchange.bank_text import record

STEM = "Which sentence says so?"
ONE = "The harbour lies south. {{The moon pulls.}} Boats wait."
TWO = "The harbour lies south. {{The moon pulls,}} {{and the sea rises.}} Boats wait."


def place(text: str, **fields: object) -> PlaceItem:
    written = {"id": "x", "type": "place", "topic": "t", "stem": STEM, "text": text}
    return PlaceItem.model_validate({**written, **fields})


def faults(made: PlaceItem) -> list[str]:
    return [problem.code for problem in made.problems(())]


def asked(made: PlaceItem) -> Question:
    (question,) = made.questions(())
    return question


def earned(made: PlaceItem, *texts: str) -> float:
    return mark(asked(made), [option_id(text) for text in texts])


def test_one_mark_asks_for_one_part_among_the_others_in_their_order():
    made = place(ONE, feedback={"The harbour": "It says where it lies."})

    question = asked(made)

    assert (question.stem, question.mode, question.keep_order) == (STEM, "one", True)
    assert [(each.text, each.is_key, each.feedback) for each in question.options] == [
        ("The harbour lies south.", False, "It says where it lies."),
        ("The moon pulls.", True, None),
        ("Boats wait.", False, None),
    ]
    assert own_questions(made) == (question,)
    assert faults(made) == []


def test_every_learner_sees_the_passage_as_it_reads():
    content = ItemContent("x", "place", "t", "T", questions=place(TWO).questions(()))

    posed = posed_item(content, arrange(content, seed=7, position=1), position=1, total=1)

    passage = "The harbour lies south. The moon pulls, and the sea rises. Boats wait."
    assert " ".join(option.text for option in posed.options) == passage
    assert from_json(to_json(content)) == content


def test_several_marks_earn_their_shares_and_wrong_ones_cost_as_much():
    made = place(TWO)

    assert asked(made).mode == "many"
    assert earned(made, "The moon pulls,") == 0.5
    assert earned(made, "The moon pulls,", "and the sea rises.") == 1.0
    assert earned(made, "The moon pulls,", "Boats wait.") == 0.0


def test_exact_credit_wants_all_marks_and_nothing_else():
    made = place(TWO, credit="exact")

    assert earned(made, "The moon pulls,") == 0.0
    assert earned(made, "The moon pulls,", "and the sea rises.") == 1.0


@pytest.mark.parametrize(
    ("text", "earned_now"),
    [
        ("The harbour lies south. The moon pulls. {{Boats wait.}}", 1.0),
        ("The harbour lies to the south. {{The moon pulls.}} Boats wait.", 0.0),
        ("The harbour lies south. {{The moon pulls.}} It rains.", None),
    ],
)
def test_after_a_correction_a_response_is_marked_anew_where_its_sentence_is_still_there(
    text, earned_now
):
    old, new = (
        ItemContent("x", "place", "t", "T", questions=place(each).questions(()))
        for each in (ONE, text)
    )
    chosen = [option_id("Boats wait.")]

    assert remark(old, new, arrange(old, seed=1, position=1), chosen) == earned_now


def test_its_card_shows_question_and_passage_and_behind_them_what_is_right():
    passage = "The harbour lies south. The moon pulls. Boats wait."

    assert place(ONE).faces() == (Face(f"{STEM}\n\n> {passage}", "The moon pulls."),)
    assert place(TWO).faces()[0].back == "- The moon pulls,\n- and the sea rises."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two. Three.", ["B251"]),
        ("One. {{}} Three.", ["B251"]),
        ("One. {{Two.}} Three. }}", ["B218"]),
        ("{{One.}} {{Two.}} {{Three.}}", ["B252"]),
        ("{{One.}} Two.", ["B252"]),
        ("{{One.}} " + " ".join(f"So {n}." for n in range(20)), ["B252"]),
        ("{{One.}} Two. Two.", ["B215"]),
        ("{{One.}} Two. One.", ["B216"]),
    ],
)
def test_a_passage_without_a_choice_is_refused(text, found):
    assert faults(place(text)) == found


@pytest.mark.parametrize(
    ("feedback", "count"),
    [
        ({"The moon": "Yes.", "Boats": "No."}, 0),
        ({"The": "Which?"}, 1),
        ({"Ships": "None begins so."}, 1),
        ({"Boats": "No.", "Boats wait": "No."}, 1),
    ],
)
def test_feedback_names_one_part(feedback, count):
    assert faults(place(ONE, feedback=feedback)) == ["B253"] * count


def test_it_is_written_as_it_was_read():
    made = place(TWO, feedback={"Boats": "No."}, credit="exact")

    assert PlaceItem.model_validate(record(made)) == made
