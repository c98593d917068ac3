"""Ten learners type numbers and words, by whatever hand; the analysis groups and counts them.

What each of them types is in a table, and so all figures can be worked out by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.analysis.item_columns import ItemColumn
from tests.analysis.analysed import analysed, column
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.class_visits import visited_class, visitor_of
from tests.support.classes import ClassWorld
from tests.support.drills import Finger, Keys, Mouse, start
from tests.support.people import signed_up
from tests.support.records import add_items
from tests.support.typed import NUMBER, SHORT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "To type"
QUIZ = f"""\
  - id: typing
    title: {TITLE}
    order: as-listed
    items: [how-many-boats, who-keeps]
"""
NO_NUMBER = "Type only the number, such as 1500, 1.5 or 1 million"
NO_WORDS = "Write it in words"
UNKNOWN = ""
CLASS: dict[str, tuple[type[Mouse], tuple[str, str]]] = {
    "mouse1": (Mouse, ("1.5 million", "the harbour master")),
    "mouse2": (Mouse, ("1,450,000", "The Harbour Master.")),
    "keys1": (Keys, ("1500000", "harbour mastre")),
    "keys2": (Keys, ("1,500,000", "the hárbour máster")),
    "touch1": (Finger, ("1.8 million", "Harbourmaster of the port")),
    "touch2": (Finger, ("2 million", "harbour mason")),
    "touch3": (Finger, ("2,000,000 boats", "the pilots")),
    "plain1": (Mouse, ("1800000", UNKNOWN)),
    "plain2": (Mouse, ("1,5 Mio.", "Pilots")),
    "plain3": (Finger, (UNKNOWN, "harbor master")),
}
"""By whatever hand, and what they type; the last three browsers run no script."""

REFUSED = {"touch3": ("lots of them", "?!"), "plain2": ("many", "...")}
"""What some send first, and is no answer yet."""

SAID = {
    "1,450,000": "Everything from 1,425,000 to 1,575,000 boats counts.",
    "1.8 million": "That was the year before.",
    "1800000": "That was the year before.",
    "1,5 Mio.": "Read as 1,500,000 boats",
    "harbour mastre": "Read as the harbour master",
    "the hárbour máster": "Read as the harbour master",
    "harbour mason": "Masons build it.",
}
"""What the page says of some, beside whether they are right."""

FACILITIES = {"how-many-boats": pytest.approx(5 / 10), "who-keeps": pytest.approx(6 / 10)}
TOGETHER = pytest.approx((4 * 3 - 1 * 2) / (5 * 5 * 6 * 4) ** 0.5)
"""Each is the rest of the other. Four have both right, three neither, one the number alone and two
the words alone: so phi, with five and five, six and four beside the table."""

NUMBERS = {
    "1.5 million boats": (5, {"1.5 million", "1,450,000", "1500000", "1,500,000", "1,5 Mio."}),
    "1.8 million boats": (2, {"1.8 million", "1800000"}),
    "2,000,000 boats": (2, {"2 million", "2,000,000 boats"}),
}
WORDS = {
    "the harbour master": (
        5,
        {
            "the harbour master",
            "The Harbour Master.",
            "harbour mastre",
            "the hárbour máster",
            "harbor master",
        },
    ),
    "harbourmaster of the port": (1, {"Harbourmaster of the port"}),
    "the harbour mason": (1, {"harbour mason"}),
    "the pilots": (2, {"the pilots", "Pilots"}),
}
RIGHT = (
    NUMBERS["1.5 million boats"][1]
    | WORDS["the harbour master"][1]
    | WORDS["harbourmaster of the port"][1]
)


@pytest.fixture
def world(app: Flask, bank_file: Path) -> ClassWorld:
    """A class of ten that has not begun."""
    add_items(bank_file, NUMBER + SHORT, QUIZ)
    for name in CLASS:
        signed_up(app, name)
    return visited_class(app, *CLASS).world


def send_in_vain(hand: Mouse, text: str, hint: str) -> None:
    """Send what is no answer: it stays, with how to write one."""
    hand.write(text)
    hand.answer()
    expect(hand.page.locator("#errors")).to_contain_text(hint)
    expect(hand.page.get_by_label("Your answer")).to_have_value(text)


def send(hand: Mouse, text: str) -> None:
    """Send an answer, or "I don't know"."""
    if text == UNKNOWN:
        hand.press(hand.page.get_by_role("button", name="I don’t know"))
        return
    hand.write(text)
    hand.answer()


def take_it(hand: Mouse, given: tuple[str, str], refused: tuple[str, str] | None) -> None:
    """Type both answers, and leave the results on the page."""
    start(hand, TITLE)
    kinds = zip(given, refused or ("", ""), ("decimal", "text"), (NO_NUMBER, NO_WORDS), strict=True)
    for position, (text, in_vain, keyboard, hint) in enumerate(kinds, start=1):
        expect(hand.page).to_have_title(re.compile(f"^Question {position} of 2"))
        expect(hand.page.get_by_label("Your answer")).to_have_attribute("inputmode", keyboard)
        if in_vain:
            send_in_vain(hand, in_vain, hint)
        send(hand, text)
        verdict = "Right" if text in RIGHT else "Not right" if text else "You said you don’t know"
        expect(hand.page).to_have_title(re.compile(f"^{verdict} · Question {position}"))
        expect(hand.page.locator("#main")).to_contain_text(SAID.get(text, "Right answer"))
        hand.go_on()
    expect(hand.page.locator("h1.score")).to_be_visible()


def groups(of: ItemColumn) -> Mapping[str, tuple[int, set[str]]]:
    """How many typed what is read as this, and in which ways."""
    (asked,) = of.questions
    return {
        asked.texts[use.option]: (use.count, set(asked.ways.get(use.option, ())))
        for use in asked.figures.options
    }


def test_the_analysis_of_ten_who_typed_by_every_hand_is_as_worked_out_by_hand(
    app: Flask, world: ClassWorld, open_browser: OpenBrowser, watch: Watch
) -> None:
    watch.allow("422")

    for name, (hand, given) in CLASS.items():
        device = "phone" if issubclass(hand, Finger) else "desktop"
        has_script = not name.startswith("plain")
        browser = open_browser(device, visitor_of(app, name), java_script_enabled=has_script)
        take_it(hand(app, browser.new_page()), given, REFUSED.get(name))
        browser.close()

    with app.app_context():
        found = analysed(world, quiz="typing")
    number, words = (column(found, key) for key in FACILITIES)
    assert {each.item_key: each.figures.facility for each in found.columns} == FACILITIES
    assert [each.figures.n for each in found.columns] == [10, 10]
    assert [each.figures.item_rest for each in found.columns] == [TOGETHER, TOGETHER]
    assert groups(number) == NUMBERS
    assert groups(words) == WORDS
