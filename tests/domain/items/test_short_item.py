"""Short answers: what counts, what is told as wrong, and what may be wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.edits import edits
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import arrange
from quizapp.domain.drills.remarking import remark
from quizapp.domain.drills.typed import typed_response
from quizapp.domain.items import Question, ShortItem, from_json, to_json
from quizapp.domain.items.typed_answers import typed_reading
from tests.support.typed import add_short, asked_in_english, earned

SMALL = Path(__file__).parents[2] / "banks" / "small.yaml"


def item(**changed: Any) -> ShortItem:
    facts = {
        "id": "body",
        "type": "short",
        "topic": "crisis",
        "stem": "Which body called for an investigation?",
        "key": "Amnesty International",
        "accept": "Amnesty",
        "feedback": {"Human Rights Watch": "It is another body."},
        **changed,
    }
    return ShortItem.model_validate(facts)


def question(**changed: Any) -> Question:
    return asked_in_english(item(**changed))


def faults(**changed: Any) -> list[str]:
    made = item(**changed)
    return [each.code for each in (*made.problems(()), *made.contradictions("en"))]


def bank(tmp_path: Path, *changes: tuple[str, str]) -> Bank:
    path = tmp_path / "bank.yaml"
    path.write_bytes(SMALL.read_bytes())
    add_short(path, *changes)
    found = read_bank(path.read_bytes())
    assert found.bank is not None, found.findings
    return found.bank


@pytest.mark.parametrize(
    "text", ["Amnesty International", "amnesty", "Amnesti  International.", "the Amnesty"]
)
def test_key_and_variants_count_with_what_is_forgiven(text: str):
    assert earned(question(), text) == 1.0


def test_a_known_wrong_answer_is_told_and_never_counts():
    asked = question()

    read = typed_reading(asked, "human rights wacth")

    assert read is not None
    told = next(each for each in asked.options if each.id == read.option_id)
    assert (told.feedback, told.is_key) == ("It is another body.", False)
    assert earned(asked, "human rights wacth") == 0.0


def test_what_is_none_of_them_is_grouped_by_its_words():
    readings = [typed_reading(question(), text) for text in ("The Oxfam!", "oxfam", "OXFAM")]

    assert {each.value for each in readings if each} == {"oxfam"}
    assert {each.option_id for each in readings if each} == {None}


def test_marks_alone_are_no_answer():
    assert typed_response(question(), " ?! ") == ()


def test_nothing_is_forgiven_where_the_file_says_so():
    asked = question(forgive=[])

    assert earned(asked, "Amnesty-International") == 1.0
    assert earned(asked, "amnesty international") == 0.0


def test_its_content_is_read_back_as_it_was_written(tmp_path: Path):
    content = bank(tmp_path).content_of("who-keeps")

    assert from_json(to_json(content)) == content


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"accept": ["Amnesty", "Amnesty  "]}, ["B215"]),
        ({"accept": ["Amnesty International"]}, ["B215"]),
        ({"feedback": {"the AMNESTY": "No."}}, ["B258"]),
        ({"accept": "?!"}, ["B259"]),
        ({"key": "shields", "feedback": {"shield": "One of them."}}, []),
        (
            {"key": "shields", "forgive": ["plurals"], "feedback": {"shield": "One of them."}},
            ["B258"],
        ),
    ],
)
def test_what_contradicts_itself_is_a_fault(changed: dict[str, Any], codes: list[str]):
    assert faults(**changed) == codes


def test_answers_of_other_items_that_are_near_are_kept_beside_it(tmp_path: Path):
    near = bank(tmp_path, ("key: the harbour master", "key: the ebbe"))
    (asked,) = near.content_of("who-keeps").questions
    (far,) = bank(tmp_path).content_of("who-keeps").questions

    assert asked.typed is not None
    assert "ebb" in asked.typed.others
    assert far.typed is not None
    assert far.typed.others == ()


def test_a_variant_that_joins_them_is_no_other_key_and_counts_for_earlier_answers(tmp_path: Path):
    old = bank(tmp_path)
    new = bank(tmp_path, ("accept: [", "accept: [the port captain, "))
    asked = old.content_of("who-keeps")
    typed = typed_response(asked.questions[0], "port captain")

    (edit,) = edits(old, new)

    assert edit.edit_class == "options"
    assert mark(asked.questions[0], typed) == 0.0
    assert remark(asked, new.content_of("who-keeps"), arrange(asked, 1, 1), typed) == 1.0


def test_another_key_is_another_answer(tmp_path: Path):
    old = bank(tmp_path)
    new = bank(tmp_path, ("key: the harbour master", "key: the pilot"))

    (edit,) = edits(old, new)

    assert edit.edit_class == "key"
