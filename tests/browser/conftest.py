"""The site in Chromium: one browser for all tests, a fresh site and fresh contexts for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.support.browsing import DEVICES, Watch, flags, hand_over, served
from tests.support.people import Visitor
from tests.support.places import leave_out
from tests.support.walking import Walk

PATIENCE_MS = 30_000
"""For busy machines; nothing waits that long when all is well."""

OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = shutil.which("chromium")
    if program is None:
        leave_out(request, "Chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        yield browser
        browser.close()


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """An empty SQLite database: pages look the same on both kinds."""
    path = shutil.copy(sqlite_template, tmp_path / "quizapp.sqlite3")
    return f"sqlite:///{path}"


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The address at which the app is served."""
    with served(app) as address:
        yield address


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    """An eye on every page of every browser; what it saw fails the test at its end."""
    watch = Watch(site)
    yield watch
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def open_browser(chromium: Browser, site: str, watch: Watch) -> Iterator[OpenBrowser]:
    """Opens a browser of its own for somebody: a device, with its own cookies."""
    contexts: list[BrowserContext] = []

    def opened(
        device: str = "desktop", person: Visitor | None = None, **settings: Any
    ) -> BrowserContext:
        # The routes of a test do not see what a worker fetches: it is there where asked for.
        settings = {"service_workers": "block", **settings}
        context = chromium.new_context(base_url=site, **DEVICES[device], **settings)
        context.set_default_timeout(PATIENCE_MS)
        watch.follow(context)
        if person:
            hand_over(person, context, site)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def walk(open_browser: OpenBrowser) -> Callable[..., Walk]:
    """Begins a walk over the pages of somebody."""

    def begun(person: Visitor | None = None) -> Walk:
        return Walk(open_browser("desktop", person, reduced_motion="reduce").new_page())

    return begun
