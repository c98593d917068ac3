from __future__ import annotations

import pytest
from flask import Flask

from tests.support.pages import forms_in, sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import on_sqlite

NEW = "another long password"


def other_browser(app: Flask) -> Visitor:
    """Lena's second browser."""
    person = visitor(app)
    person.send("/login", username="lena", password=PASSWORD)
    return person


def test_the_page_names_who_is_signed_in(learner: Visitor) -> None:
    page = learner.get("/account")

    assert page.status_code == 200
    assert "Lena" in text_of(page.text)


def test_who_is_not_signed_in_is_asked_to_log_in(anonymous: Visitor) -> None:
    response = anonymous.get("/account")

    assert response.status_code == 303
    assert response.headers["Location"] == "/login?next=/account"


def test_a_guest_is_invited_to_sign_up(guest: Visitor) -> None:
    page = guest.get("/account")

    assert 'href="/signup"' in page.text
    assert all("new_password" not in form.names for form in forms_in(page.text))


def test_a_password_changed_by_the_form_is_the_one_that_counts(
    learner: Visitor, anonymous: Visitor
) -> None:
    page = learner.get("/account")

    response = sent(learner, page, "", current_password=PASSWORD, new_password=NEW)

    assert response.status_code == 303
    assert "Your password is changed." in learner.get("/account").text
    assert anonymous.send("/login", username="lena", password=PASSWORD).status_code == 422
    assert anonymous.send("/login", username="lena", password=NEW).status_code == 303


def test_a_new_password_signs_other_browsers_out_and_this_one_not(
    learner: Visitor, app: Flask
) -> None:
    phone = other_browser(app)

    learner.send("/account", current_password=PASSWORD, new_password=NEW)

    assert learner.get("/account").status_code == 200
    assert phone.get("/account").status_code == 303


@on_sqlite
@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"current_password": "not the password"}, "This is not your current password."),
        ({"current_password": ""}, "Enter your current password."),
        ({"new_password": "short"}, "Use 8 to 128 characters"),
        ({"new_password": "p" * 129}, "Use 8 to 128 characters"),
    ],
)
def test_a_bad_form_changes_no_password_and_says_why(
    fields: dict[str, str], complaint: str, learner: Visitor, app: Flask
) -> None:
    phone = other_browser(app)
    good = {"current_password": PASSWORD, "new_password": NEW}

    response = learner.send("/account", **{**good, **fields})

    assert response.status_code == 422
    assert complaint in text_of(response.text)
    assert phone.get("/account").status_code == 200
    assert visitor(app).send("/login", username="lena", password=PASSWORD).status_code == 303


def test_a_guest_has_no_password_to_change(guest: Visitor) -> None:
    response = guest.send("/account", current_password="", new_password=NEW)

    assert response.status_code in {200, 422}
    assert "Your password is changed" not in response.text
