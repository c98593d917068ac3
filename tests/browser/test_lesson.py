"""A lesson in browsers: teacher, wall and phones go on together, and nothing is told too early."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select, update

from quizapp.lessons.chores import feed_memories
from quizapp.models import Card, LessonQuestion, Review, User
from quizapp.models.memory import ReviewSource
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.browser.conftest import OpenBrowser
from tests.browser.lesson_browsers import KEY, WRONG, begun, chosen, joined, press
from tests.support.browsing import Watch
from tests.support.classes import ClassWorld, class_of
from tests.support.people import Visitor, signed_up
from tests.support.playing import published_from

PROMISED_MS = 1000
PATIENCE_OF_PAGE = 8000
"""A screen that asks at least so often hears of a step in time."""


@dataclass
class Sent:
    """All that the server has sent, by address, until the recording is stopped."""

    inner: Any
    bodies: list[tuple[str, str]] = field(default_factory=list)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: dict[str, str] = {}

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told.update((name.lower(), value) for name, value in headers)
            return start_response(status, headers, *more)

        body = b"".join(self.inner(environ, start))
        is_text = told.get("content-type", "").startswith(
            ("text/html", "text/plain", "application/json")
        )
        if is_text:
            whole = gzip.decompress(body) if told.get("content-encoding") == "gzip" else body
            self.bodies.append((environ["PATH_INFO"], whole.decode()))
        return [body]

    def to(self, ending: str) -> list[str]:
        """What was sent at addresses that match."""
        return [body for path, body in self.bodies if re.search(ending, path)]


@pytest.fixture
def record(app: Flask) -> Iterator[Sent]:
    """Keep what is sent; asked for before the site is served."""
    inner = app.wsgi_app
    sent = Sent(inner)
    app.wsgi_app = sent  # type: ignore[method-assign]  # Flask's documented way to add middleware
    yield sent
    app.wsgi_app = inner  # type: ignore[method-assign]  # as it was


@pytest.fixture
def classmates(app: Flask) -> tuple[Visitor, Visitor]:
    """Two more of the class."""
    return signed_up(app, "ben"), signed_up(app, "cem")


@pytest.fixture
def world(
    app: Flask,
    teacher: Visitor,
    learner: Visitor,
    classmates: tuple[Visitor, Visitor],
    bank_file: Path,
) -> ClassWorld:
    """A class of three; use it in the app's context."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner, *classmates)


def in_memory(app: Flask) -> dict[str, list[float | None]]:
    """The marks of first votes in the memories, by the name of the learner."""
    found: dict[str, list[float | None]] = {}
    with app.app_context():
        query = (
            select(User.user_name, Review.mark)
            .join(Card, Card.user_id == User.id)
            .join(Review, Review.card_id == Card.id)
            .where(Review.source == ReviewSource.VOTE)
        )
        for name, mark in db.session.execute(query):
            found.setdefault(str(name), []).append(mark)
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_class_votes_talks_and_votes_again_though_one_is_away(
    app: Flask,
    record: Sent,
    open_browser: OpenBrowser,
    teacher: Visitor,
    learner: Visitor,
    classmates: tuple[Visitor, Visitor],
    world: ClassWorld,
    watch: Watch,
):
    for words in ("net::ERR_INTERNET_DISCONNECTED", "409"):
        watch.allow(words)
    lead = open_browser(person=teacher).new_page()
    address = begun(lead, world, "What pulls", "Who works")
    wall = open_browser(person=teacher).new_page()
    wall.goto(f"{address}/projector")
    lenas, cems = open_browser("phone", learner), open_browser("phone", classmates[1])
    lena, cem = joined(lenas), joined(cems)
    ben = joined(open_browser("phone", classmates[0]))
    guest = open_browser("phone").new_page()
    guest.goto("/lesson")
    guest.get_by_label("Code of the lesson").fill(wall.locator(".stage-code").inner_text())
    guest.get_by_role("button", name="Join the lesson").click()
    expect(wall.locator("#stage-count")).to_contain_text("4 are here")

    press(lead, "Start with question 1")
    press(lead, "Open the vote")
    for phone, answer in ((lena, WRONG), (ben, KEY), (cem, WRONG), (guest, WRONG)):
        chosen(phone, answer)
    expect(wall.locator("#stage-count")).to_contain_text("4 of 4 have voted")
    press(lead, "Close the vote")
    expect(lead.locator(".lesson-advice")).to_contain_text("1 of 4 are right.")
    lenas.set_offline(True)
    expect(lena.locator("#lesson-link-word")).to_contain_text("No connection")
    press(lead, "Discuss with a neighbour")
    expect(cem.locator("#lesson-where")).to_contain_text("Talk with your neighbour")
    expect(wall.get_by_role("heading", level=1)).to_contain_text("Talk with your neighbour")
    press(lead, "Vote again")

    lenas.set_offline(False)
    expect(lena.locator("#lesson-where")).to_contain_text("Second vote")
    for phone in (lena, ben, guest):
        chosen(phone, KEY)
    expect(cem.locator("#lesson-where")).to_contain_text("Second vote")
    cems.set_offline(True)
    cem.locator("button.ballot-option", has_text=KEY).click()
    expect(cem.locator("#lesson-unsent")).to_contain_text("Not saved yet")
    expect(lead.locator("#not-voted")).to_contain_text("1")
    press(lead, "Close the vote")
    expect(wall.locator(".stage-top")).to_contain_text("Second vote closed")
    cems.set_offline(False)
    expect(cem.locator("#lesson-where")).to_contain_text("so it was not counted")
    expect(cem.locator("#lesson-link-word")).to_contain_text("Connected")

    before = [*record.to(r"^/lessons?/"), *record.to(r"/projector$"), *record.to(r"/now$")]
    press(lead, "Show the answer")
    expect(wall.locator(".stage-key")).to_contain_text("25 %")
    expect(wall.locator(".stage-key")).to_contain_text("100 %")
    for phone in (lena, ben, cem, guest):
        expect(phone.locator(".is-right")).to_contain_text(KEY)
    assert len(before) > 20
    assert not [body for body in before if re.search(r"\bRight\b|is-right|stage-key|\d %", body)]

    lead.get_by_role("link", name="End the lesson").click()
    lead.get_by_role("button", name="End the lesson").click()
    for phone in (lena, guest):
        expect(phone.get_by_role("heading", name="Lesson over")).to_be_visible()
    lead.get_by_role("link", name="See what the discussions moved").click()
    report = lead.locator("main").inner_text()
    assert "Right: 1 of 4 before, 3 of 3 after." in report
    assert "Of 3 who voted twice, 2 changed to the right answer and 0 away from it." in report
    with app.app_context():
        feed_memories(clock.moment())
    assert in_memory(app) == {learner.name: [0.0], "ben": [1.0], "cem": [0.0]}


