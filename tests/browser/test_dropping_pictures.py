"""A picture dropped into the editor: kept, declared and shown, with its words to be written."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.bank_editor import go_to, opened, status
from tests.browser.conftest import OpenBrowser
from tests.support.people import Visitor
from tests.support.pictures import png

pytestmark = pytest.mark.browser

PASTE = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  document.querySelector(".cm-content").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
}"""


@pytest.mark.slow
def test_pasted_picture_stands_at_the_cursor(
    open_browser: OpenBrowser, teacher: Visitor, bank_file: Path
):
    page = opened(open_browser("desktop", teacher))
    go_to(page, "what-pulls", "stem")

    page.evaluate(PASTE, [base64.b64encode(png()).decode(), "Boat on mud.png"])

    line = page.locator(".cm-line", has_text="makes it rise?")
    expect(line).to_have_text("stem: What pulls at the sea and makes it rise?![](boat-on-mud)")
    expect(page.locator(".cm-content")).to_contain_text("file: boat-on-mud.png")
    expect(status(page)).to_contain_text("Errors: 1")
    assert (bank_file.parent / "pictures" / "boat-on-mud.png").read_bytes() == png()
