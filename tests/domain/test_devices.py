"""Which device a browser's header names."""

from __future__ import annotations

import pytest

from quizapp.domain.devices import _BROWSERS, _SYSTEMS, LONGEST_NAME, Device, device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
PHONE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
MOBILE = "Mobile/15E148 Safari/604.1"

# As browsers send it, after "Mozilla/5.0 ".
# A header a line, however long.
# fmt: off
HEADERS = {
    "(X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0": ("Firefox", "Linux"),
    f"(Linux; Android 10; K) {WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36": ("Chrome", "Android"),
    f"(Windows NT 10.0) {WEBKIT} Chrome/131.0 Safari/537.36 Edg/131.0": ("Edge", "Windows"),
    f"(Windows NT 10.0) {WEBKIT} Chrome/131.0 Safari/537.36 OPR/116.0": ("Opera", "Windows"),
    f"(iPhone; CPU iPhone OS 18_1) {PHONE} Version/18.1 {MOBILE}": ("Safari", "iPhone"),
    f"(iPad; CPU OS 17_7) {PHONE} CriOS/131.0 {MOBILE}": ("Chrome", "iPad"),
    f"(iPhone; CPU iPhone OS 18_1) {PHONE} FxiOS/133.0 {MOBILE}": ("Firefox", "iPhone"),
    f"(Macintosh; Intel Mac OS X 10_15_7) {PHONE} Version/18.1 Safari/605.1": ("Safari", "Mac"),
    f"(X11; CrOS x86_64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36": ("Chrome", "Chromebook"),
    f"(Linux; Android 10; K) {WEBKIT} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36":
        ("Samsung Internet", "Android"),
}
# fmt: on


@pytest.mark.parametrize(("header", "names"), HEADERS.items())
def test_a_browser_is_named_as_its_owner_knows_it(header: str, names: tuple[str, str]) -> None:
    assert device_of(f"Mozilla/5.0 {header}") == Device(*names)


@pytest.mark.parametrize("header", [None, "", "curl/8.5.0", "é\x00<script>", "?" * 100_000])
def test_what_says_nothing_known_is_a_device_without_names(header: str | None) -> None:
    assert device_of(header) == Device()


def test_what_stands_behind_a_thousand_characters_is_not_looked_for() -> None:
    assert device_of("x" * 1000 + "Firefox/133.0") == Device()


def test_each_name_fits_its_column() -> None:
    assert max(len(name) for _, name in _BROWSERS + _SYSTEMS) <= LONGEST_NAME
