"""A session of two questions and two cards: by keys alone, at 320 px, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.drills import Finger, Keys, Mouse, answer_rightly
from tests.support.looking import (
    accessibility_faults,
    covered_controls,
    expect_focus_on_start,
    low_links,
    small_targets,
    sticking_out,
    tab_to,
)
from tests.support.missed_cards import miss_cards
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KNEW_IT = re.compile(r"^Knew it \d{1,2} \w+$")
"""A rating, by its name: it says the day."""


@pytest.fixture
def bank_file(bank_file: Path) -> Path:
    """The first four items of the small bank."""
    head, rest = bank_file.read_text(encoding="utf-8").split("  - id: ebb\n")
    quizzes = "quizzes:" + rest.split("quizzes:")[1].replace(", ebb", "")
    bank_file.write_text(head + quizzes, encoding="utf-8")
    return bank_file


@pytest.fixture
def learner(app: Flask, learner: Visitor) -> Visitor:
    """Somebody who missed two of the four items some days ago, and never met the others."""
    miss_cards(app, learner, "what-pulls", "bare-flats")
    return learner


def begin(hand: Mouse) -> None:
    hand.page.goto("/")
    expect(hand.page.locator("h1")).to_contain_text("4 questions")
    hand.press(hand.page.get_by_role("button", name="Start"))
    expect(hand.page.locator("[data-drill]")).to_be_visible()


def go_through(hand: Mouse, rate: Callable[[], None], look: Callable[[str], None]) -> list[str]:
    """Answer what comes, looking at each page; gives what came."""
    came = []
    for _ in range(4):
        is_card = hand.page.locator("[data-drill=card]").is_visible()
        came.append("card" if is_card else "question")
        look(came[-1])
        if is_card:
            rate()
        else:
            answer_rightly(hand)
            expect(hand.page.locator("h1.verdict")).to_be_visible()
            look("feedback")
            hand.go_on()
            expect(hand.page.locator("h1.verdict")).to_have_count(0)
    expect(hand.page.get_by_role("heading", name="Done for today", level=1)).to_be_visible()
    look("done")
    return came


def expect_next(page: Page, item: str) -> None:
    """Wait until another item than this card is there."""
    expect(page.locator(f"#rate [name=item_id][value='{item}']")).to_have_count(0)


def item_of(page: Page) -> str:
    return page.locator("#rate [name=item_id]").input_value()


class TestByKeys:
    """What a screen reader is told of is looked for as well."""

    @pytest.fixture
    def keys(self, app: Flask, open_browser: OpenBrowser, learner: Visitor) -> Keys:
        return Keys(app, open_browser("desktop", learner, reduced_motion="reduce").new_page())

    def test_from_home_to_done_with_nothing_in_the_way_of_a_screen_reader(self, keys: Keys):
        page, faults = keys.page, list[str]()

        def look(name: str) -> None:
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            if name != "home":
                expect_focus_on_start(page)
            faults.extend(f"{name}: {each}" for each in accessibility_faults(page))

        page.goto("/")
        look("home")
        begin(keys)
        came = go_through(keys, lambda: self.turn_and_rate(page), look)

        assert sorted(came) == ["card", "card", "question", "question"]
        assert not faults, "\n".join(faults)

    def turn_and_rate(self, page: Page) -> None:
        """The answer has the focus, and from there Tab leads to the ratings."""
        item = item_of(page)
        assert expansion(page) is False
        page.keyboard.press("Space")
        expect(page.locator(".card-back")).to_be_focused()
        assert expansion(page) is True
        assert columns_of_ratings(page) == 4
        assert accessibility_faults(page) == []
        expect(page.get_by_role("button", name=re.compile("^Forgot today$"))).to_be_visible()
        tab_to(page, page.get_by_role("button", name=KNEW_IT))
        page.keyboard.press("Enter")
        expect_next(page, item)

    def test_a_card_turned_back_is_read_on_at_its_front(self, keys: Keys):
        page = keys.page
        self.go_to_a_card(keys)

        page.keyboard.press("Enter")
        expect(page.locator(".card-back")).to_be_focused()
        page.keyboard.press("Enter")

        expect(page.locator("summary[data-flip]")).to_be_focused()
        assert expansion(page) is False

    def test_u_undoes_and_s_skips_nothing_that_cannot_be_skipped(self, keys: Keys):
        page = keys.page
        self.go_to_a_card(keys)
        item = item_of(page)
        page.keyboard.press("s")
        page.keyboard.press("Space")
        page.keyboard.press("4")
        expect_next(page, item)

        page.keyboard.press("u")
        expect(page.locator("#rate [name=item_id]")).to_have_value(item)
        expect(page.locator(".card-back")).to_be_focused()
        page.keyboard.press("2")

        expect(page.get_by_text("You chose “Hard”.")).to_be_visible()

    def go_to_a_card(self, keys: Keys) -> None:
        begin(keys)
        while not keys.page.locator("[data-drill=card]").is_visible():
            answer_rightly(keys)
            expect(keys.page.locator("h1.verdict")).to_be_visible()
            keys.go_on()
            expect(keys.page.locator("h1.verdict")).to_have_count(0)
        expect_focus_on_start(keys.page)


def expansion(page: Page) -> bool | None:
    """Whether a screen reader is told that the card is turned; None where it is told nothing."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    stem = page.locator("#main h1").inner_text()
    for node in nodes:
        if stem not in node.get("name", {}).get("value", ""):
            continue
        for each in node.get("properties", []):
            if each["name"] == "expanded":
                return bool(each["value"]["value"])
    return None


