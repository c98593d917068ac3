"""How many presses marks take, from the class's desk; and that the grid stands where it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from quizapp.models import ScoreOverride
from tests.analysis.analysed import play
from tests.browser.conftest import OpenBrowser
from tests.support.class_visits import VisitedClass, visited_class, visitor_of
from tests.support.clicks import Clicks
from tests.support.copied_attempts import copy_into
from tests.support.looking import accessibility_faults
from tests.support.people import Visitor
from tests.support.playing import all_rows


@pytest.fixture
def new_room(app: Flask, learner: Visitor, stranger: Visitor) -> VisitedClass:
    return visited_class(app, learner.name, stranger.name)


@pytest.fixture
def room(app: Flask, new_room: VisitedClass) -> VisitedClass:
    """A class with one quiz, which one of its two learners has taken."""
    room = new_room
    with app.app_context():
        world = room.world
        first = world.assign("all", due_at=world.now + timedelta(days=1))
        world.play(first, world.learner_ids[0], wrong=(1,))
    return room


def at_desk(room: VisitedClass, open_browser: OpenBrowser) -> tuple[Page, Clicks]:
    page = open_browser("desktop", visitor_of(room.app, "tova")).new_page()
    clicks = Clicks.counted(page)
    page.goto(room.address)
    clicks.begin()
    return page, clicks


@pytest.mark.slow
def test_a_score_by_hand_takes_three_presses_and_is_undone_in_one(
    app: Flask, room: VisitedClass, open_browser: OpenBrowser
):
    page, clicks = at_desk(room, open_browser)

    page.get_by_role("link", name="Marks", exact=True).click()
    page.get_by_role("link", name="80", exact=True).click()
    page.get_by_label("By hand").fill("5")
    page.get_by_label("Reason").fill("Oral")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("link", name="by hand 100")).to_be_visible()
    assert clicks.count <= 3, clicks.told
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="80", exact=True)).to_be_visible()
    with app.app_context():
        assert [row.share for row in all_rows(ScoreOverride)] == [1.0, None]


@pytest.mark.slow
def test_exporting_marks_takes_two_presses(room: VisitedClass, open_browser: OpenBrowser):
    page, clicks = at_desk(room, open_browser)

    page.get_by_role("link", name="Marks", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export to Excel").click()

    assert download.value.suggested_filename.endswith(".xlsx")
    assert clicks.count <= 2, clicks.told


@pytest.mark.slow
def test_a_wrong_key_is_regraded_five_presses_after_it_was_noticed(
    app: Flask, new_room: VisitedClass, open_browser: OpenBrowser
):
    with app.app_context():
        strong, weak = play(new_room.world, 0, 1), play(new_room.world, 1, 2, 3, 5)
        copy_into(new_room.world, strong, 14)
        copy_into(new_room.world, weak, 11)
    new_room.assign("all")
    page, clicks = at_desk(new_room, open_browser)

    page.get_by_role("link", name="See the question").first.click()
    page.get_by_role("button", name="the key").first.click()
    page.get_by_role("button", name="Change").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Regrade")
    assert clicks.count <= 5, clicks.told


@pytest.mark.slow
def test_a_cell_opens_and_closes_by_keyboard_where_it_is(
    room: VisitedClass, open_browser: OpenBrowser
):
    page, _ = at_desk(room, open_browser)
    page.goto(f"{room.address}/gradebook")
    cell = page.get_by_role("link", name="80", exact=True)
    cell.focus()

    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_label("By hand")).to_be_focused()
    assert "cell=" in page.url
    assert accessibility_faults(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(cell).to_be_focused()
    assert "cell=" not in page.url


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_grid_and_an_open_cell_can_be_used_by_everybody(
    room: VisitedClass, open_browser: OpenBrowser, scheme, device
):
    page = open_browser(device, visitor_of(room.app, "tova"), color_scheme=scheme).new_page()

    for rows in ("roomy", "compact"):
        page.goto(f"{room.address}/gradebook?rows={rows}")
        assert accessibility_faults(page) == []
    page.locator(".marks td > a").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert accessibility_faults(page) == []
