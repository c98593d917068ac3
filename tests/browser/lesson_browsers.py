"""A lesson in browsers: begun, joined and voted in."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.classes import ClassWorld

KEY, WRONG = "The moon", "The wind"


def new_lesson(world: ClassWorld) -> str:
    bank_key = world.published.bank.id
    return f"/teach/classrooms/{world.classroom_id}/lessons/new?bank={bank_key}&quiz=all"


def begun(page: Page, world: ClassWorld, *questions: str) -> str:
    """A lesson of these questions, begun by its teacher; its address."""
    page.goto(new_lesson(world))
    for box in page.get_by_role("checkbox").all():
        box.set_checked(any(words in box.locator("..").inner_text() for words in questions))
    page.get_by_role("button", name="Start the lesson").click()
    expect(page.get_by_role("heading", name="Let the class in")).to_be_visible()
    return page.url


def press(page: Page, name: str) -> None:
    """Press the next step, once it is there and no tap of before can press it."""
    button = page.locator("#next-step", has_text=name)
    expect(button).to_be_visible()
    page.wait_for_timeout(550)
    button.click()


def joined(context: BrowserContext) -> Page:
    """A learner's phone in the lesson that the first page shows."""
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Join the lesson").click()
    expect(page.get_by_role("heading", name="You are in the lesson")).to_be_visible()
    return page


def chosen(page: Page, text: str) -> None:
    """Vote, once the vote is open."""
    page.locator("button.ballot-option", has_text=text).click()
    expect(page.locator("#ballot-said")).to_contain_text("Your vote:")