def columns_of_ratings(page: Page) -> int:
    lefts = "found => new Set(found.map(each => each.getBoundingClientRect().left)).size"
    return int(page.locator(".rating").evaluate_all(lefts))


def test_at_320_px_nothing_sticks_out_and_all_can_be_hit(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    finger = Finger(app, open_browser("phone", learner).new_page())
    page, faults = finger.page, list[str]()
    page.set_viewport_size({"width": 320, "height": 568})

    def look(name: str) -> None:
        found = [*sticking_out(page), *small_targets(page), *low_links(page)]
        found += covered_controls(page) + accessibility_faults(page, "target-size")
        page.evaluate("document.documentElement.dataset.textSize = 'largest'")
        found += [f"largest text: {each}" for each in sticking_out(page)]
        page.evaluate("delete document.documentElement.dataset.textSize")
        faults.extend(f"{name}: {each}" for each in found)

    def rate() -> None:
        item = item_of(page)
        finger.press(page.locator("summary[data-flip]"))
        expect(page.locator(".card-back")).to_be_visible()
        look("card turned")
        assert columns_of_ratings(page) == 2
        finger.press(page.get_by_role("button", name=KNEW_IT))
        expect_next(page, item)

    page.goto("/")
    look("home")
    begin(finger)
    go_through(finger, rate, look)
    for path in ("/", "/progress", "/article"):
        page.goto(path)
        look(path)

    assert not faults, "\n".join(faults)


def test_without_script_one_comes_to_the_end_and_can_undo(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    mouse = Mouse(app, open_browser("phone", learner, java_script_enabled=False).new_page())
    page, undone = mouse.page, list[str]()

    def rate() -> None:
        item = item_of(page)
        page.locator("summary[data-flip]").click()
        page.get_by_role("button", name=re.compile("^Easy")).click()
        expect_next(page, item)
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#rate [name=item_id]")).to_have_value(item)
        expect(page.locator(".card-back")).to_be_visible()
        page.get_by_role("button", name=KNEW_IT).click()
        expect_next(page, item)
        undone.append(item)

    begin(mouse)
    came = go_through(mouse, rate, lambda _name: None)

    assert sorted(came) == ["card", "card", "question", "question"]
    assert len(undone) == 2
