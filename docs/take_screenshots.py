"""Take the pictures of the README: `make screenshots`.

Serves the shipped bank from a temporary data folder, lets invented learners take quizzes and
review cards over two weeks, and photographs a phone and a desktop with Chromium. People and days
are the same each time; the order of questions, and with it some marks, is not.
"""

from __future__ import annotations

import logging
import os
import random
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from quizapp import create_app
from quizapp.accounts import signing_up
from quizapp.banks.shelf import bank_shelf, published_bank
from quizapp.classes.classrooms import NewClassroom, classroom_taught_by, create_classroom
from quizapp.classes.joining import join, open_joining
from quizapp.domain.drills.posing import asked_question
from quizapp.domain.items.content import Question, from_json
from quizapp.domain.memory import Rating
from quizapp.domain.memory.plan.pace import Form
from quizapp.memory.plan_items import key_of
from quizapp.models import Attempt, AttemptItem
from quizapp.models.people import Role
from quizapp.practice.rating import GivenRating, rate_card
from quizapp.practice.session import session_of
from quizapp.practice.showing_cards import shown_card
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.taking.starting import start_attempt
from quizapp.web import clock
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up

IMAGES = Path(__file__).parent / "images"
BANK = Path(__file__).parent.parent / "questions.yaml"
LARGEST_BYTES = 160_000

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)

SHOWN_CHOICE = "Just over one year"
SHOWN_QUIZ = "retaking"
SHOWN_CARD = "de-facto-capital"
DAYS = 14


@dataclass(frozen=True)
class Device:
    """What a picture is taken with."""

    width: int
    height: int
    scale: float = 1.0
    is_phone: bool = False


PHONE = Device(360, 740, scale=1.5, is_phone=True)
DESKTOP = Device(1100, 1040)


@dataclass(frozen=True)
class Learner:
    """An invented learner: how likely an answer is right, and which quizzes were taken when."""

    user_name: str
    name: str
    knows: float
    quizzes: tuple[tuple[int, str], ...]
    reviews_cards: bool = False


BEFORE_READING = "check-in"
FIRST_WEEK = ((13, BEFORE_READING), (12, "retaking"), (10, "why-mosul"))
LENA = Learner(
    "lena",
    "Lena Okafor",
    0.72,
    (*FIRST_WEEK, (7, "ahead"), (4, "people"), (2, "mixed")),
    reviews_cards=True,
)
CLASS = (
    LENA,
    Learner("amir", "Amir Haddad", 0.85, (*FIRST_WEEK, (7, "ahead"), (5, "people"))),
    Learner("chiara", "Chiara Conti", 0.6, (*FIRST_WEEK, (6, "people"))),
    Learner("david", "David Lindqvist", 0.45, FIRST_WEEK[:2]),
    Learner("eun-ji", "Eun-ji Park", 0.9, (*FIRST_WEEK, (9, "ahead"), (3, "people"))),
    Learner("jonas", "Jonas Weber", 0.55, (*FIRST_WEEK, (11, "retaking"))),
    Learner("maria", "María Fuentes", 0.7, (FIRST_WEEK[0], FIRST_WEEK[2], (5, "ahead"))),
    Learner("samuel", "Samuel Mensah", 0.65, FIRST_WEEK),
)


