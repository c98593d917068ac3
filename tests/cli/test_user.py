from __future__ import annotations

import pytest
from flask import Flask

from quizapp.models import User
from tests.cli.conftest import Command
from tests.support.people import PASSWORD, Visitor
from tests.support.playing import all_rows
from tests.support.records import count_of, on_sqlite

TYPED = f"{PASSWORD}\n{PASSWORD}\n"


def test_a_teacher_made_at_the_terminal_can_log_in(quizapp: Command, anonymous: Visitor) -> None:
    result = quizapp("user", "create", "--teacher", "--name", "Tamar L.", "tamar", typed=TYPED)

    anonymous.send("/login", username="tamar", password=PASSWORD)
    assert result.exit_code == 0
    assert "tamar can now log in as a teacher." in result.output
    assert PASSWORD not in result.output
    assert "Tamar L." in anonymous.get("/teach/scores").text


def test_a_learner_made_at_the_terminal_is_no_teacher(quizapp: Command, anonymous: Visitor) -> None:
    quizapp("user", "create", "--password", PASSWORD, "lotte")

    anonymous.send("/login", username="lotte", password=PASSWORD)

    assert anonymous.get("/teach/scores").status_code == 403


def test_a_name_that_is_taken_is_said_in_a_sentence(quizapp: Command, learner: Visitor) -> None:
    result = quizapp("user", "create", "--password", PASSWORD, "Lena")

    assert result.exit_code == 1
    assert "The user name Lena is taken." in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("ab",),
        ("a b c",),
        ("a" * 41,),
        ("a" * 300,),
        ("nul\x00nul",),
        ("--name", "n" * 300, "nadia"),
    ],
    ids=lambda words: repr(words[-1][:6]),
)
def test_a_name_that_the_site_would_refuse_is_refused_here(
    words: tuple[str, ...], quizapp: Command, app: Flask
) -> None:
    result = quizapp("user", "create", "--password", PASSWORD, *words)

    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert count_of(app, User) == 0


@on_sqlite
@pytest.mark.parametrize("password", ["short", "p" * 129])
def test_a_password_that_is_too_short_or_long_is_refused(
    password: str, quizapp: Command, app: Flask
) -> None:
    result = quizapp("user", "create", "--password", password, "nadia")

    assert result.exit_code == 2
    assert "use 8 to 128 characters" in result.output
    assert count_of(app, User) == 0


def test_a_new_password_signs_out_everywhere(
    quizapp: Command, learner: Visitor, anonymous: Visitor
) -> None:
    new = "a wholly new password"

    result = quizapp("user", "password", "lena", typed=f"{new}\n{new}\n")

    assert result.exit_code == 0
    assert learner.get("/account").status_code == 303
    assert anonymous.send("/login", username="lena", password=PASSWORD).status_code == 422
    assert anonymous.send("/login", username="lena", password=new).status_code == 303


def test_a_new_password_for_nobody_is_said_in_a_sentence(quizapp: Command) -> None:
    result = quizapp("user", "password", "--password", PASSWORD, "nobody")

    assert result.exit_code == 1
    assert "There is no account named nobody." in result.output


def test_wishes_to_be_deleted_are_listed_and_carried_out_also_without_a_user_name(
    quizapp: Command, guest: Visitor, learner: Visitor, app: Flask
) -> None:
    assert "Nobody has asked" in quizapp("user", "requests").output
    for person in (guest, learner):
        person.send("/account/data/deletion", words="Please.")

    first, second = quizapp("user", "requests").output.splitlines()
    for line in (first, second):
        assert quizapp("user", "erase", line.split("\t")[0], "--yes").exit_code == 0

    assert second.startswith("lena\tLena\t")
    with app.app_context():
        assert [user.display_name for user in all_rows(User)] == ["Former learner"] * 2
