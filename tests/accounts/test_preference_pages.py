"""What people choose for themselves: minutes, text size, light or dark, keys."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import User
from quizapp.models.people import MOST_MINUTES, Appearance, TextSize
from quizapp.web.database import write_transaction
from tests.support.classes import user_named
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

AS_THE_DEVICE = (None, None)


def minutes_of(app: Flask, person: Visitor) -> int:
    with app.app_context():
        return user_named(person.name).minutes_a_day


def looks_of(app: Flask, person: Visitor) -> tuple[str, str]:
    with app.app_context():
        user = user_named(person.name)
        return user.text_size, user.appearance


def colours(html: str) -> tuple[str | None, str | None]:
    """What the page says was chosen, and for which media it links the dark colours by themselves.

    The sheet of every page has them for devices that are dark, unless light was chosen.
    """
    chosen = re.search(r'<html[^>]*data-appearance="(\w+)"', html)
    linked = re.search(r'css/dark\.css"\s+media="([^"]+)"', html)
    return chosen and chosen[1], linked and linked[1]


def scheme(html: str) -> str:
    found = re.search(r'name="color-scheme"\s+content="([^"]+)"', html)
    assert found
    return found[1]


@pytest.mark.parametrize("minutes", [2, 5, 10])
def test_one_of_three_lengths_is_chosen_and_said_back(
    minutes: int, learner: Visitor, app: Flask
) -> None:
    saved = sent(learner, learner.get("/account"), "/minutes", length=str(minutes))

    page = learner.get(saved.headers["Location"])
    assert minutes_of(app, learner) == minutes
    assert f"Practice now takes {minutes} minutes a day." in page.text
    assert form_to(page, "/minutes").fields["length"] == str(minutes)


@pytest.mark.parametrize(("typed", "minutes"), [("1", 1), (" 7 ", 7), ("60", 60)])
def test_another_number_of_minutes_is_taken_as_well(
    typed: str, minutes: int, learner: Visitor, app: Flask
) -> None:
    saved = sent(learner, learner.get("/account"), "/minutes", length="own", own_minutes=typed)

    page = learner.get(saved.headers["Location"])
    assert minutes_of(app, learner) == minutes
    assert form_to(page, "/minutes").fields["length"] == "own"
    assert form_to(page, "/minutes").fields["own_minutes"] == str(minutes)


@pytest.mark.parametrize("typed", ["", "0", "61", "-5", "2.5", "many", "9" * 30])
def test_a_number_that_no_day_can_have_is_refused_in_words(
    typed: str, learner: Visitor, app: Flask
) -> None:
    page = learner.get("/account")

    refused = sent(learner, page, "/minutes", length="own", own_minutes=typed)

    assert refused.status_code == 422
    assert f"Give a whole number from 1 to {MOST_MINUTES}." in text_of(refused.text)
    assert "<title>Not saved yet" in refused.text
    assert minutes_of(app, learner) == 5


def test_a_number_beside_a_length_that_was_chosen_does_not_count(
    learner: Visitor, app: Flask
) -> None:
    page = learner.get("/account")

    saved = sent(learner, page, "/minutes", length="2", own_minutes="nonsense")

    assert saved.status_code == 303
    assert minutes_of(app, learner) == 2


def test_a_guest_chooses_as_well(guest: Visitor) -> None:
    saved = sent(guest, guest.get("/account"), "/minutes", length="10")

    assert form_to(guest.get(saved.headers["Location"]), "/minutes").fields["length"] == "10"


def test_somebody_new_has_the_device_as_it_is(anonymous: Visitor) -> None:
    page = anonymous.get("/").text

    assert scheme(page) == "light dark"
    assert colours(page) == AS_THE_DEVICE
    assert "data-text-size" not in page


@pytest.mark.parametrize(
    ("appearance", "device", "told"),
    [
        (Appearance.LIGHT, "light", ("light", None)),
        (Appearance.DARK, "dark", ("dark", "screen")),
        (Appearance.AUTO, "light dark", AS_THE_DEVICE),
    ],
)
def test_every_page_is_light_or_dark_as_chosen(
    appearance: Appearance,
    device: str,
    told: tuple[str | None, str | None],
    learner: Visitor,
    app: Flask,
) -> None:
    sent(learner, learner.get("/account"), "/looks", appearance=appearance.value)

    assert looks_of(app, learner)[1] == appearance
    for path in ("/", "/article", "/account", "/nowhere"):
        page = learner.get(path).text
        assert (scheme(page), colours(page)) == (device, told)


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_every_page_has_the_text_size_that_was_chosen(
    size: TextSize, learner: Visitor, app: Flask
) -> None:
    saved = sent(learner, learner.get("/account"), "/looks", text_size=size.value)

    assert "All pages look like this now." in learner.get(saved.headers["Location"]).text
    assert looks_of(app, learner)[0] == size
    for path in ("/", "/quizzes", "/account", "/nowhere"):
        assert re.search(rf'<html[^>]*data-text-size="{size}"', learner.get(path).text)


@pytest.mark.parametrize(
    "fields",
    [
        {"text_size": "huge", "appearance": "dark"},
        {"text_size": "large", "appearance": "sepia"},
        {"text_size": "large"},
    ],
    ids=repr,
)
def test_looks_that_there_are_not_change_nothing(
    fields: dict[str, str], learner: Visitor, app: Flask
) -> None:
    refused = learner.send("/account/looks", **fields)

    assert refused.status_code == 422
    assert looks_of(app, learner) == ("normal", "auto")


@pytest.mark.parametrize("path", ["/account/minutes", "/account/looks", "/account/keys"])
def test_who_is_not_signed_in_is_asked_to_log_in_first(path: str, anonymous: Visitor) -> None:
    answer = anonymous.send(path, length="5", text_size="large", appearance="dark")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/login")


def test_one_persons_choice_is_nobody_elses(learner: Visitor, stranger: Visitor) -> None:
    sent(learner, learner.get("/account"), "/looks", appearance="dark", text_size="largest")

    page = stranger.get("/account").text

    assert colours(page) == AS_THE_DEVICE
    assert "data-text-size" not in page


def test_a_learner_finds_the_keys_of_quizzes_and_cards(learner: Visitor) -> None:
    text = text_of(learner.get("/account").text)

    assert "Which keys there are" in text
    for key in ("1 to 9, or A to F", "Enter", "Space", "1 to 4", "U", "?"):
        assert key in text
    assert "On the projector" not in text


def test_a_teacher_finds_the_keys_of_the_projector_and_the_editor_too(teacher: Visitor) -> None:
    text = text_of(teacher.get("/account").text)

    for words in ("On the projector", "Show or hide the key", "In the text of the questions", "F8"):
        assert words in text


def test_a_size_and_a_scheme_that_nobody_knows_lock_nobody_out(
    learner: Visitor, app: Flask
) -> None:
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(User).values(text_size="vast", appearance="sepia"))

    page = learner.get("/account")

    assert page.status_code == 200
    assert colours(page.text) == AS_THE_DEVICE
