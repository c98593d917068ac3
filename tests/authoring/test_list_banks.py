"""Several files side by side: each is found, edited and mended by itself."""

from __future__ import annotations

import html
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.accounts import signing_up
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.editing import EditorPage, open_editor, send_text
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.places import SECOND_BANK, SMALL_BANK
from tests.support.records import on_sqlite

pytestmark = on_sqlite

BROKEN = "format: 1\nid: [unfinished\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two banks, and a file that never was one."""
    folder = tmp_path / "banks"
    folder.mkdir()
    shutil.copy(SMALL_BANK, folder / "a.yaml")
    shutil.copy(SECOND_BANK, folder / "b.yaml")
    (folder / "c.yaml").write_text(BROKEN, encoding="utf-8")
    return folder


@pytest.fixture
def tove(make_app: Callable[..., Flask], folder: Path, quick_passwords: None) -> Visitor:
    """A teacher of a server with a folder of banks."""
    app = make_app(BANK=folder)
    with app.app_context():
        signing_up.create_user("tove", "Tove", PASSWORD, Role.TEACHER, clock.now())
    person = visitor(app)
    person.send("/login", username="tove", password=PASSWORD)
    return person


def test_the_editor_asks_which_bank_is_meant(tove: Visitor) -> None:
    assert tove.get("/teach/bank").headers["Location"] == "/teach/banks"

    page = tove.get("/teach/banks")

    assert 'href="/teach/banks/tides/text"' in page.text
    assert 'href="/teach/bank?file=c.yaml"' in page.text
    assert "The file has an error" in text_of(page.text)


def test_one_of_several_is_edited_and_no_other(tove: Visitor, folder: Path) -> None:
    other = (folder / "b.yaml").read_bytes()
    page = open_editor(tove, "/teach/banks/tides/text")

    review = send_text(tove, page, "review", ("title: The tides", "title: High water"))
    published = tove.send(
        "/teach/banks/tides/text",
        text=EditorPage(review).text,
        action="publish",
        **EditorPage(review).fields,
    )

    assert published.headers["Location"] == "/teach/banks/tides/text"
    assert "title: High water" in (folder / "a.yaml").read_text(encoding="utf-8")
    assert (folder / "b.yaml").read_bytes() == other
    assert "published by Tove" in text_of(tove.get("/teach/banks/tides/history").text)


def test_a_file_that_never_was_a_bank_is_mended_by_its_name(tove: Visitor, folder: Path) -> None:
    page = open_editor(tove, "/teach/bank?file=c.yaml")
    assert page.text == BROKEN

    good = SMALL_BANK.read_text(encoding="utf-8").replace("id: tides\n", "id: seas\n")
    published = tove.send("/teach/bank?file=c.yaml", text=good, action="publish", **page.fields)

    assert published.status_code == 303
    assert published.headers["Location"] == "/teach/banks/seas/text"
    assert tove.get("/teach/bank?file=nowhere.yaml").status_code == 404


def test_a_second_bank_with_the_same_id_is_pointed_out(tove: Visitor) -> None:
    page = open_editor(tove, "/teach/banks/tides/text")

    review = tove.send(
        "/teach/bank?file=c.yaml",
        text=page.text,
        action="review",
        **open_editor(tove, "/teach/bank?file=c.yaml").fields,
    )

    assert "Another file of this server, a.yaml" in text_of(review.text)


def test_teachers_see_which_file_has_errors_on_their_first_page(tove: Visitor) -> None:
    page = tove.get("/teach/scores")

    assert "The file c.yaml has an error and is not in use." in text_of(page.text)
    assert 'href="/teach/bank?file=c.yaml"' in page.text


def test_an_empty_folder_says_how_to_begin(
    make_app: Callable[..., Flask], tmp_path: Path, quick_passwords: None
) -> None:
    (tmp_path / "none").mkdir()
    app = make_app(BANK=tmp_path / "none")
    with app.app_context():
        signing_up.create_user("tove", "Tove", PASSWORD, Role.TEACHER, clock.now())
    person = visitor(app)
    person.send("/login", username="tove", password=PASSWORD)

    for path in ("/teach/scores", "/teach/banks", "/teach/bank"):
        assert person.get(path).status_code in {200, 303, 503}


@pytest.mark.slow
def test_a_second_file_with_the_same_id_is_told_without_being_called_faulty(
    tove: Visitor, folder: Path
) -> None:
    (folder / "c.yaml").unlink()
    shutil.copy(folder / "a.yaml", folder / "d.yaml")

    banner = text_of(bank_pages_after(tove, "d.yaml has a bank with the same id as a.yaml"))

    assert "so only the other one is in use" in banner
    assert "d.yaml has an error" not in banner


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_a_file_whose_name_is_no_text_breaks_no_page(tove: Visitor, folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xe9t\xe9.yaml")).write_text(BROKEN)

    bank_pages_after(tove, r"\udce9t\udce9.yaml")

    for path in (
        "/",
        "/teach/scores",
        "/teach/banks",
        "/readyz",
        r"/teach/bank?file=\udce9t\udce9.yaml",
    ):
        assert tove.get(path).status_code == 200, path


def bank_pages_after(tove: Visitor, words: str) -> str:
    """The teacher's first page, once it says this."""
    give_up_at = time.monotonic() + 60
    while words not in (page := html.unescape(tove.get("/teach/scores").text)):
        assert time.monotonic() < give_up_at, page
        time.sleep(0.1)
    return page
