"""`quizapp print`: a quiz on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.support.places import SMALL_BANK


def test_a_quiz_is_written_with_forms_sheets_and_keys(quizapp: Command) -> None:
    result = quizapp("print", "all", "--seed", "7", "--forms", "2")

    page = Path("all-7.html").read_text("utf-8")
    assert result.exit_code == 0
    assert "all-7.html" in result.output
    assert [page.count(words) for words in ("Form A", "Form B")] == [3, 3]
    assert "What pulls at the sea and makes it rise?" in page
    assert page.count("key, for teachers") == 2


def test_the_file_needs_nothing_from_outside(quizapp: Command) -> None:
    quizapp("print", "all", "--seed", "7")

    page = Path("all-7.html").read_text("utf-8")
    assert not re.search(r"<(script|link|img)|\bsrc=|url\(|https?://", page)


def test_only_the_parts_that_are_asked_for_are_written(quizapp: Command) -> None:
    quizapp("print", "all", "--seed", "7", "--part", "questions")

    page = Path("all-7.html").read_text("utf-8")
    assert "answer sheet" not in page
    assert "key, for teachers" not in page
    assert "The harbour master keeps it and the pilots read it" not in page


@pytest.mark.slow
def test_without_a_seed_the_draw_is_told_so_that_it_can_be_made_again(quizapp: Command) -> None:
    result = quizapp("print", "all", "--output", "one.html")

    seed = re.search(r"--seed (\d+)", result.output)
    assert seed
    quizapp("print", "all", "--output", "two.html", "--seed", seed[1])
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()


def test_tables_for_the_results_are_written_beside_it(quizapp: Command) -> None:
    quizapp("print", "all", "--seed", "7", "--forms", "2", "--tables")

    tables = sorted(path.name for path in Path().glob("*.csv"))
    assert tables == [
        f"all-7-{letter}-{table}.csv" for letter in "AB" for table in ("key", "responses")
    ]
    assert quizapp("analyse", tables[1], "--key", tables[0]).exit_code == 2  # nobody is in it yet


def test_sheets_that_are_there_are_not_written_over(quizapp: Command) -> None:
    Path("all-7.html").write_text("with somebody's notes")

    result = quizapp("print", "all", "--seed", "7")

    assert result.exit_code == 2
    assert "exists already" in result.output
    assert Path("all-7.html").read_text() == "with somebody's notes"


def test_an_unknown_quiz_is_answered_with_those_there_are(quizapp: Command) -> None:
    result = quizapp("print", "none")

    assert result.exit_code == 2
    assert "There are: all, quiet, by-topic" in result.output


def test_too_few_questions_for_different_forms_are_told(quizapp: Command) -> None:
    result = quizapp("print", "all", "--forms", "2", "--items", "different")

    assert result.exit_code == 2
    assert "2 forms of 5 without one in common" in result.output


def test_a_bank_with_errors_is_told_and_nothing_is_written(quizapp: Command) -> None:
    Path("bad.yaml").write_text(SMALL_BANK.read_text("utf-8").replace("format: 1", "format: 9"))

    result = quizapp("print", "all", "--bank", "bad.yaml")

    assert result.exit_code == 2
    assert "bad.yaml:1:" in result.output
    assert not list(Path().glob("*.html"))
