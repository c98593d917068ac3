"""Sends so many requests, in rounds that each begin with the world as it was made."""

from __future__ import annotations

import io
import random
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, product
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, got_request_exception
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.fuzz.asking import Ask, Composer
from bench.fuzz.ids import known_ids
from bench.fuzz.stock import Stock, listen
from bench.fuzz.verdicts import Answer, end_faults, faults_of
from bench.fuzz.world import ROLES, TEACHERS, FuzzedWorld
from quizapp.models import User
from quizapp.web.extensions import db, limiter

PER_ROUND = 400
PAGES_FIRST = PER_ROUND // 2
AGAIN_EVERY = 50
"""After so many requests everybody is signed in again, limits are forgotten and ids read anew."""


@dataclass
class Report:
    """What was sent and what was found."""

    statuses: Counter[int] = field(default_factory=Counter)
    reached: set[tuple[str, str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    @property
    def sent(self) -> int:
        """How many requests."""
        return self.statuses.total()

    @property
    def forms_taken(self) -> int:
        """How many different forms were taken from a role; with a stale token, none would be."""
        return sum(method == "POST" for _, _, method in self.reached)

    def note(self, ask: Ask, answer: Answer, seconds: float) -> None:
        """Count an answer."""
        self.statuses[answer.status] += 1
        if answer.status < 400:
            self.reached.add((ask.role, ask.endpoint, ask.method))
        self.slowest.append((seconds, f"{ask.role} {ask.method} {ask.path[:100]} {answer.status}"))
        self.slowest = sorted(self.slowest, reverse=True)[:12]


MakeWorld = Callable[[], FuzzedWorld]


def fuzz(make_world: MakeWorld, count: int, seed: int, say: Callable[[str], None]) -> Report:
    """Send so many requests; `make_world` gives the app with an empty database furnished."""
    stock, report = Stock(), Report()
    plan: Iterator[tuple[str, Rule, str]] | None = None
    while report.sent < count:
        dice = random.Random(f"{seed}-{report.sent}")
        world = make_world()
        plan = plan or planned(world.app, random.Random(seed))
        known = len(report.faults)
        _round(world, stock, report, dice, plan, min(PER_ROUND, count - report.sent))
        for fault in report.faults[known:]:
            say(f"- {fault}")
        say(f"{report.sent} sent, {len(report.faults)} faults")
    return report


def planned(app: Flask, dice: random.Random) -> Iterator[tuple[str, Rule, str]]:
    """Every route and method as every role, in an order of the dice, for ever."""
    found = [
        (role, rule, method)
        for role, rule in product(ROLES, app.url_map.iter_rules())
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    dice.shuffle(found)
    # Pages first, for forms come out of them; and forms in the first round already.
    first, rest = found[:PAGES_FIRST], found[PAGES_FIRST:]
    return cycle(sorted(first, key=lambda each: each[2]) + rest)


def _round(
    world: FuzzedWorld,
    stock: Stock,
    report: Report,
    dice: random.Random,
    plan: Iterator[tuple[str, Rule, str]],
    count: int,
) -> None:
    app = world.app
    listen(app, stock)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    stock.forms.clear()
    composer = Composer(dice, stock, app.url_map)
    with app.app_context():
        teachers = set(db.session.scalars(select(User.id).where(User.role == "teacher")))
    with _exceptions(app) as raised:
        for number in range(count):
            if number % AGAIN_EVERY == 0 and not _refresh(world, composer):
                break
            role, rule, method = next(plan)
            if role not in TEACHERS and rule.rule.startswith("/teach") and dice.random() < 0.6:
                role = dice.choice(TEACHERS)  # most of what others send there ends at the door
            ask = composer.compose(role, rule, method, _token(world, role))
            _send(world, stock, report, ask, raised)
    report.faults += end_faults(world, teachers)


def _refresh(world: FuzzedWorld, composer: Composer) -> bool:
    """Sign everybody in again; gives whether all of them are still there."""
    limiter.reset()
    with world.app.app_context():
        composer.ids = known_ids()
        left = db.session.scalars(
            select(User.id).where(User.id.in_(world.user_ids.values()), User.erased_at.is_(None))
        ).all()
        db.session.rollback()
    if len(left) < len(world.user_ids):
        return False
    for role in ROLES:
        world.let_in(role)
    return True


def _token(world: FuzzedWorld, role: str) -> str:
    with suppress(AssertionError):
        return world.visitors[role].browser.token()
    return ""


def _send(world: FuzzedWorld, stock: Stock, report: Report, ask: Ask, raised: list[str]) -> None:
    raised.clear()
    began = time.process_time()
    answer = answered(world, ask)
    report.note(ask, answer, time.process_time() - began)
    for fault in faults_of(world, ask, answer):
        report.faults.append(described(ask, fault, raised))
    if answer.is_page and answer.status < 500:
        adapter = world.app.url_map.bind("localhost")
        stock.take_page(adapter, ask.path, answer.content)


def described(ask: Ask, fault: str, raised: list[str]) -> str:
    """A fault with what it takes to make it again."""
    heads = [each for each in ask.headers if each[0] != "Accept"]
    sent = f"{ask.role} {ask.method} {ask.path[:300]} {heads!r:.200} {ask.kind} {ask.body[:600]!r}"
    return "\n    ".join((fault, sent, *raised))


def answered(world: FuzzedWorld, ask: Ask) -> Answer:
    """Send a request as its role, past every library that would put it right."""
    browser = world.visitors[ask.role].browser
    environ = _plain_environ(ask)
    browser._add_cookies_to_wsgi(environ)  # its own way of sending takes hosts apart, and fails
    environ.update(_odd_headers(ask))
    body, status, headers = run_wsgi_app(world.app, environ, buffered=True)
    browser._update_cookies_from_response("localhost", "/", headers.getlist("Set-Cookie"))
    return Answer(int(status.split()[0]), headers, b"".join(body))


def _plain_environ(ask: Ask) -> dict[str, Any]:
    """The request as a server hands it on."""
    path, _, query = ask.path.partition("?")
    environ = EnvironBuilder(method="GET", input_stream=io.BytesIO(ask.body)).get_environ()
    environ["REQUEST_METHOD"] = ask.method
    environ["PATH_INFO"] = unquote_to_bytes(path).decode("latin-1")
    environ["QUERY_STRING"] = query
    environ["REQUEST_URI"] = environ["RAW_URI"] = ask.path
    environ["CONTENT_LENGTH"], environ["CONTENT_TYPE"] = str(len(ask.body)), ask.kind
    return environ


def _odd_headers(ask: Ask) -> dict[str, str]:
    return {
        name if name == "CONTENT_LENGTH" else f"HTTP_{name}": value
        for name, value in ((each.upper().replace("-", "_"), value) for each, value in ask.headers)
    }


@contextmanager
def _exceptions(app: Flask) -> Iterator[list[str]]:
    """What was raised and answered with 500, with the end of its traceback."""
    raised: list[str] = []

    def note(_app: Flask, exception: Exception) -> None:
        raised.append("".join(traceback.format_exception(exception))[-1800:])

    with got_request_exception.connected_to(note, app):
        yield raised
