"""A teacher who never sees YAML: a question written by keys alone, and an import with a look."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quizapp.domain.bank import read_bank
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.looking import accessibility_faults, small_targets, sticking_out, tab_to
from tests.support.people import Visitor

pytestmark = pytest.mark.browser

GIFT = """\
::pilots::Who steers a ship into the harbour? {=The pilot ~The cook#The cook cooks. ~The owner}

::essay::Write about the sea. {}

::tide::The tide comes twice a day. {T}
"""


def write(page: Page, label: str, text: str, at: int = 0) -> None:
    """Go to a field with Tab, and type."""
    tab_to(page, page.get_by_label(label, exact=True).nth(at))
    page.keyboard.type(text)


@pytest.mark.slow
def test_a_question_is_written_and_published_by_keys_alone(
    open_browser: OpenBrowser, watch: Watch, teacher: Visitor, bank_file: Path
):
    watch.allow("422")
    page = open_browser(person=teacher).new_page()
    page.goto("/teach/bank/items/new")
    tab_to(page, page.get_by_role("link", name="One right answer"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A new question")

    write(page, "Question", "Who reads the table?")
    write(page, "Answer", "The pilots")
    write(page, "Answer", "The bakers", at=1)
    write(page, "Feedback to whoever chooses it", "They bake.", at=1)
    write(page, "Quote from the article", "the pilots read")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Choose a topic, or give a new one a title.")).to_be_visible()
    expect(page.locator("figure mark")).to_have_text("the pilots read")
    write(page, "Or a new topic", "People of the harbour")
    tab_to(page, page.get_by_role("button", name="Review and publish"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Before publishing")
    tab_to(page, page.get_by_role("button", name="Publish"))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Published.")).to_be_visible()
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    assert bank.items["who-reads-the-table"].topic == "people-of-the-harbour"


@pytest.mark.slow
@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_a_file_is_imported_after_a_look_at_each_question(
    has_scripts: bool,
    open_browser: OpenBrowser,
    teacher: Visitor,
    bank_file: Path,
    tmp_path: Path,
):
    file = tmp_path / "ships.gift"
    file.write_text(GIFT, encoding="utf-8")
    browser = open_browser("phone", person=teacher, java_script_enabled=has_scripts)
    page = browser.new_page()

    page.goto("/teach/bank/import")
    page.get_by_label("File", exact=True).set_input_files(file)
    page.get_by_role("button", name="Look at the questions").click()
    expect(page.get_by_text("an essay, which nobody but a teacher can mark")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(2)
    if has_scripts:
        assert accessibility_faults(page) == []
        assert sticking_out(page) == []
    page.get_by_role("checkbox", name="The tide comes twice a day.").uncheck()
    page.get_by_role("button", name="Review and publish").click()
    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("Published.")).to_be_visible()
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    assert "pilots" in bank.items
    assert "tide" not in bank.items


PAGES = [
    "/teach/bank/items",
    "/teach/bank/items/new",
    "/teach/bank/items/new?type=choice",
    "/teach/bank/items/who-reads/edit",
    "/teach/bank/items/bare-flats/edit",
    "/teach/bank/items/spring-tide/edit",
    "/teach/bank/items/ebb/edit",
    "/teach/bank/items/ebb/delete",
    "/teach/bank/import",
    "/teach/bank/export?about=aiken",
]


@pytest.mark.slow
@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_nobody_is_kept_from_using_the_pages(
    device: str, open_browser: OpenBrowser, teacher: Visitor
):
    page = open_browser(device, person=teacher).new_page()
    faults: dict[str, list[str]] = {}

    for path in PAGES:
        page.goto(path)
        faults[path] = [*accessibility_faults(page), *sticking_out(page), *small_targets(page)]

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.slow
def test_colours_can_be_read_in_the_dark(open_browser: OpenBrowser, watch: Watch, teacher: Visitor):
    watch.allow("422")
    page = open_browser(person=teacher, color_scheme="dark").new_page()
    page.goto("/teach/bank/items/new?type=multiple")

    page.get_by_role("button", name="Check").last.click()
    expect(page.locator(".note.bad")).to_be_visible()

    assert accessibility_faults(page, "color-contrast") == []
