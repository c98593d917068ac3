"""A class watched live in browsers: what learners do shows by itself, on page and wall."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize, expect

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.web import clock
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.classes import ClassWorld, user_named
from tests.support.looking import accessibility_faults, small_targets, sticking_out, wait_for_paint
from tests.support.people import Visitor
from tests.support.playing import Player, published_from

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROMISED_MS = 3000
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's, the learner in it; use it in the app's context."""
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        new = NewClassroom("Class 7b", "Europe/Berlin")
        classroom_id = create_classroom(new, teacher_id, now)
        world = ClassWorld(published_from(bank_file), teacher_id, classroom_id, now)
        world.enrol(user_named(learner.name).id)
        for name in ("Ada", "Ben", "Cem"):
            world.add_learner(name)
    return world


@pytest.fixture
def assignment(app: Flask, world: ClassWorld) -> str:
    """The address of an assignment that three of the class have taken."""
    with app.app_context():
        assignment = world.assign()
        for learner_id in world.learner_ids[1:]:
            world.play(assignment, learner_id)
    return f"/teach/classrooms/{world.classroom_id}/assignments/{assignment}"


def looks_like_a_page(page: Page) -> list[str]:
    """What is wrong with a page in light and dark, and on the smallest screen."""
    faults = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        wait_for_paint(page)
        faults += accessibility_faults(page)
    page.set_viewport_size(NARROW)
    wait_for_paint(page)
    return [*faults, *small_targets(page), *sticking_out(page)]


NOTE_LOOKS = """
    const [wait, fetch] = [window.setTimeout, window.fetch];
    window.waits = [];
    window.looks = 0;
    window.setTimeout = (deed, ms) => { waits.push(ms ?? 0); return wait(deed, ms); };
    window.fetch = (...asked) => { looks += 1; return fetch(...asked); };
"""
"""Has a page note how often it looks for news, and for how long it waits in between."""


def wait_for_a_whole_look(page: Page) -> None:
    """Until what the page is told of a look that begins from now on is on the page."""
    begun = page.evaluate("looks")
    for _ in range(300):
        if page.evaluate("looks") >= begun + 2:
            return
        page.wait_for_timeout(100)
    pytest.fail("the page looks for no news")


def test_an_answer_shows_on_the_page_and_on_the_wall_in_time(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, assignment: str
):
    watching, wall = (open_browser(person=teacher).new_page() for _ in range(2))
    for each in (watching, wall):
        each.add_init_script(NOTE_LOOKS)
    watching.goto(f"{assignment}/live")
    wall.goto(f"{assignment}/projector")
    wall.get_by_role("link", name="Show answers").click()
    row = watching.get_by_role("row", name=re.compile("Lena"))
    expect(row).to_contain_text("not begun")
    expect(wall.locator(".wall-count")).to_contain_text("3 of 3")
    page = open_browser("phone", learner).new_page()
    page.goto(f"/assignments/{assignment.rsplit('/', 1)[1]}")
    page.locator("main form button").first.click()
    page.locator(".option").filter(has_text="The wind").click()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("h1.verdict")).to_be_visible()

    for each in (watching, wall):
        wait_for_a_whole_look(each)
        assert max(each.evaluate("waits")) < PROMISED_MS
    assert "question 2 of 5" in row.inner_text()
    assert "4 of 4" in wall.locator(".wall-count").inner_text()
    expect(watching.get_by_role("row", name=re.compile("^The wind"))).to_contain_text("25 %")
    wind = wall.locator(".wall-option").filter(has_text="The wind")
    expect(wind.locator(".wall-figure")).to_have_text(re.compile(r"1\s+25 %"))
    assert "Lena" not in wall.content()


def test_keys_work_the_wall_and_nothing_is_told_before(
    open_browser: OpenBrowser, teacher: Visitor, assignment: str
):
    page = open_browser(person=teacher).new_page()
    page.goto(f"{assignment}/projector")
    expect(page.locator("#live-word")).to_have_text("Updates by itself.")

    def told() -> tuple[bool, bool]:
        text = page.locator("#wall-item").inner_html()
        return "%" in text, "Right answer" in text

    assert told() == (False, False)
    page.keyboard.press("s")
    expect(page.locator(".wall-figure")).to_have_count(4)
    assert told() == (True, False)
    page.keyboard.press("k")
    expect(page.locator(".wall-key")).to_have_count(1)
    assert told() == (True, True)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".wall-place")).to_have_text(re.compile("^Question 2 of"))
    assert told() == (False, False)
    assert re.search(r"/projector/[0-9a-f]{16}$", page.url)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".wall-place")).to_have_text(re.compile("^Question 1 of"))
    page.get_by_role("link", name="Show answers").click()
    expect(page.locator(".wall-figure")).to_have_count(4)
    assert page.locator("#wall-answers").evaluate("node => node === document.activeElement")


