from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import Classroom, User
from quizapp.web.database import write_transaction
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import count_of


@pytest.fixture
def made(quizapp: Command, teacher: Visitor) -> str:
    """A class made at the terminal; its id."""
    result = quizapp("classroom", "create", "Class 7b", "--teacher", teacher.name, "--term", "2030")
    found = re.search(r"its id is (\S+)\.", result.output)
    assert found, result.output
    return found[1]


def test_a_class_made_at_the_terminal_is_its_teachers(
    quizapp: Command, made: str, teacher: Visitor, colleague: Visitor
) -> None:
    added = quizapp("classroom", "add-teacher", "Class 7b", colleague.name)

    assert "teaches Class 7b." in added.output
    for person in (teacher, colleague):
        assert person.get(f"/teach/classrooms/{made}").status_code == 200
    assert made in quizapp("classroom", "list").output


def test_a_list_is_enrolled_once_and_a_dry_run_writes_nothing(
    quizapp: Command, made: str, app: Flask, tmp_path: Path, learner: Visitor
) -> None:
    file = tmp_path / "class.csv"
    file.write_text(f"name,user name\nBo Ek,\nX,{learner.name}\nY,no\n", encoding="utf-8-sig")
    before = count_of(app, User)

    dry = quizapp("classroom", "enrol", "Class 7b", str(file), "--dry-run")
    assert "class.csv:2: Bo Ek: new, gets in by codes" in dry.output
    assert "class.csv:4: Y: left out: a user name has 3 to 40 letters" in dry.output
    assert count_of(app, User) == before
    first = quizapp("classroom", "enrol", "Class 7b", str(file))
    again = quizapp("classroom", "enrol", "Class 7b", str(file))

    assert "2 of 3 came into Class 7b." in first.output
    assert "0 of 3 came into Class 7b." in again.output
    assert count_of(app, User) == before + 1


def test_joining_is_opened_renewed_and_closed(quizapp: Command, made: str) -> None:
    outputs = [
        quizapp("classroom", "code", made, action).output
        for action in ("show", "open", "show", "renew", "close")
    ]

    codes = [re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", output) for output in outputs]
    assert codes[0] == codes[4] == []
    assert codes[1] == codes[2] != codes[3]
    assert "joining is closed" in outputs[4]


def test_an_id_that_begins_with_a_dash_is_no_option(
    quizapp: Command, made: str, app: Flask
) -> None:
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Classroom).values(public_id="-rf--dashing"))

    result = quizapp("classroom", "code", "-rf--dashing", "open")

    assert result.exit_code == 0


def test_an_archived_class_is_not_opened_until_it_is_taken_out(
    quizapp: Command, made: str, tmp_path: Path
) -> None:
    file = tmp_path / "class.csv"
    file.write_text("Bo\n", encoding="utf-8")
    quizapp("classroom", "archive", "Class 7b")

    for words in (("code", made, "open"), ("enrol", made, str(file))):
        refused = quizapp("classroom", *words)
        assert refused.exit_code == 1
        assert "is archived" in refused.output
    quizapp("classroom", "archive", "Class 7b", "--restore")
    assert quizapp("classroom", "code", made, "open").exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("create", "Class 8", "--teacher", "lena"), 1, "There is no teacher named lena."),
        (("create", "Class 8", "--teacher", "nobody"), 1, "There is no teacher named nobody."),
        (("create", "", "--teacher", "tova"), 2, "use 1 to 120 characters"),
        (("create", "t" * 121, "--teacher", "tova"), 2, "use 1 to 120 characters"),
        (("create", "T", "--teacher", "t", "--zone", "Mars/X"), 2, "Europe/Vienna"),
        (("add-teacher", "Class 9", "lena"), 1, "There is no class 'Class 9'."),
        (("add-teacher", "Class 7b", "lena"), 1, "There is no teacher named lena."),
        (("enrol", "Class 7b", "{empty}"), 1, "is no list of learners (empty)"),
        (("code", "Class 7b", "burn"), 2, "burn"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    quizapp: Command,
    made: str,
    app: Flask,
    learner: Visitor,
    tmp_path: Path,
    words: tuple[str, ...],
    status: int,
    said: str,
) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")

    result = quizapp("classroom", *(w.format(empty=tmp_path / "empty.csv") for w in words))

    assert result.exit_code == status
    assert said in result.output
    assert count_of(app, Classroom) == 1


def test_of_two_classes_of_one_title_one_is_named_by_its_id(
    quizapp: Command, made: str, teacher: Visitor
) -> None:
    quizapp("classroom", "create", "Class 7b", "--teacher", teacher.name)

    result = quizapp("classroom", "code", "Class 7b", "open")

    assert result.exit_code == 1
    assert made in result.output


def test_without_classes_the_list_says_how_to_make_one(quizapp: Command) -> None:
    assert "quizapp classroom create" in quizapp("classroom", "list").output
