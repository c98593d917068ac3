"""The pictures of the cards that a device keeps."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.support.kept_on_device import wait_until
from tests.support.pictures import png, show_boat

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KEPT = (
    "caches.open('pictures of quizapp').then((cache) => cache.keys()).then((keys) => keys.length)"
)
SIZE = "(address) => fetch(address).then((answer) => answer.blob()).then((blob) => blob.size)"


@pytest.fixture
def bank_file(bank_file: Path) -> Path:
    show_boat(bank_file)
    return bank_file


def test_picture_of_a_kept_card_is_there_without_a_connection(browser: BrowserContext, page: Page):
    address = f"/pictures/{hashlib.sha256(png()).hexdigest()}.png"
    wait_until(lambda: page.evaluate(KEPT))

    browser.set_offline(True)

    assert page.evaluate(SIZE, address) == len(png())