def test_lost_connection_is_said_quietly_and_mends(
    open_browser: OpenBrowser, teacher: Visitor, assignment: str, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    browser = open_browser(person=teacher)
    page = browser.new_page()
    page.goto(f"{assignment}/live")
    expect(page.locator("#live-word")).to_have_text("Updates by itself.")

    browser.set_offline(True)
    expect(page.locator("#live-word")).to_have_text(
        re.compile(r"^Not updated since \d+:\d\d.*Trying again\.$")
    )
    expect(page.get_by_role("row", name=re.compile("Ada"))).to_contain_text("finished")
    browser.set_offline(False)

    expect(page.locator("#live-word")).to_have_text("Updates by itself.")


def test_nobody_asks_once_it_is_over_or_out_of_sight(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, world: ClassWorld, assignment: str
):
    with app.app_context():
        past = world.assign(closes_at=clock.now() - timedelta(minutes=1))
    browser = open_browser(person=teacher)
    over, hidden = browser.new_page(), browser.new_page()
    asked: list[str] = []
    over.goto(f"/teach/classrooms/{world.classroom_id}/assignments/{past}/live")
    expect(over.locator("#live-word")).to_have_text("This is over. Nothing will change any more.")
    hidden.goto(f"{assignment}/live")
    expect(hidden.locator("#live-word")).to_have_text("Updates by itself.")
    hidden.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { configurable: true, value: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    hidden.wait_for_timeout(300)
    for page in (over, hidden):
        page.on("request", lambda request: asked.append(request.url))

    hidden.wait_for_timeout(4500)

    assert asked == []
    hidden.evaluate(
        """() => {
            delete document.hidden;
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(hidden.locator("#live-word")).to_have_text("Updates by itself.")
    hidden.wait_for_timeout(500)
    assert asked


def test_live_page_and_wall_are_fit_for_everybody(
    open_browser: OpenBrowser, teacher: Visitor, assignment: str
):
    page = open_browser(person=teacher, reduced_motion="reduce").new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{assignment}/live")
    faults = looks_like_a_page(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{assignment}/projector")
    page.goto(page.locator("#wall-next").evaluate("node => node.href") + "?answers=1&key=1")

    assert [*faults, *looks_like_a_page(page)] == []


def test_learner_marks_words_by_selecting_them_and_the_teacher_sees_them(
    app: Flask, open_browser: OpenBrowser, teacher: Visitor, learner: Visitor, world: ClassWorld
):
    with app.app_context():
        attempt = Player(world.learner_ids[0], world.published).play("all", wrong=(1,))
    page = open_browser("desktop", learner).new_page()
    page.goto(f"/attempts/{attempt}/items/1")
    page.get_by_role("link", name="Challenge this answer").click()
    passage = page.locator("[data-passage=shore-2]")
    passage.evaluate(
        """element => {
            const range = document.createRange(), text = element.firstChild;
            range.setStart(text, text.data.indexOf("the pilots"));
            range.setEnd(text, text.data.indexOf(" it."));
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    expect(page.get_by_label("The words that speak against it")).to_have_value("the pilots read")
    expect(page.locator("#passage-shore-2")).to_be_checked()
    page.get_by_label("Why they speak against it").fill("They read it too.")
    faults = looks_like_a_page(page)
    page.get_by_role("button", name="Send to your teacher").click()
    expect(page.get_by_text("Your teacher has not decided yet.")).to_be_visible()

    desk = open_browser("desktop", teacher).new_page()
    desk.goto(f"/teach/classrooms/{world.classroom_id}/challenges")
    faults += looks_like_a_page(desk)
    desk.get_by_role("link", name="What pulls at the sea").click()
    expect(desk.locator("mark").first).to_have_text("the pilots read")
    faults += looks_like_a_page(desk)
    desk.get_by_label("Accept: another answer is right as well").check()
    desk.get_by_role("button", name="Decide and tell the learner").click()
    expect(desk.get_by_text("What to do now")).to_be_visible()
    faults += looks_like_a_page(desk)
    desk.get_by_role("link", name="See what full marks would change").click()

    expect(desk.get_by_role("button", name="Change 1 mark")).to_be_visible()
    assert faults == []
