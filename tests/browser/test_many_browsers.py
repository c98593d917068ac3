"""Many browsers at once on the real server: each keeps six connections, and everybody gets in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.places import SMALL_BANK
from tests.support.served import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BROWSERS = int(os.environ.get("QUIZAPP_TEST_BROWSERS", "40"))
PATIENCE_MS = 30_000


@pytest.fixture(params=[1, 2])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """`quizapp serve`, as it comes, and with two processes."""
    server = Server(tmp_path / "data", SMALL_BANK, workers=request.param)
    server.start()
    yield server
    server.kill()


def test_the_last_browser_gets_in_like_the_first(chromium: Browser, server: Server) -> None:
    contexts = []
    try:
        for _ in range(BROWSERS):
            context = chromium.new_context(base_url=server.url)
            contexts.append(context)
            page = context.new_page()
            page.goto("/", timeout=PATIENCE_MS)
            assert page.get_by_role("heading", level=1).is_visible()
    finally:
        for context in contexts:
            context.close()
