"""What every response says to the browser."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.edges import LARGEST_BANK_BODY
from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite
STATIC = Path(__file__).parents[2] / "quizapp" / "web" / "static"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/none", 404),
        ("/account", 303),
        ("/static/css/base.css", 200),
        ("/readyz", 200),
    ],
)
def test_every_response_is_guarded(path: str, status: int, anonymous: Visitor) -> None:
    response = anonymous.get(path, buffered=True)

    assert response.status_code == status
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("https", "address", "is_told"),
    [
        ("1", "https://localhost", True),
        ("1", "http://localhost", False),
        ("0", "https://localhost", False),
    ],
)
def test_browsers_are_told_to_keep_to_https_where_the_host_uses_it(
    https: str, address: str, is_told: bool, make_app: Callable[..., Flask]
) -> None:
    person = visitor(make_app(HTTPS=https))

    response = person.browser.get("/readyz", base_url=address)

    assert (response.headers.get("Strict-Transport-Security") == "max-age=31536000") is is_told


@pytest.mark.parametrize("path", ["/", "/cards", "/progress", "/account", "/none", "/login"])
def test_a_shared_computer_keeps_no_page_of_who_is_signed_in(path: str, learner: Visitor) -> None:
    assert learner.get(path).headers["Cache-Control"] == "no-store"


def test_a_shared_computer_keeps_no_page_of_a_guest(guest: Visitor) -> None:
    assert guest.get("/progress").headers["Cache-Control"] == "no-store"


def test_a_page_with_a_form_is_never_kept(anonymous: Visitor) -> None:
    assert anonymous.get("/login").headers["Cache-Control"] == "no-store"


def test_what_anybody_may_read_may_be_kept(anonymous: Visitor) -> None:
    assert "no-store" not in anonymous.get("/article").headers.get("Cache-Control", "")


def test_pages_of_different_people_are_told_apart_by_their_cookie(
    anonymous: Visitor, learner: Visitor
) -> None:
    assert "Cookie" in anonymous.get("/article").headers.get("Vary", "")
    assert "Cookie" in learner.get("/article").headers.get("Vary", "")


def test_files_are_kept_for_people_too(learner: Visitor) -> None:
    file = learner.get("/static/css/base.css", buffered=True)

    assert "no-store" not in file.headers["Cache-Control"]


def test_every_file_that_pages_ask_for_is_there(learner: Visitor) -> None:
    wanted: set[str] = set()
    for path in ("/", "/article", "/cards", "/progress", "/login"):
        wanted |= set(re.findall(r'(?:href|src)="(/static/[^"#]+)', learner.get(path).text))

    statuses = {path: learner.get(path, buffered=True).status_code for path in wanted}

    assert wanted
    assert set(statuses.values()) == {200}


def test_every_icon_that_pages_show_is_in_the_sprite(learner: Visitor, teacher: Visitor) -> None:
    attempt = learner.take("all")
    pages = [learner.get(path).text for path in ("/", "/quizzes", attempt)]
    pages.append(teacher.get("/teach/scores").text)

    wanted = {name for page in pages for name in re.findall(r'lucide\.svg[^"#]*#([\w-]+)"', page)}

    sprite = (STATIC / "vendor" / "lucide.svg").read_text()
    assert wanted
    assert {name for name in wanted if f'id="{name}"' not in sprite} == set()


@pytest.mark.parametrize("path", ["/static/../config.py", "/static/%2e%2e/config.py", "/static/"])
def test_nothing_outside_the_folder_of_files_is_handed_out(path: str, anonymous: Visitor) -> None:
    assert anonymous.get(path).status_code == 404


def test_a_download_is_no_page_and_not_kept(teacher: Visitor, app: Flask) -> None:
    response = teacher.get("/teach/scores.csv")

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/login", "/quizzes/all/attempts", "/teach/bank", "/none"])
def test_files_are_taken_by_the_import_alone(path: str, teacher: Visitor) -> None:
    sent = {"csrf_token": teacher.browser.token(), "text": "a", "file": (io.BytesIO(b"a"), "a")}

    response = teacher.browser.post(path, data=sent, content_type="multipart/form-data")

    assert response.status_code == 415


def test_the_import_takes_a_file_and_not_a_huge_one(teacher: Visitor) -> None:
    def status(size: int) -> int:
        parts = {"csrf_token": teacher.browser.token(), "source": "gift", "text": "a" * size}
        head = 'Content-Disposition: form-data; name="'
        body = "".join(f'--x\r\n{head}{name}"\r\n\r\n{it}\r\n' for name, it in parts.items())
        return teacher.browser.post(
            "/teach/bank/import",
            data=f"{body}--x--\r\n".encode(),
            content_type="multipart/form-data; boundary=x",
        ).status_code

    assert status(1_000) == 200
    assert status(LARGEST_BANK_BODY + 1) == 413
