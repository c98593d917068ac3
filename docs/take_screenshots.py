"""Take the pictures of the README: `make screenshots`.

Serves the shipped bank from a temporary data folder, lets invented learners take quizzes and review
cards over two weeks (invented_class.py), and photographs a phone and a desktop with Chromium. The
teacher's pages are those of the class that `quizapp demo` makes.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from invented_class import LENA, play_two_weeks
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from quizapp import create_app
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank import read_bank
from quizapp.upkeep.demo import DemoMade, DemoWishes, fill_demo, with_wrong_key
from quizapp.web import clock
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up

IMAGES = Path(__file__).parent / "images"
BANK = Path(__file__).parent.parent / "questions.yaml"
LARGEST_BYTES = 220_000

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


@dataclass(frozen=True)
class Device:
    """What a picture is taken with."""

    width: int
    height: int
    scale: float = 1.0
    is_phone: bool = False


PHONE = Device(360, 740, scale=1.5, is_phone=True)
DESKTOP = Device(1100, 1040)
WIDE = Device(1280, 800)


def main() -> None:
    """Take all pictures."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    IMAGES.mkdir(exist_ok=True)
    photograph_learner()
    photograph_teacher()


def photograph_learner() -> None:
    """What a learner sees, on a phone and on a desktop."""
    password = secrets.token_urlsafe(16)
    with made_app(BANK) as app:
        with app.app_context():
            play_two_weeks(password)
        with served(app) as address, chromium() as browser:
            photograph_phone(logged_in(browser, PHONE, address, LENA.user_name, password))
            photograph_progress(logged_in(browser, DESKTOP, address, LENA.user_name, password))


def photograph_teacher() -> None:
    """What a teacher sees of a class of thirty, with one key that is wrong."""
    shipped = published_bank(BANK.read_bytes())
    changed = with_wrong_key(shipped.bank, shipped.text)
    if changed is None:
        sys.exit("No question of the bank lends itself to a wrong key.")
    text, wrong_key = changed
    faulty = published_bank(text.encode())
    with TemporaryDirectory() as folder:
        bank = Path(folder) / "questions.yaml"
        bank.write_text(text, encoding="utf-8")
        with made_app(bank) as app:
            with app.app_context():
                made = fill_demo(faulty, wrong_key, DemoWishes(30, 6, 1), clock.moment())
            with served(app) as address, chromium() as browser:
                page = logged_in(browser, WIDE, address, made.user_name, made.password)
                photograph_class(page, made)


def published_bank(data: bytes) -> PublishedBank:
    """A bank without faults, with its text."""
    reading = read_bank(data)
    if reading.bank is None:
        sys.exit("The bank has faults: quizapp check questions.yaml")
    return PublishedBank(reading.bank, reading.text)


@contextmanager
def made_app(bank: Path) -> Iterator[Flask]:
    """An app with a data folder of its own."""
    with TemporaryDirectory() as folder:
        app = create_app({"DATA_DIR": folder, "DATABASE_URL": "", "BANK": bank})
        with app.app_context():
            bring_schema_up()
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


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
    page.wait_for_url(lambda url: "/login" not in url)
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


def photograph_class(page: Page, made: DemoMade) -> None:
    """The desk of a class, its marks, a question with a wrong key, and a lesson about to begin."""
    home = f"/teach/classrooms/{made.classroom_id}"
    page.goto(home)
    keep(page, "desktop-desk")
    page.get_by_role("link", name="See the question").click()
    page.locator("h1").wait_for()
    keep(page, "desktop-question")
    page.goto(f"{home}/gradebook")
    keep(page, "desktop-marks")
    page.goto(f"{home}/lessons/new?again=1")
    page.get_by_role("button", name="Start the lesson").click()
    page.locator("[data-lesson]").wait_for()
    keep(page, "desktop-lesson")


def keep(page: Page, name: str) -> None:
    """Save what the window shows, once the fonts are there."""
    page.evaluate("document.fonts.ready")
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    if path.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{path.name} has {path.stat().st_size:,} bytes, more than {LARGEST_BYTES:,}.")


if __name__ == "__main__":
    main()
