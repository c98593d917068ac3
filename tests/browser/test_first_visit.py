"""What a newcomer is sent, as the server counts it; and that shortened styles mean the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from quizapp.web.joined_files import joined_style
from quizapp.web.shortened_files import shortened_style
from tests.browser.conftest import OpenBrowser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_REQUESTS = 6
MOST_BYTES = 20_000
MOST_BYTES_TO_A_QUESTION = 55_000
"""All that a newcomer is sent until the first question can be answered."""

RULES_OF = """(text) => {
  const plainly = (rule) => rule.cssText.replace(/\\s*,\\s*/g, ", ").replace(/\\s+/g, " ");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(plainly);
}"""
"""What a browser understands of a sheet; of values with variables it keeps the spaces as well."""


class Count:
    """Counts what goes out: a request with the bytes of its answer, headers and all."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner
        self.sent: dict[str, int] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        name = environ["PATH_INFO"]

        def begun(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            head = sum(len(f"{key}: {value}\r\n") for key, value in headers)
            self.sent[name] = self.sent.get(name, 0) + len(f"HTTP/1.1 {status}\r\n\r\n") + head
            return start_response(status, headers, *rest)

        for chunk in self._inner(environ, begun):
            self.sent[name] += len(chunk)
            yield chunk

    @property
    def total(self) -> int:
        return sum(self.sent.values())


@pytest.fixture
def count(app: Flask, site: str, monkeypatch: pytest.MonkeyPatch) -> Count:
    counting = Count(app.wsgi_app)
    monkeypatch.setattr(app, "wsgi_app", counting)
    return counting


@pytest.fixture
def page(open_browser: OpenBrowser) -> Page:
    return open_browser("phone", service_workers="allow").new_page()


def test_a_newcomers_first_page_is_small_and_comes_in_few_requests(
    page: Page, count: Count
) -> None:
    page.goto("/", wait_until="networkidle")

    assert 1 < len(count.sent) <= MOST_REQUESTS, count.sent
    assert count.total < MOST_BYTES, count.sent


def test_the_first_question_is_not_far(page: Page, count: Count) -> None:
    page.goto("/", wait_until="networkidle")
    page.get_by_role("button", name="Start").click()
    page.locator("#answer").wait_for()
    page.wait_for_load_state("networkidle")

    assert any(name.startswith("/attempts/") for name in count.sent), count.sent
    assert count.total < MOST_BYTES_TO_A_QUESTION, count.sent


def test_a_second_page_asks_for_no_file_again(page: Page, count: Count) -> None:
    page.goto("/", wait_until="networkidle")
    count.sent.clear()

    page.goto("/quizzes", wait_until="networkidle")

    assert "/quizzes" in count.sent
    assert [name for name in count.sent if name.startswith("/static/")] == []


def test_shortened_styles_say_what_the_long_ones_say(page: Page, app: Flask) -> None:
    page.goto("/")
    sheets = sorted(Path(str(app.static_folder), "css").glob("*.css"))
    assert sheets
    for path in sheets:
        long = joined_style(path)
        rules = page.evaluate(RULES_OF, long)

        assert rules, path
        assert page.evaluate(RULES_OF, shortened_style(long)) == rules
