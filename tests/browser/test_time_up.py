"""The time of a quiz is up: what is chosen is sent, and the way leads on by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from quizapp.models import Attempt, Response
from quizapp.web.database import write_transaction
from tests.browser.conftest import OpenBrowser
from tests.support.matches import add_matches
from tests.support.orders import add_order
from tests.support.people import Visitor
from tests.support.records import count_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def ends_in(app: Flask, seconds: float) -> None:
    """Let the running attempt have this much time left."""
    with app.app_context(), write_transaction() as tx:
        tx.execute(
            update(Attempt).values(deadline_at=datetime.now(UTC) + timedelta(seconds=seconds))
        )


def item_in_its_last_seconds(
    app: Flask,
    open_browser: OpenBrowser,
    learner: Visitor,
    seconds: float = 4,
    quiz_id: str = "all",
) -> Page:
    attempt = learner.start(quiz_id)
    ends_in(app, seconds)
    page = open_browser("phone", learner).new_page()
    page.goto(f"{attempt}/items/1")
    return page


def with_a_clock_of_its_own(page: Page) -> Page:
    """A page whose clock is moved by hand; the server, whose clock is not, tells it nothing."""
    page.clock.install()
    page.route("**/time-left", lambda route: route.fulfill(body="no news"))
    return page


def test_what_is_chosen_is_sent_and_the_results_are_shown(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner)
    expect(page.locator(".time-left [data-said]")).to_have_text("")
    page.locator(".option").first.tap()

    expect(page.locator("h1.score")).to_be_focused()
    expect(page.locator("#flash")).to_contain_text("Time is up. What you answered is saved.")
    assert count_of(app, Response) == 1


@pytest.mark.parametrize(("answered", "counted"), [(3, 1), (2, 0)])
def test_answers_to_all_prompts_are_sent_and_to_some_of_them_are_none(
    answered: int,
    counted: int,
    app: Flask,
    open_browser: OpenBrowser,
    learner: Visitor,
    bank_file: Path,
):
    add_matches(bank_file)
    page = item_in_its_last_seconds(app, open_browser, learner, quiz_id="matches")
    for prompt in range(1, answered + 1):
        page.locator(f"#prompt-{prompt}").select_option("1")

    expect(page.locator("h1.score")).to_be_focused()
    assert count_of(app, Response) == counted


@pytest.mark.parametrize(("presses", "counted"), [(1, 1), (0, 0)])
def test_an_order_that_was_moved_is_sent_and_one_as_it_came_is_none(
    presses: int,
    counted: int,
    app: Flask,
    open_browser: OpenBrowser,
    learner: Visitor,
    bank_file: Path,
):
    add_order(bank_file)
    page = item_in_its_last_seconds(app, open_browser, learner, quiz_id="orders")
    for _ in range(presses):
        page.get_by_role("button", name="Up").last.click()

    expect(page.locator("h1.score")).to_be_focused()
    assert count_of(app, Response) == counted


def test_without_a_choice_the_quiz_ends_and_the_results_are_shown(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner)

    expect(page.locator("h1.score")).to_be_focused()
    expect(page.locator("#flash")).to_contain_text("Time is up. What you answered is saved.")
    assert count_of(app, Response) == 0


def test_who_gets_more_time_goes_on_on_the_page_that_is_open(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner, seconds=14)
    page.locator(".option").first.tap()
    ends_in(app, 600)

    expect(page.locator(".time-left [data-words]")).to_have_text("10 minutes left", timeout=12_000)
    expect(page.locator(".time-left [data-said]")).to_have_text("10 minutes left")
    page.wait_for_timeout(5000)
    assert count_of(app, Response) == 0  # it was chosen, and the first end has passed


def test_what_has_no_end_any_more_tells_of_none(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner, seconds=14)
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Attempt).values(deadline_at=None))

    expect(page.locator(".time-left")).to_have_count(0, timeout=12_000)
    page.locator(".option").first.tap()
    page.wait_for_timeout(5000)
    assert count_of(app, Response) == 0  # the first end has passed


def test_what_is_chosen_is_sent_where_a_teacher_ends_the_quiz(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    page = item_in_its_last_seconds(app, open_browser, learner, seconds=600)
    page.locator(".option").first.tap()
    ends_in(app, 13)

    expect(page.locator("h1.score")).to_be_focused(timeout=20_000)
    assert count_of(app, Response) == 1


def test_without_javascript_the_next_page_says_so_and_leads_on(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    attempt = learner.start("all")
    ends_in(app, -1)
    page = open_browser("phone", learner, java_script_enabled=False).new_page()

    page.goto(attempt)
    expect(page.get_by_role("heading", name="Time is up")).to_be_visible()
    page.get_by_role("button", name="Go on").click()

    expect(page.locator("h1.score")).to_be_visible()


def test_a_quiz_of_one_minute_tells_of_its_end_three_times(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    attempt = learner.start("all")
    ends_in(app, 60)
    page = with_a_clock_of_its_own(open_browser("desktop", learner).new_page())
    page.goto(f"{attempt}/items/1")
    said = page.locator(".time-left [data-said]")

    for seconds, words in ((31, "Less than 30 seconds left"), (20, "Less than 10 seconds left")):
        page.clock.run_for(seconds * 1000)
        expect(said).to_have_text(words)


def test_ten_minutes_begin_with_ten(app: Flask, open_browser: OpenBrowser, learner: Visitor):
    attempt = learner.start("all")
    ends_in(app, 600)
    page = open_browser("desktop", learner).new_page()
    page.goto(f"{attempt}/items/1")
    page.wait_for_timeout(1500)

    expect(page.locator("[data-words]")).to_have_text("10 minutes left")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hours", "words", "an_hour_later"),
    [
        (26, "26 hours left", "25 hours left"),
        (2.5, "2 hours, 30 minutes left", "90 minutes left"),
        (76, "3 days, 4 hours left", "3 days, 3 hours left"),
    ],
)
def test_page_and_script_say_hours_and_days_alike(
    app: Flask,
    open_browser: OpenBrowser,
    learner: Visitor,
    hours: float,
    words: str,
    an_hour_later: str,
):
    attempt = learner.start("all")
    ends_in(app, hours * 3600)
    page = with_a_clock_of_its_own(open_browser("desktop", learner).new_page())
    page.goto(f"{attempt}/items/1")
    left = page.locator("[data-words]")

    expect(left).to_have_text(words)
    page.clock.fast_forward("01:00:00")
    page.clock.run_for(2000)

    expect(left).to_have_text(an_hour_later)
