"""A browser for tests: the site served to it, its devices, and an eye on all that pages do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.people import Visitor

LEFT_OUT = [
    # The address bar's lists are pages too: drawn anew for each window, they cost more than ours.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    "SpareRendererForSitePerProcess",
    # What Playwright leaves out, whose list is not read where there is another one.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
"""Features of Chromium that no page of ours has to do with."""
FLAGS = [
    f"--disable-features={','.join(LEFT_OUT)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
REQUEST_LINES = ("Failed to load resource:", "htmx: htmx:error: Failed to fetch")
"""How the lines begin that tell of a request."""
WORKER_LEFT_OUT = "Service Worker registration blocked by Playwright"
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}


def flags() -> list[str]:
    """How to start Chromium, which refuses its sandbox to root."""
    return [*FLAGS, "--no-sandbox"] if os.getuid() == 0 else FLAGS


@dataclass
class Watch:
    """Notes what no page may do: complain on the console, fail, or ask another site for anything.

    The browser itself logs refused and failed requests, and htmx the failed ones; a test that
    provokes one says so with `allow`.
    """

    site: str
    faults: list[str] = field(default_factory=list)
    _allowed: list[str] = field(default_factory=list)

    def allow(self, words: str) -> None:
        """Let the browser log lines of failed requests that hold these words."""
        self._allowed.append(words)

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)

    def _note_message(self, message: ConsoleMessage) -> None:
        is_about_request = message.text.startswith(REQUEST_LINES)
        if is_about_request and any(words in message.text for words in self._allowed):
            return
        if message.text == WORKER_LEFT_OUT:
            return
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type} on the console: {message.text}")

    def _note_error(self, error: WebError) -> None:
        self.faults.append(f"error on {error.page and error.page.url}: {error.error}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", "data:")):
            self.faults.append(f"request to {request.url}")


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_args: Any) -> None:
        """Leave requests out of the log: the tests say what they do."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the app on a port of its own; gives the address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def hand_over(person: Visitor, context: BrowserContext, site: str) -> None:
    """Sign the browser in as somebody who was using the site without one."""
    cookie = person.browser.get_cookie("quizapp")
    assert cookie is not None
    context.add_cookies([{"name": "quizapp", "value": cookie.value, "url": site}])
