"""Counts what a person presses on the way to something: clicks, and keys on controls.

    clicks = Clicks.counted(page)  # before the first page is fetched
    page.goto(desk)
    clicks.begin()
    ...
    assert clicks.count <= 3, clicks.told

Typing is not counted. A choice in a list that opens is two presses, as it is for a person: one
opens it, one chooses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

_SCRIPT = """
(() => {
  const controls = "a[href], button, input, select, textarea, summary, label, [role=button]";
  const typed = "textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])"
    + ":not([type=button]):not([type=submit]):not([type=reset]):not([type=file])";
  const moving = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
  const named = (element) => (element.getAttribute("aria-label") || element.innerText
    || element.value || element.name || element.id || "").trim().slice(0, 40);
  const tell = (what, element) =>
    window.tellPress(`${what} ${element.tagName.toLowerCase()} ${named(element)}`);
  const isPress = (event, control) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return true;
    if (event.key === "Enter") return !control.matches("textarea, [contenteditable]");
    if (event.key === " ") return !control.matches(typed);
    return moving.includes(event.key) && control.matches("input[type=radio], select");
  };
  window.addEventListener("pointerdown", (event) => {
    const control = event.target.closest?.(controls);
    if (control) tell("click", control);
  }, true);
  window.addEventListener("keydown", (event) => {
    const control = event.target.closest?.(controls + ", [contenteditable], [tabindex]");
    if (control && isPress(event, control)) tell(event.key, control);
  }, true);
  window.addEventListener("change", (event) => {
    // What a test chooses by `select_option` comes without a pointer and without a key.
    if (event.isTrusted || !event.target.matches("select")) return;
    tell("open", event.target);
    tell("choose", event.target);
  }, true);
})();
"""


@dataclass
class Clicks:
    """The presses in all pages of a browser since the last `begin`, in their order."""

    page: Page
    presses: list[str] = field(default_factory=list)

    @classmethod
    def counted(cls, page: Page) -> Clicks:
        """Count from the next page that is fetched on, in pages that open beside it as well."""
        clicks = cls(page)
        page.context.expose_binding("tellPress", clicks._note)
        page.context.add_init_script(_SCRIPT)
        return clicks

    def begin(self) -> None:
        """Count anew from here: the person is where the way begins."""
        self._settle()
        self.presses.clear()

    @property
    def count(self) -> int:
        """How many presses it were."""
        self._settle()
        return len(self.presses)

    @property
    def told(self) -> str:
        """The presses in words, for a test that finds them too many."""
        return "; ".join(self.presses)

    def _note(self, _source: dict[str, Any], press: str) -> None:
        self.presses.append(press)

    def _settle(self) -> None:
        """What was pressed is told before the page answers this."""
        self.page.evaluate("0")
