"""A bank in other words, in a browser: chosen, answered and looked back on, also from the right."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.people import Visitor
from tests.support.translated import FRENCH, french_file, laid_out, save_long_ago
from tests.support.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARABIC = {
    "id: fr\n": "id: ar\n",
    "name: Français": "name: العربية",
    "language: fr": "language: ar",
    "stem: Qu’est-ce qui attire la mer et la fait monter ?": "stem: ما الذي يجذب البحر ويرفعه؟",
    "key: La lune\n": "key: القمر\n",
    "- Le vent:": "- الريح:",
    "- Le port:": "- الميناء:",
    "- Les pilotes\n": "- المرشدون\n",
}


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    path = laid_out(tmp_path)
    arabic = FRENCH
    for old, new in ARABIC.items():
        assert old in arabic
        arabic = arabic.replace(old, new, 1)
    save_long_ago(french_file(path).with_name("ar.yaml"), arabic)
    return path


def choose(page: Page, name: str) -> None:
    page.goto("/quizzes/all")
    page.get_by_role("link", name="Read it in other words").click()
    page.get_by_label(name).check()
    page.get_by_role("button", name="Read it like this").click()
    expect(page).to_have_url(re.compile("/quizzes/all$"))


@pytest.mark.parametrize("has_script", [True, False])
def test_a_learner_reads_answers_and_looks_back_in_french(
    open_browser: OpenBrowser, *, has_script: bool
) -> None:
    page = open_browser("phone", java_script_enabled=has_script).new_page()
    choose(page, "Français")
    expect(page.get_by_role("heading", name="Tout sur les marées")).to_be_visible()

    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_label("Le vent").check()
    page.get_by_text("In English").click()

    expect(page.get_by_text("What pulls at the sea and makes it rise?")).to_be_visible()
    expect(page.get_by_label("Le vent")).to_be_checked()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Le vent fait des vagues, pas la marée.")).to_be_visible()
    expect(page.get_by_text("La lune attire la mer, et l’eau monte.")).to_be_visible()
    page.get_by_role("link", name="Next question").click()
    expect(page.get_by_role("heading", name="Qui travaille avec la table")).to_be_visible()


def test_arabic_runs_from_the_right_and_its_buttons_stand_where_reading_begins(
    open_browser: OpenBrowser,
) -> None:
    page = open_browser("phone").new_page()
    choose(page, "العربية")

    page.get_by_role("button", name="Start the quiz").click()

    stem = page.locator("h1.stem")
    expect(stem).to_have_attribute("lang", "ar")
    assert stem.evaluate("stem => getComputedStyle(stem).direction") == "rtl"
    text, button = (
        page.locator(f".option {part}").first.evaluate("e => e.getBoundingClientRect().x")
        for part in ("span", "input")
    )
    assert button > text


def test_nothing_is_wrong_with_the_pages_of_versions(
    walk: Callable[..., Walk], learner: Visitor, teacher: Visitor
) -> None:
    going = walk(learner)
    going.look_at("/version")
    choose(going.page, "Français")
    for path in ("/quizzes/all", "/article", "/cards?show=flood"):
        going.look_at(path)
    going.page.goto("/quizzes/all")
    going.page.get_by_role("button", name="Start the quiz").click()
    going.page.get_by_text("In English").click()
    going.look("a question in French")
    teaching = walk(teacher)
    teaching.look_at("/teach/bank")
    teaching.look_at("/teach/quizzes/all/paper?version=fr&forms=1&seed=1&items=same")

    assert going.faults == {}
    assert teaching.faults == {}