def main() -> None:
    """Take all pictures."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    password = secrets.token_urlsafe(16)
    with TemporaryDirectory() as folder:
        app = create_app({"DATA_DIR": folder, "DATABASE_URL": "", "BANK": BANK})
        with app.app_context():
            play_two_weeks(password)
        with served(app) as address, chromium() as browser:
            IMAGES.mkdir(exist_ok=True)
            photograph_phone(logged_in(browser, PHONE, address, LENA.user_name, password))
            photograph_progress(logged_in(browser, DESKTOP, address, LENA.user_name, password))
            photograph_scores(logged_in(browser, DESKTOP, address, "tove", password))
        with app.app_context():
            db.engine.dispose()


def play_two_weeks(password: str) -> None:
    """Let the class work, one day after the other, until yesterday."""
    now, dice = clock.now(), random.Random(7)  # noqa: S311  reproducible dice
    bring_schema_up()
    bank_shelf().look(now)
    start = now - timedelta(days=DAYS)
    teacher_id = signing_up.create_user("tove", "Tove Berg", password, Role.TEACHER, start)
    ids = {
        learner: signing_up.create_user(
            learner.user_name, learner.name, password, Role.LEARNER, start
        )
        for learner in CLASS
    }
    room = create_classroom(NewClassroom("Class 7b", "Europe/Berlin"), teacher_id, start)
    code = open_joining(classroom_taught_by(room, teacher_id).id, teacher_id, start)
    for user_id in ids.values():
        join(code, user_id, start)
    for days_ago in range(DAYS, 0, -1):
        moment = now - timedelta(days=days_ago, minutes=dice.randrange(120))
        for learner, user_id in ids.items():
            for day, quiz_id in learner.quizzes:
                if day == days_ago:
                    knows = learner.knows / (2 if quiz_id == BEFORE_READING else 1)
                    take_quiz(user_id, quiz_id, knows, moment, dice)
            if learner.reviews_cards:
                review_cards(user_id, learner.knows, moment, dice)


def take_quiz(
    user_id: int, quiz_id: str, knows: float, moment: datetime, dice: random.Random
) -> None:
    """Take a quiz to its end, knowing a share of the answers."""
    published = published_bank()
    quiz = published.bank.quizzes[quiz_id]
    attempt_id = start_attempt(published, quiz, user_id, replace(clock.moment(), now=moment))
    attempt = db.session.scalars(select(Attempt).where(Attempt.public_id == attempt_id)).one()
    responses = [response_to(item, knows, dice) for item in attempt.items]
    for response in responses:
        at = moment + timedelta(seconds=25 * response.position)
        record_response(attempt_id, user_id, response, replace(clock.moment(), now=at))


def response_to(item: AttemptItem, knows: float, dice: random.Random) -> GivenResponse:
    """The key, or now and then a distractor, or the word that one does not know."""
    question = asked_question(from_json(item.revision.content), item.arrangement)
    keys = [option.id for option in question.options if option.is_key]
    order = item.arrangement.option_ids
    right = tuple(number for number, option_id in enumerate(order, 1) if option_id in keys)
    wrong = [(number,) for number in range(1, len(order) + 1) if number not in right]
    if question.is_typed:
        return _typed_response(item.position, question, knows, dice)
    if question.has_parts:
        parts = keys if question.mode == "order" else [prompt.key for prompt in question.prompts]
        right = tuple(order.index(option_id) + 1 for option_id in parts)
        wrong = [right[1:] + right[:1]]
    if dice.random() < knows:
        return GivenResponse(item.position, right, is_unsure=dice.random() < 0.1)
    if dice.random() < 0.25:
        return GivenResponse(item.position, (), is_unknown=True)
    return GivenResponse(item.position, dice.choice(wrong))


def _typed_response(
    position: int, question: Question, knows: float, dice: random.Random
) -> GivenResponse:
    if dice.random() < knows:
        return GivenResponse(position, (), text=question.options[0].text)
    wrong = [option.text for option in question.options if not option.is_key]
    text = dice.choice([*wrong, "7"])
    return GivenResponse(position, (), text=text, is_unsure=True)


def review_cards(user_id: int, knows: float, moment: datetime, dice: random.Random) -> None:
    """Go over the cards that the day's plan asks, each once."""
    published = published_bank()
    learning = replace(clock.moment(), now=moment)
    session = session_of(user_id, [published.bank], learning)
    for ask in [ask for ask in session.asks if ask.form is Form.CARD]:
        item_id = key_of(ask.item).item_id
        card = shown_card(user_id, published.bank, item_id, session.terms)
        rating = Rating.GOOD if dice.random() < knows + 0.1 else Rating.AGAIN
        given = GivenRating(item_id, card.sequence, rating)
        rate_card(published, user_id, given, replace(clock.moment(), now=moment))
        moment += timedelta(seconds=12)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app at an address, until the pictures are taken."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own browser; nothing is downloaded."""
    path = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    if path is None:
        sys.exit("No Chromium was found. On Debian: apt install chromium")
    # Chromium's sandbox does not work for root.
    flags = [*BROWSER_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def logged_in(
    browser: Browser, device: Device, address: str, user_name: str, password: str
) -> Page:
    """A page of a browser in which this person is logged in."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": device.width, "height": device.height},
        device_scale_factor=device.scale,
        is_mobile=device.is_phone,
        has_touch=device.is_phone,
        locale="en-GB",
        reduced_motion="reduce",
        color_scheme="light",
    )
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("User name").fill(user_name)
    page.get_by_label("Password").fill(password)
    page.locator("main").get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Log out").wait_for()
    return page


def photograph_phone(page: Page) -> None:
    """A question, what is told after the answer, and a card."""
    page.goto(f"/quizzes/{SHOWN_QUIZ}")
    page.get_by_role("button", name="Take it again").click()
    while not page.get_by_label(SHOWN_CHOICE).count():
        page.get_by_role("button", name="I don’t know").click()
        page.locator("[data-next]").click()
        page.locator("[data-drill=pose]").wait_for()
    page.get_by_label(SHOWN_CHOICE).check()
    keep(page, "phone-question")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator("[data-drill=look]").wait_for()
    page.locator(".answer.chosen").evaluate("answer => answer.scrollIntoView()")
    keep(page, "phone-feedback")
    page.goto(f"/cards?show={SHOWN_CARD}")
    keep(page, "phone-card")


def photograph_progress(page: Page) -> None:
    """What a learner knows now and will know, and the days."""
    page.goto("/progress")
    page.locator("main").wait_for()
    keep(page, "desktop-progress")


def photograph_scores(page: Page) -> None:
    """The teacher's table of scores."""
    page.goto("/teach")
    keep(page, "desktop-scores")


def keep(page: Page, name: str) -> None:
    """Save what the window shows, once the fonts are there."""
    page.evaluate("document.fonts.ready")
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    if path.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{path.name} has {path.stat().st_size:,} bytes, more than {LARGEST_BYTES:,}.")


if __name__ == "__main__":
    main()
