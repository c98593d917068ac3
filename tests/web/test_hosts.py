"""The name of the host that a request is sent to: one that cannot be is refused, not failed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.web.edges import is_usable_host
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

GOOD = (
    "localhost",
    "localhost:8000",
    "quiz.school.example",
    "quiz.school.example.",
    "192.168.1.20:8123",
    "[::1]:8000",
    "my_app:8000",
    "xn--bcher-kva.example",
)
BAD = (
    "a..b",
    ".",
    "..",
    ".a",
    "a" * 64 + ".example",
    "b\xfccher.example",
    "a b",
    "a/../b",
    "a@b",
    "[::1",
    "a:b",
    "1.2.3.4:999999",
    "-a.example",
    "a\x00",
    "<script>",
)


@on_sqlite
@pytest.mark.parametrize("host", GOOD)
def test_a_name_that_can_be_is_served(host: str, anonymous: Visitor) -> None:
    assert anonymous.get("/login", headers={"Host": host}).status_code == 200


@on_sqlite
@pytest.mark.parametrize("path", ["/login", "/nowhere", "/healthz"])
@pytest.mark.parametrize("host", BAD)
def test_a_name_that_cannot_be_is_told_and_no_failure(
    host: str, path: str, anonymous: Visitor
) -> None:
    response = anonymous.get(path, headers={"Host": host})

    assert response.status_code == 400
    assert "Wrong address" in text_of(response.text)
    assert "/login" in response.text


def test_a_name_that_no_browser_could_decode_is_none() -> None:
    assert not is_usable_host("xn--a")


@given(st.text(st.characters(max_codepoint=255), max_size=300))
def test_no_name_is_too_odd_to_be_asked_about(host: str) -> None:
    if is_usable_host(host):
        host.encode("idna")
