"""Passwords that are too easy to guess."""

from __future__ import annotations

import pytest

from quizapp.accounts.easy_passwords import LIST, is_easy
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import on_sqlite

COMMON = ["password", "Password1", "1234567890", "iloveyou", "QWERTYUIOP", "１２３４５６７８"]
NAMED = ["lenalena", "Lenalena2030", "2030-lenalena!", "quizapp1", "__QUIZAPP__"]
GOOD = [PASSWORD, "lena likes the tides", "correct horse battery", "quizapp is where I learn"]


@pytest.mark.parametrize("password", COMMON)
def test_common_passwords_are_easy(password: str) -> None:
    assert is_easy(password)


@pytest.mark.parametrize("password", NAMED)
def test_a_name_with_digits_around_it_is_easy(password: str) -> None:
    assert is_easy(password, "LenaLena")


@pytest.mark.parametrize("password", GOOD)
def test_a_sentence_is_not_easy(password: str) -> None:
    assert not is_easy(password, "lena", None, "")


def test_the_list_holds_five_thousand_and_none_to_read() -> None:
    lines = [line for line in LIST.read_text().splitlines() if not line.startswith("#")]

    assert len(set(lines)) == 5000
    assert all(len(line) == 10 and int(line, 16) >= 0 for line in lines)
    assert LIST.with_name("common_passwords.LICENSE.txt").read_text().startswith("Copyright")


@on_sqlite
@pytest.mark.parametrize("password", ["password1", "newcomer99"])
def test_signing_up_with_an_easy_password_is_refused_with_a_reason(
    password: str, anonymous: Visitor
) -> None:
    response = anonymous.send("/signup", username="newcomer", password=password)

    assert response.status_code == 422
    assert "one of the first to be guessed" in text_of(response.text)


@on_sqlite
@pytest.mark.parametrize("password", ["password1", "lena2030"])
def test_changing_to_an_easy_password_is_refused(password: str, learner: Visitor) -> None:
    response = learner.send("/account", current_password=PASSWORD, new_password=password)

    assert response.status_code == 422
    assert "one of the first to be guessed" in text_of(response.text)
