"""Single quizzes of a bank's text: what is not changed stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.quiz_source import (
    find_source_quiz,
    source_quizzes,
    with_items_in_quiz,
    with_quiz,
    without_quiz,
)
from quizapp.domain.bank.splicing import CannotSpliceError, bank_data

SMALL = (Path(__file__).parents[2] / "banks" / "small.yaml").read_text(encoding="utf-8")
IDS = ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]
COMMENTED = SMALL.replace(
    "    order: as-listed\n    items: [what-pulls, who-reads, bare-flats, spring-tide, ebb]\n",
    "    order: as-listed # not shuffled\n    items:\n      - ebb # begin with it\n"
    "      # then the moon\n      - what-pulls\n",
)


def test_quizzes_are_listed_with_what_they_ask_and_where_they_stand() -> None:
    quizzes = source_quizzes(SMALL)

    assert [quiz.id for quiz in quizzes] == ["all", "quiet", "by-topic"]
    assert list(quizzes[0].item_ids) == IDS
    assert quizzes[1].item_ids == ()
    assert SMALL.splitlines()[quizzes[2].line - 1] == "  - id: by-topic"
    assert all(quiz.is_known for quiz in quizzes)


@pytest.mark.parametrize(
    "line", ["    pick: 3\n    items: [ebb]\n", "    weight: 3\n    pick: 3\n", "    order: no\n"]
)
def test_a_quiz_that_says_what_the_format_does_not_know_is_told_apart(line: str) -> None:
    quiz = find_source_quiz(SMALL.replace("    pick: 3\n", line), "quiet")

    assert quiz is not None
    assert not quiz.is_known


@given(st.permutations(IDS), st.integers(1, 5))
def test_a_quiz_with_another_list_leaves_the_rest_of_the_file_as_it_was(
    order: list[str], count: int
) -> None:
    quiz = find_source_quiz(COMMENTED, "all")
    assert quiz is not None

    text = with_quiz(COMMENTED, {**quiz.data, "items": order[:count]}, quiz.index)

    changed = read_bank(text.encode()).bank
    assert changed is not None
    assert changed.quizzes["all"].item_ids == tuple(order[:count])
    at = COMMENTED.index("  - id: all")
    assert text.startswith(COMMENTED[:at])
    assert text.endswith(COMMENTED[COMMENTED.index("  - id: quiet") :])
    assert "order: as-listed # not shuffled" in text
    assert bank_data(text)["items"] == bank_data(COMMENTED)["items"]


def test_a_comment_beside_a_question_that_stays_stays_with_it() -> None:
    quiz = find_source_quiz(COMMENTED, "all")
    assert quiz is not None

    text = with_quiz(COMMENTED, {**quiz.data, "items": ["ebb", "flood", "what-pulls"]}, quiz.index)

    assert "      - ebb # begin with it\n" in text
    assert "      # then the moon\n" in text


def test_a_new_quiz_comes_after_the_last_and_into_a_file_that_has_none() -> None:
    without = SMALL[: SMALL.index("quizzes:")]
    quiz = {"title": "New", "items": ["ebb"], "id": "new"}

    for text in (with_quiz(SMALL, quiz, None), with_quiz(without, quiz, None)):
        assert text.endswith("  - id: new\n    title: New\n    items:\n      - ebb\n")
        assert read_bank(text.encode()).bank is not None


def test_quizzes_that_are_no_list_are_refused_and_not_lost() -> None:
    text = SMALL[: SMALL.index("quizzes:")] + "quizzes: none\n"

    with pytest.raises(CannotSpliceError):
        with_quiz(text, {"id": "new", "title": "New", "pick": "1"}, None)


def test_questions_join_a_list_once_and_at_its_end() -> None:
    text = with_items_in_quiz(SMALL, "all", ("flood", "ebb"))

    assert f"items: [{', '.join(IDS)}, flood]\n" in text


@pytest.mark.parametrize("quiz_id", ["quiet", "none"])
def test_questions_join_no_quiz_that_draws_or_is_not_there(quiz_id: str) -> None:
    with pytest.raises(CannotSpliceError):
        with_items_in_quiz(SMALL, quiz_id, ("flood",))


@pytest.mark.parametrize("index", [0, 1, 2])
def test_without_a_quiz_the_rest_of_the_file_stays_as_it_was(index: int) -> None:
    left = without_quiz(COMMENTED, index)

    before, after = bank_data(COMMENTED), bank_data(left)
    assert [*before["quizzes"][:index], *before["quizzes"][index + 1 :]] == after["quizzes"]
    assert left.partition("quizzes:")[0] == COMMENTED.partition("quizzes:")[0]
    assert read_bank(left.encode()).bank is not None


def test_without_its_last_quiz_a_file_has_no_list_of_them() -> None:
    left = SMALL
    for _ in range(3):
        left = without_quiz(left, 0)

    reading = read_bank(left.encode())
    assert reading.bank is not None
    assert not reading.bank.quizzes
    assert [*reading.bank.items] == [*IDS, "flood", "neap", "slack"]
