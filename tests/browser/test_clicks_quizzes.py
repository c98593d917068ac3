"""Setting, printing and lengthening a quiz in as few presses as promised, from the desk."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from tests.browser.conftest import OpenBrowser
from tests.support.classes import ClassWorld, class_of
from tests.support.clicks import Clicks
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor) -> ClassWorld:
    with app.app_context():
        shelf = bank_shelf()
        shelf.look(clock.now())
        return class_of(teacher, shelf.published[0], learner)


def at_the_desk(page: Page, world: ClassWorld) -> Clicks:
    clicks = Clicks.counted(page)
    page.goto(f"/teach/classrooms/{world.classroom_id}")
    clicks.begin()
    return clicks


def test_a_quiz_for_friday_takes_three_presses_and_one_to_undo(
    open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    page = open_browser("desktop", teacher).new_page()
    clicks = at_the_desk(page, world)

    page.get_by_role("link", name="Set a quiz").first.click()
    page.get_by_text("See at the end").click()
    expect(page.locator("#what-learners-get")).to_contain_text("3, in random order")
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("#just-set")).to_contain_text(re.compile(r"closes Friday .*17:00"))

    assert clicks.count <= 3, clicks.told
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#flash")).to_contain_text("Taken back.")


def test_the_sentence_follows_preset_and_fields(
    open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    page = open_browser("desktop", teacher).new_page()
    page.goto(f"/teach/classrooms/{world.classroom_id}/assignments/new")
    told = page.locator("#read-back")
    expect(told).to_contain_text("2 attempts")

    page.get_by_text("Test", exact=True).click()
    expect(told).to_contain_text("1 attempt of 20 minutes")
    expect(page.get_by_label("Minutes")).to_have_value("20")
    page.get_by_label("Minutes").fill("35")
    expect(told).to_contain_text("1 attempt of 35 minutes")
    page.get_by_label("Closes").fill("")

    expect(told).to_contain_text("Nothing can be set yet: Say when it closes")


def test_twenty_more_minutes_for_one_learner_in_one_quiz_take_three_presses(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        world.assign("all", time_limit=600)
    page = open_browser("desktop", teacher).new_page()
    clicks = at_the_desk(page, world)

    page.get_by_role("link", name=re.compile("Everything about the tides")).first.click()
    page.get_by_role("link", name=re.compile("more time.*Lena")).click()
    page.get_by_label("Extra minutes").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".standings")).to_contain_text("20 minutes more")

    assert clicks.count <= 3, clicks.told


def test_a_quiz_is_printed_in_two_presses(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        world.assign("all")
    page = open_browser("desktop", teacher).new_page()
    clicks = at_the_desk(page, world)

    page.get_by_role("link", name=re.compile("Everything about the tides")).first.click()
    page.get_by_role("link", name="Print", exact=True).click()
    page.wait_for_url(re.compile("/quizzes/all/paper"))

    assert clicks.count <= 2, clicks.told
