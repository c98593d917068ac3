"""A lesson in browsers by keyboard, without scripts, and as every page has to be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.lesson_browsers import KEY, WRONG, begun, chosen, joined, new_lesson, press
from tests.support.classes import ClassWorld, class_of
from tests.support.looking import accessibility_faults, small_targets, sticking_out, wait_for_paint
from tests.support.people import Visitor, signed_up
from tests.support.playing import published_from


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


@pytest.mark.browser
@pytest.mark.slow
def test_teacher_leads_a_whole_lesson_by_keyboard(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld
):
    page = open_browser(person=teacher).new_page()
    page.goto(new_lesson(world))
    page.get_by_role("button", name="Start the lesson").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Let the class in")).to_be_visible()
    joined(open_browser("phone", learner))
    place = page.locator("#lead-place")
    steps = [
        ("n", "reading"),
        ("ArrowRight", "first vote"),
        ("PageDown", "first vote closed"),
        ("ArrowLeft", "first vote"),
        ("n", "first vote closed"),
        ("n", "discussion"),
        ("PageUp", "first vote closed"),
        ("n", "discussion"),
        ("n", "second vote"),
        ("n", "second vote closed"),
        ("n", "answer shown"),
        ("n", "Question 2 of"),
    ]

    for key, words in steps:
        page.wait_for_timeout(550)
        page.keyboard.press(key)
        expect(place).to_contain_text(re.compile(rf"(?:·|^)\s*{words}(?!\w)(?! closed)|^{words}"))
    page.get_by_role("link", name="End the lesson").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End the lesson").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The lesson is over")).to_be_visible()
    page.keyboard.press("n")

    expect(page.get_by_role("heading", name="What the discussions moved")).to_be_visible()


@pytest.mark.browser
@pytest.mark.slow
def test_learner_votes_without_scripts(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld
):
    lead = open_browser(person=teacher).new_page()
    begun(lead, world, "What pulls")
    phone = joined(open_browser("phone", learner, java_script_enabled=False))

    press(lead, "Start with question 1")
    press(lead, "Open the vote")
    expect(lead.locator("#lead-place")).to_contain_text("first vote")
    phone.get_by_role("link", name="Look again").click()
    phone.locator("button.ballot-option", has_text=KEY).click()

    expect(phone.locator("#ballot-said")).to_contain_text("Your vote:")
    expect(phone.locator("#lesson-link-word")).to_have_text("As it was when you opened the page.")


@pytest.mark.browser
@pytest.mark.slow
def test_pages_of_a_lesson_are_fit_for_everybody(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld
):
    lead = open_browser(person=teacher, reduced_motion="reduce").new_page()
    lead.goto(new_lesson(world))
    faults = looked_over(lead)
    address = begun(lead, world, "What pulls", "Who works")
    wall = open_browser(person=teacher, reduced_motion="reduce").new_page()
    wall.goto(f"{address}/projector")
    faults += looked_over(lead) + looked_over(wall)
    phone = joined(open_browser("phone", learner, reduced_motion="reduce"))
    press(lead, "Start with question 1")
    press(lead, "Open the vote")
    chosen(phone, WRONG)
    faults += looked_over(lead) + looked_over(wall) + looked_over(phone)
    press(lead, "Close the vote")
    press(lead, "Discuss")
    expect(phone.locator("#lesson-where")).to_contain_text("Talk with your neighbour")
    faults += looked_over(lead) + looked_over(wall) + looked_over(phone)
    lead.get_by_role("button", name="Show the answer").click()
    expect(phone.locator(".is-right")).to_be_visible()
    expect(wall.locator(".stage-key")).to_be_visible()
    faults += looked_over(lead) + looked_over(wall) + looked_over(phone)
    for end in ("/report", "/end", "/questions/new"):
        lead.goto(f"{address}{end}")
        faults += looked_over(lead)
    phone.goto("/lesson")

    assert [*faults, *looked_over(phone)] == []


def looked_over(page: Page) -> list[str]:
    """What is wrong with a page in light and dark, and on small and wide screens."""
    faults = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wait_for_paint(page)
        faults += accessibility_faults(page)
    for width in (320, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        wait_for_paint(page)
        faults += [*small_targets(page), *sticking_out(page)]
    return faults
