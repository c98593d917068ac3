"""Ten learners answer passages, orders, matches and sorts, by whatever hand; the analysis counts.

What each of them gets wrong is in a table, and so all figures can be worked out by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.analysis.item_columns import ItemColumn
from quizapp.domain.items.content import option_id
from tests.analysis.analysed import analysed, column
from tests.browser.conftest import OpenBrowser
from tests.support import matches, orders, passages
from tests.support.class_visits import visited_class, visitor_of
from tests.support.classes import ClassWorld
from tests.support.drills import Finger, Keys, Mouse, start
from tests.support.people import signed_up
from tests.support.records import add_items, public_id

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "To mark and to move"
QUIZ = f"""\
  - id: moving
    title: {TITLE}
    order: as-listed
    items: [second-hand, one-tide, which-water, how-sure]
"""
PASSAGE, ORDER, MATCH, SORT = range(1, 5)
CLASS: dict[str, tuple[type[Mouse], set[int]]] = {
    "mouse1": (Mouse, set()),
    "mouse2": (Mouse, {PASSAGE}),
    "mouse3": (Mouse, {ORDER, MATCH}),
    "touch1": (Finger, set()),
    "touch2": (Finger, {PASSAGE, MATCH}),
    "touch3": (Finger, {SORT}),
    "keys1": (Keys, {MATCH}),
    "keys2": (Keys, {PASSAGE, ORDER, MATCH}),
    "plain1": (Mouse, {MATCH}),
    "plain2": (Mouse, {PASSAGE, ORDER, MATCH, SORT}),
}
"""By whatever hand, and which questions they get wrong; the last two browsers run no script."""

FACILITIES = {
    "second-hand": pytest.approx(6 / 10),
    "one-tide": pytest.approx((7 + 3 * 4 / 6) / 10),  # five pairs of entries right, one wrong
    "which-water": pytest.approx((4 + 6 * 2 / 3) / 10),
    "how-sure": pytest.approx((8 + 2 * 2 / 3) / 10),
}
ITEM_REST_OF_THE_PASSAGE = 0.3462
"""Thirds lost elsewhere: 0 1 2 3 by who got it wrong, 0 2 0 1 1 1 by who got it right. The means
differ by 2/3; times the root of 0.6 x 0.4, over the spread, the root of 21/10 - 1.1²."""

BOATS_WRONG = {**matches.PAIRS, "Boats can leave": "A spring tide"}
STORM_WRONG = {**matches.boxes(), "A storm comes": "Stated"}


@pytest.fixture
def world(app: Flask, bank_file: Path) -> ClassWorld:
    """A class of ten that has not begun."""
    add_items(bank_file, passages.ITEMS + orders.ITEM + matches.MATCH + matches.SORT, QUIZ)
    for name in CLASS:
        signed_up(app, name)
    return visited_class(app, *CLASS).world


def answers(attempt: str, wrong: set[int]) -> dict[int, list[int]]:
    """The numbers, as shown, of what somebody answers; needs an app context."""
    pairs = BOATS_WRONG if MATCH in wrong else matches.PAIRS
    boxes = STORM_WRONG if SORT in wrong else matches.boxes()
    return {
        PASSAGE: [1 if PASSAGE in wrong else 2],
        ORDER: [*orders.numbers_of(attempt, "abdc" if ORDER in wrong else "abcd", ORDER)],
        MATCH: [*matches.numbers_of(attempt, pairs, MATCH)],
        SORT: [*matches.numbers_of(attempt, boxes, SORT)],
    }


def take_it(app: Flask, hand: Mouse, wrong: set[int]) -> None:
    """Answer the four questions, and leave the results on the page."""
    address = start(hand, TITLE)
    with app.app_context():
        given = answers(public_id(address), wrong)
    ways: dict[int, Callable[[list[int]], None]] = {
        PASSAGE: lambda numbers: hand.choose(numbers[0]),
        ORDER: hand.put_in_order,
        MATCH: hand.give_each,
        SORT: hand.give_each,
    }
    for position, numbers in given.items():
        expect(hand.page).to_have_title(re.compile(f"^Question {position} of 4"))
        ways[position](numbers)
        hand.press(hand.page.get_by_role("button", name="Answer", exact=True))
        expect(hand.page).not_to_have_title(re.compile(f"^Question {position} of 4"))
        hand.go_on()
    expect(hand.page.locator("h1.score")).to_be_visible()


def counts(of: ItemColumn) -> dict[str, int]:
    """How many chose each option, or had each part right."""
    (asked,) = of.questions
    return {asked.texts[use.option]: use.count for use in asked.figures.options}


def test_the_analysis_of_ten_who_answered_by_every_hand_is_as_worked_out_by_hand(
    app: Flask, world: ClassWorld, open_browser: OpenBrowser
) -> None:
    for name, (hand, wrong) in CLASS.items():
        device = "phone" if issubclass(hand, Finger) else "desktop"
        has_script = not name.startswith("plain")
        browser = open_browser(device, visitor_of(app, name), java_script_enabled=has_script)
        take_it(app, hand(app, browser.new_page()), wrong)
        browser.close()

    with app.app_context():
        found = analysed(world, quiz="moving")
    passage, order, match, sort = (column(found, key) for key in FACILITIES)
    assert {each.item_key: each.figures.facility for each in found.columns} == FACILITIES
    assert passage.figures.item_rest == pytest.approx(ITEM_REST_OF_THE_PASSAGE, abs=0.0001)
    assert counts(passage) == dict(zip(passages.FIRST, (4, 6, 0), strict=True))
    assert [*counts(order).values()] == [10, 10, 7]  # neighbours: only the last two were changed
    assert counts(match)["Boats can leave → High water"] == 4
    assert match.questions[0].wrong == {option_id("Boats can leave"): ("A spring tide", 6)}
    assert counts(sort)["A storm comes → Could be"] == 8
    assert sort.questions[0].wrong == {option_id("A storm comes"): ("Stated", 2)}
