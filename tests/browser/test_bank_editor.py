"""The editor of the questions: findings as one types, completion, preview, draft, publishing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.bank_editor import ONE_ERROR, go_to, opened, preview, status, type_over
from tests.browser.conftest import OpenBrowser
from tests.support.drills import Finger, Mouse, answer_rightly, start
from tests.support.layered_bank import divide_source
from tests.support.looking import accessibility_faults, small_targets, sticking_out
from tests.support.people import Visitor

pytestmark = pytest.mark.browser

OLD, NEW = "What pulls at the sea and makes it rise?", "What lifts the sea twice a day?"


@pytest.fixture
def browser(open_browser: OpenBrowser, teacher: Visitor) -> BrowserContext:
    return open_browser("desktop", teacher)


def take_first(page: Page, *labels: str) -> None:
    """Take the first of the completions that are offered, which are these."""
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_text(list(labels))
    page.wait_for_timeout(200)  # the editor takes no key for a choice that nobody can have read
    page.keyboard.press("Enter")


@pytest.mark.slow
def test_an_error_is_seen_mended_and_published_while_running_attempts_keep_the_old_text(
    app: Flask, browser: BrowserContext, open_browser: OpenBrowser, bank_file: Path
):
    running = Mouse(app, open_browser().new_page())
    start(running, "Everything about the tides")
    expect(running.page.locator(".stem")).to_have_text(OLD)
    page = opened(browser)

    go_to(page, "what-pulls", "topic")
    page.keyboard.type("n")
    expect(page.locator(".cm-lintRange-error")).to_have_text("moonn")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    finding = page.locator(".editor-findings li", has_text="Error B302")
    expect(finding).to_contain_text("Did you mean `moon`?")
    expect(status(page)).to_have_text(ONE_ERROR)
    page.keyboard.press("Backspace")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)

    go_to(page, "what-pulls", "stem")
    type_over(page, OLD, NEW)
    expect(preview(page).locator(".look-stem").first).to_have_text(NEW)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1, name="Before publishing")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator("#flash")).to_contain_text("Published.")

    assert NEW in bank_file.read_text(encoding="utf-8")
    fresh = Finger(app, open_browser("phone").new_page())
    start(fresh, "Everything about the tides")
    expect(fresh.page.locator(".stem")).to_have_text(NEW)
    running.page.reload()
    expect(running.page.locator(".stem")).to_have_text(OLD)
    answer_rightly(running)
    expect(running.page.locator(".look-stem")).to_have_text(OLD)


@pytest.mark.slow
def test_keys_topics_types_and_ids_are_completed(browser: BrowserContext):
    page = opened(browser)
    line = page.locator(".cm-activeLine")

    go_to(page, "what-pulls", "topic")
    type_over(page, "moon", "sh")
    take_first(page, "shoreOn the shore")
    expect(line).to_have_text("    topic: shore")

    page.keyboard.press("Enter")
    page.keyboard.type("lev")
    take_first(page, "level")
    page.keyboard.press("Control+Space")
    take_first(page, "evaluate", "reason", "recall")
    expect(line).to_have_text("    level: evaluate")

    page.keyboard.press("Control+End")
    page.keyboard.type("  - id: chosen\ntitle: Chosen\nitems: [eb")
    take_first(page, "ebbebb")
    expect(line).to_have_text("    items: [ebb")


@pytest.mark.slow
def test_a_text_that_is_a_list_has_its_own_keys(browser: BrowserContext, bank_file: Path):
    divide_source(bank_file)
    page = opened(browser)
    page.locator(".cm-line", has_text="paragraph: 4").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("par")
    take_first(page, "paragraph")

    expect(page.locator(".cm-activeLine")).to_have_text("          paragraph: ")


@pytest.mark.slow
def test_a_whole_question_is_offered_to_fill_in(browser: BrowserContext):
    page = opened(browser)

    go_to(page, "slack", "definition")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("- new-ter")
    take_first(page, "new-terma whole question")
    for words in ("rip", "shore", "rip current", "a strong flow away from the shore"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")

    expect(page.locator(".outline-items a", has_text="rip current")).to_have_count(1)
    expect(preview(page)).to_contain_text("a strong flow away from the shore")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


@pytest.mark.slow
def test_the_question_at_the_cursor_is_shown_as_asked_answered_and_card(browser: BrowserContext):
    page = opened(browser)

    go_to(page, "spring-tide", "topic")

    expect(preview(page).get_by_text("As it is asked")).to_have_count(2)
    expect(preview(page)).to_contain_text("A spring tide comes when ____ and moon pull")
    expect(preview(page)).to_contain_text("Wind has no part in it.")
    expect(preview(page).locator("mark")).to_have_text("sun and moon pull along one line")
    expect(preview(page)).to_contain_text("As 2 cards")
    expect(preview(page)).to_contain_text("Nobody has answered it yet.")
    expect(page.locator(".outline-items [aria-current] .outline-name")).to_have_text(
        "A spring tide comes when … and moon pull along one …."
    )


@pytest.mark.slow
def test_keys_alone_lead_in_to_the_next_finding_and_out_again(browser: BrowserContext):
    page = opened(browser)
    content = page.locator(".cm-content")
    expect(content).to_have_accessible_name(re.compile("press Escape and then Tab"))

    go_to(page, "ebb", "topic")
    page.keyboard.type("x")
    expect(status(page)).to_have_text(ONE_ERROR)
    page.keyboard.press("Home")
    page.keyboard.press("F8")
    expect(page.locator(".cm-activeLine")).to_contain_text("topic: shorex")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")

    expect(content).not_to_be_focused()
    expect(page.locator(".editor-finding").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(content).to_be_focused()


@pytest.mark.slow
def test_typing_over_a_coloured_word_leaves_no_style_behind(browser: BrowserContext):
    page = opened(browser)
    go_to(page, "what-pulls", "hint")

    page.keyboard.press("Home")
    for _ in "hint":
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.type("explanation")

    expect(page.locator(".cm-activeLine")).to_have_text("    explanation: Look up at night.")
    expect(page.locator(".cm-line [style]")).to_have_count(0)


@pytest.mark.slow
def test_a_question_mark_is_typed_and_opens_nothing(browser: BrowserContext):
    page = opened(browser)
    go_to(page, "what-pulls", "hint")

    page.keyboard.type("??")

    expect(page.locator(".cm-activeLine")).to_contain_text("Look up at night.??")
    expect(page.locator("dialog[open]")).to_have_count(0)


@pytest.mark.slow
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    device: str, open_browser: OpenBrowser, teacher: Visitor
):
    page = opened(open_browser(device, teacher))
    go_to(page, "who-reads", "topic")
    page.keyboard.type("x")
    expect(status(page)).to_have_text(ONE_ERROR)
    expect(preview(page)).to_contain_text("Choose all that apply")

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)

        assert accessibility_faults(page) == []
    assert small_targets(page) == []
    assert sticking_out(page) == []


@pytest.mark.slow
def test_without_a_script_the_plain_text_area_is_there(open_browser: OpenBrowser, teacher: Visitor):
    page = open_browser("desktop", teacher, java_script_enabled=False).new_page()

    page.goto("/teach/bank")

    expect(page.get_by_label("Text of the file questions.yaml")).to_be_visible()
    expect(page.locator(".editor-aside")).to_be_hidden()
