"""How many presses the common jobs with people take, from the class's desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.banks.revisions import PublishedBank
from quizapp.classes.adding import Newcomer, add_learner
from quizapp.web import clock
from tests.browser.conftest import OpenBrowser
from tests.support.class_visits import VisitedClass, visitor_of
from tests.support.classes import new_class
from tests.support.clicks import Clicks

Desk = Callable[[], tuple[Page, Clicks]]


@pytest.fixture
def desk(app: Flask, published: PublishedBank, open_browser: OpenBrowser) -> Desk:
    """The desk of a class, in a browser of its teacher, and what is pressed from there."""
    with app.app_context():
        world = new_class(published, ("Lena Abel",))
        room = world.classroom.id
        add_learner(room, Newcomer("Mona Berg"), world.teacher_id, clock.now(), secret="s" * 40)
    visited = VisitedClass(app, world)

    def at_desk() -> tuple[Page, Clicks]:
        page = open_browser("desktop", visitor_of(app, "tova")).new_page()
        clicks = Clicks.counted(page)
        page.goto(visited.address)
        clicks.begin()
        return page, clicks

    return at_desk


@pytest.mark.slow
def test_one_new_pupil_takes_two_presses(desk):
    page, clicks = desk()

    page.get_by_role("link", name="Add a learner").click()
    page.get_by_label("Name", exact=True).fill("Bo Ek")
    page.get_by_role("button", name="Add and show the code").click()

    expect(page.locator(".slip-name")).to_have_text("Bo Ek")
    expect(page.locator(".slip .qr-code")).to_be_visible()
    assert clicks.count <= 2, clicks.told


@pytest.mark.slow
def test_a_new_code_for_a_lost_device_takes_two_presses(desk):
    page, clicks = desk()

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="New code Mona Berg").click()

    expect(page.locator(".slip-code")).to_be_visible()
    assert clicks.count <= 2, clicks.told


@pytest.mark.slow
def test_twenty_minutes_more_in_every_quiz_take_three_presses(desk):
    page, clicks = desk()

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Lena Abel", exact=True).click()
    page.get_by_label("Minutes more").fill("20")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Saved for Lena Abel")).to_be_visible()
    assert clicks.count <= 3, clicks.told
