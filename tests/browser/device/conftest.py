"""A device that keeps a learner's cards of today."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.kept_on_device import opened_cards
from tests.support.missed_cards import miss_every_card
from tests.support.people import Visitor


@pytest.fixture
def browser(
    open_browser: OpenBrowser, app: Flask, watch: Watch, learner: Visitor, stranger: Visitor
) -> BrowserContext:
    """The browser of a learner whose session asks cards, which may keep what it needs."""
    for words in ("net::ERR_", "Failed to fetch"):
        watch.allow(words)
    miss_every_card(app, learner, stranger)
    return open_browser("phone", learner, service_workers="allow")


@pytest.fixture
def page(browser: BrowserContext) -> Page:
    """The first card, on a device that has all that it keeps."""
    return opened_cards(browser)
