"""Pages in fewer bytes, but for those whose length could tell a secret."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from quizapp.web.packing import SHORTEST
from tests.classes.test_learner_pages import CODE, mona, people
from tests.classes.test_pages import address, world
from tests.lessons.lesson_visits import code_of, go, new_from_quiz
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of, without_tokens
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import on_sqlite

__all__ = ["mona", "world"]
pytestmark = on_sqlite

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def is_packed(response: TestResponse) -> bool:
    return response.headers.get("Content-Encoding") == "gzip"


@pytest.fixture
def lead(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> str:
    """Where the teacher leads a lesson that has just begun."""
    with app.app_context():
        begun_in = class_of(teacher, published_from(bank_file), learner)
    begun = teacher.send(new_from_quiz(begun_in), title="Tides", questions=["what-pulls"])
    assert begun.status_code == 303
    return str(begun.headers["Location"])


def posted(person: Visitor, path: str, **fields: str) -> TestResponse:
    data = {"csrf_token": person.browser.token(), **fields}
    return person.browser.post(path, data=data, headers=GZIP)


@pytest.mark.parametrize("path", ["/", "/article", "/login", "/none", "/cards/offline"])
def test_a_page_is_packed_for_whoever_can_unpack_it(path: str, learner: Visitor) -> None:
    packed, plain = learner.browser.get(path, headers=GZIP), learner.get(path)

    assert is_packed(packed)
    assert not is_packed(plain)
    unpacked = gzip.decompress(packed.data).decode()
    assert without_tokens(unpacked) == without_tokens(plain.text)
    assert len(packed.data) < 0.7 * len(plain.data)
    for response in (packed, plain):
        assert "Accept-Encoding" in response.headers["Vary"]


def test_what_is_short_stays_as_it_is(anonymous: Visitor) -> None:
    response = anonymous.browser.get("/readyz", headers=GZIP)

    assert not is_packed(response)
    assert len(response.data) < SHORTEST


def test_a_file_to_take_along_stays_as_it_is(teacher: Visitor) -> None:
    response = teacher.browser.get("/teach/bank/export?to=gift", headers=GZIP)

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert len(response.data) > SHORTEST
    assert not is_packed(response)


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("none", True),
        ("same-origin", True),
        ("same-site", False),
        ("cross-site", False),
        ("odd", False),
    ],
)
def test_what_another_site_leads_to_is_not_packed_for_somebody_known(
    site: str, expected: bool, learner: Visitor
) -> None:
    response = learner.browser.get("/article", headers={**GZIP, "Sec-Fetch-Site": site})

    assert is_packed(response) is expected


def test_over_https_a_browser_that_does_not_say_who_leads_there_gets_it_unpacked(
    learner: Visitor,
) -> None:
    cookie = learner.browser.get_cookie("quizapp")
    assert cookie
    headers = {**GZIP, "Cookie": f"quizapp={cookie.value}"}

    def packed(base_url: str) -> bool:
        return is_packed(learner.browser.get("/article", headers=headers, base_url=base_url))

    assert packed("http://localhost")
    assert not packed("https://localhost")


def test_a_newcomer_has_no_secret_and_gets_pages_packed_from_anywhere(anonymous: Visitor) -> None:
    headers = {**GZIP, "Sec-Fetch-Site": "cross-site"}

    assert is_packed(anonymous.browser.get("/article", headers=headers))


def test_a_tag_means_the_page_and_not_its_bytes_once_it_is_packed(app: Flask) -> None:
    with app.test_request_context(headers=GZIP):
        response = Response("words " * SHORTEST, mimetype="text/html")
        response.set_etag("known")

        sent = app.process_response(response)

    assert sent.content_encoding == "gzip"
    assert sent.get_etag() == ("known", True)


def test_codes_for_joining_are_never_packed(teacher: Visitor, world: ClassWorld) -> None:
    pages = [address(world, path) for path in ("/join-code", "/people", "")]
    assert all(is_packed(teacher.browser.get(path, headers=GZIP)) for path in pages)

    posted(teacher, address(world, "/code"), action="open")

    for path in pages:
        assert not is_packed(teacher.browser.get(path, headers=GZIP)), path
        assert CODE.search(text_of(teacher.get(path).text)), path


def test_the_code_of_a_lesson_is_never_packed(teacher: Visitor, lead: str) -> None:
    code = code_of(teacher, lead)
    pages = [lead, f"{lead}/projector"]

    for moves in ([], ["pose"]):
        go(teacher, lead, *moves)
        for path in pages:
            page = teacher.browser.get(path, headers=GZIP)
            assert not is_packed(page), path
            assert code in page.text, path

    go(teacher, lead, "end")
    assert all(is_packed(teacher.browser.get(path, headers=GZIP)) for path in pages)


def test_a_code_and_a_link_that_let_somebody_in_are_never_packed(
    teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    slip = posted(teacher, address(world, f"/people/{mona}/code"))
    invitation = posted(teacher, address(world, "/invitations"))

    assert "Print this page now" in text_of(slip.text)
    assert "Send this link" in text_of(invitation.text)
    assert not is_packed(slip)
    assert not is_packed(invitation)


def test_a_new_password_is_never_packed(
    app: Flask, teacher: Visitor, world: ClassWorld, learner: Visitor
) -> None:
    posted(teacher, address(world, "/code"), action="open")
    code = CODE.search(text_of(teacher.get(address(world, "/join-code")).text))
    assert code
    learner.send(f"/join/{code[0]}")

    slip = posted(teacher, address(world, f"/people/{people(app, world)['Lena']}/password"))

    assert "write the password down" in text_of(slip.text)
    assert not is_packed(slip)
