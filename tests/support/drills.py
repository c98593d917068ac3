"""Taking a quiz in a browser by whatever hand: mouse, finger or keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.support.looking import place, tab_to
from tests.support.records import key_numbers, key_texts


@dataclass
class Mouse:
    """Clicks."""

    app: Flask
    page: Page

    def press(self, target: Locator) -> None:
        """Work a link, a button or an option."""
        target.click()

    def choose(self, number: int) -> None:
        """Choose the option of this number."""
        self.press(self.page.locator(f"[for=choice-{number}]"))

    def give_each(self, numbers: list[int]) -> None:
        """Give each prompt, or each statement, the option of this number."""
        for prompt, number in enumerate(numbers, start=1):
            listed = self.page.locator(f"select#prompt-{prompt}")
            if listed.count():
                listed.select_option(str(number))
            else:
                self.press(self.page.locator(f"#prompt-{prompt}-{number}"))

    def put_in_order(self, numbers: list[int]) -> None:
        """Move the entries until they stand so; without a script, give each its place."""
        for place_wanted, number in enumerate(numbers, start=1):
            chosen = self.page.locator(f"#place-{number}")
            if chosen.is_visible():
                chosen.select_option(str(place_wanted))
                continue
            while int(chosen.input_value()) > place_wanted:
                self.press(self.page.locator(f"#up-{number}"))

    def write(self, text: str) -> None:
        """Type an answer in place of what stands in the field."""
        self.press(self.page.locator("#typed"))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def answer(self) -> None:
        """Send what was chosen."""
        self.press(self.page.get_by_role("button", name="Answer", exact=True))

    def go_on(self) -> None:
        """Leave the look back."""
        self.press(self.page.locator("[data-next]"))


class Finger(Mouse):
    """Taps."""

    def press(self, target: Locator) -> None:
        """Work a link, a button or an option."""
        target.tap()

    def choose(self, number: int) -> None:
        """Choose the option of this number; a sentence by its first words."""
        words = self.page.locator(f".place-part[for=choice-{number}] .place-words")
        if not words.count():
            super().choose(number)
            return
        words.scroll_into_view_if_needed()
        left, top = words.evaluate("e => { const l = e.getClientRects()[0]; return [l.x, l.y] }")
        self.page.touchscreen.tap(left + 20, top + 10)


class Keys(Mouse):
    """Finds its way by Tab, and uses the keys of a drill: digits and letters by turns."""

    def press(self, target: Locator) -> None:
        """Work a link or a button."""
        tab_to(self.page, target)
        self.page.keyboard.press("Enter")

    def choose(self, number: int) -> None:
        """Choose the option of this number."""
        is_digit = place(self.page)[1] % 2 or number > 6  # letters beyond F do other things
        self.page.keyboard.press(str(number) if is_digit else "ABCDEF"[number - 1])

    def give_each(self, numbers: list[int]) -> None:
        """Give each prompt, or each statement, the option of this number, by the arrows."""
        for prompt, number in enumerate(numbers, start=1):
            listed = self.page.locator(f"select#prompt-{prompt}")
            if listed.count():
                tab_to(self.page, listed)
                steps = number  # the list begins with nothing chosen
            else:
                tab_to(self.page, self.page.locator(f"#prompt-{prompt}-1"))
                self.page.keyboard.press("Space")
                steps = number - 1
            for _ in range(steps):
                self.page.keyboard.press("ArrowDown")

    def write(self, text: str) -> None:
        """Go to the field, and type an answer in place of what stands there."""
        tab_to(self.page, self.page.locator("#typed"))  # which chooses all of its text
        self.page.keyboard.type(text)

    def answer(self) -> None:
        """Send what was chosen."""
        self.page.keyboard.press("Enter")

    def go_on(self) -> None:
        """Leave the look back."""
        self.page.keyboard.press("Enter")


def start(hand: Mouse, quiz_title: str) -> str:
    """Find the quiz from the home page and begin it; gives the attempt's address."""
    hand.page.goto("/")
    for name in ("Quizzes", quiz_title):
        hand.press(hand.page.get_by_role("link", name=name, exact=True))
        expect(hand.page).not_to_have_title(re.compile("Today"))
    hand.press(hand.page.get_by_role("button", name="Start the quiz"))
    expect(hand.page.locator("#answer")).to_be_visible()
    hand.page.wait_for_load_state()  # from then on the keys have their meaning
    return place(hand.page)[0]


def answer_rightly(hand: Mouse) -> None:
    """Choose the keys of the item on the page, and send them."""
    numbers = key_numbers(hand.app, *place(hand.page))
    if hand.page.locator("#typed").count():
        hand.write(key_texts(hand.app, *place(hand.page))[0])
        hand.press(hand.page.get_by_role("button", name="Answer", exact=True))
        return
    if hand.page.locator("[data-entries]").count():
        hand.put_in_order(numbers)
        hand.press(hand.page.get_by_role("button", name="Answer", exact=True))
        return
    if hand.page.locator("[data-prompts]").count():
        hand.give_each(numbers)
        hand.press(hand.page.get_by_role("button", name="Answer", exact=True))
        return
    for number in numbers:
        hand.choose(number)
        expect(hand.page.locator(f"#choice-{number}")).to_be_checked()
    hand.answer()


def take(hand: Mouse, count: int, look: Callable[[], None]) -> None:
    """Answer all items rightly, looking at each page; leaves the results on the page."""
    for number in range(1, count + 1):
        expect(hand.page).to_have_title(re.compile(f"^Question {number} of {count} "))
        look()
        answer_rightly(hand)
        expect(hand.page).not_to_have_title(re.compile(f"^Question {number} of {count} "))
        if hand.page.title().startswith("Right"):
            look()
            hand.go_on()
    expect(hand.page.locator("h1.score")).to_have_text(re.compile(f"{count} of {count}"))
    look()