@pytest.mark.browser
@pytest.mark.slow
def test_screens_ask_often_enough_and_one_request_at_a_time(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld
):
    lead = open_browser(person=teacher).new_page()
    begun(lead, world, "What pulls")
    context = open_browser("phone", learner)
    context.add_init_script(
        """
        const [wait, fetch] = [window.setTimeout, window.fetch];
        window.waits = [];
        window.asking = 0;
        window.most = 0;
        window.setTimeout = (deed, ms) => { waits.push(ms ?? 0); return wait(deed, ms); };
        window.fetch = async (...asked) => {
            most = Math.max(most, ++asking);
            try { return await fetch(...asked); } finally { asking -= 1; }
        };
        """
    )
    phone = joined(context)
    press(lead, "Start with question 1")
    expect(phone.locator("h1.stem")).to_be_visible()
    phone.wait_for_timeout(3000)

    waits = [each for each in phone.evaluate("waits") if 500 < each < PATIENCE_OF_PAGE]
    assert len(waits) > 3
    assert max(waits) <= PROMISED_MS
    assert len(set(waits)) == len(waits)
    assert phone.evaluate("most") == 1


@pytest.mark.browser
@pytest.mark.slow
def test_page_that_a_late_vote_leads_to_goes_on_with_the_class(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld, watch: Watch
):
    watch.allow("409")
    watch.allow("net::ERR_FAILED")
    lead = open_browser(person=teacher).new_page()
    begun(lead, world, "What pulls")
    phone = joined(open_browser("phone", learner))
    press(lead, "Start with question 1")
    press(lead, "Open the vote")
    expect(lead.locator("#lead-place")).to_contain_text("first vote")
    phone.route("**/js/lesson.js*", lambda route: route.abort())
    phone.reload()
    press(lead, "Close the vote")
    expect(lead.locator("#lead-place")).to_contain_text("first vote closed")
    phone.unroute("**/js/lesson.js*")
    phone.locator("button.ballot-option", has_text=KEY).click()
    expect(phone.locator("#lesson-where")).to_contain_text("so it was not counted")
    lead.wait_for_timeout(550)

    lead.locator("button[name=move][value=reveal]").click()

    expect(phone.locator(".is-right")).to_contain_text(KEY)


@pytest.mark.browser
@pytest.mark.slow
def test_teacher_reads_why_a_question_cannot_be_posed(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld, watch: Watch
):
    watch.allow("409")
    lead = open_browser(person=teacher).new_page()
    begun(lead, world, "What pulls")
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(LessonQuestion).values(item_key="gone"))

    press(lead, "Start with question 1")

    expect(lead.locator("#lesson-unsent")).to_contain_text("A class cannot vote on this")
    expect(lead.locator("#lesson-unsent")).to_contain_text("Choose another one.")
