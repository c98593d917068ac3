"""A page beside a bare one: how long each takes, and how often the page asks the database.

A bare page is a Flask app of one view that runs a query written by hand and puts the figures into
plain text: nobody signed in, no template, no session. Both are asked in turn, so that a busy
machine is unfair to both, and what counts is the fastest round of each.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from quizapp.web.extensions import db

ROUNDS = 9


@dataclass(frozen=True)
class Measured:
    """What was measured of a page; times in seconds."""

    name: str
    page_seconds: float
    bare_seconds: float
    queries: int
    size: int

    @property
    def ratio(self) -> float:
        """How many times as long as the bare page the page takes."""
        return self.page_seconds / self.bare_seconds

    def __str__(self) -> str:
        return (
            f"{self.name:<44} {self.page_seconds * 1000:7.0f} ms {self.bare_seconds * 1000:7.0f} ms"
            f"  x {self.ratio:4.2f}  {self.queries:3} queries {self.size / 1000:7.0f} kB"
        )


def measure(
    name: str, browser: FlaskClient, address: str, bare: Callable[[], str], rounds: int = ROUNDS
) -> Measured:
    """Ask for the page at `address` and for what `bare` gives, in turn.

    `bare` is called inside a view of an app of its own; it takes its connection from an engine
    that it already has.
    """
    bare_browser = bare_app(bare).test_client()
    page = browser.get(address)
    if page.status_code != 200:
        raise SystemExit(f"{address}: {page.status}")
    bare_browser.get("/")
    with browser.application.app_context():
        engine = db.engine
    with counted(engine) as statements:
        browser.get(address)
    times = [(seconds(browser, address), seconds(bare_browser, "/")) for _ in range(rounds)]
    pages, bares = zip(*times, strict=True)
    return Measured(name, min(pages), min(bares), len(statements), len(page.data))


def bare_app(render: Callable[[], str]) -> Flask:
    """A Flask app that has nothing but this one page."""
    app = Flask("bare")
    app.add_url_rule("/", "bare", render)
    return app


def seconds(browser: FlaskClient, address: str) -> float:
    """How long one request takes."""
    gc.collect()
    began = time.perf_counter()
    browser.get(address)
    return time.perf_counter() - began


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that reach the database meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
