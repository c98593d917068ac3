"""Forms with everything that a browser would send of them: texts, choices, ticks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.pages import text_of
from tests.support.people import Visitor

NEW_CHOICE = {
    "stem": "What do the pilots read?",
    "key-text": "The table of the tides",
    "distractors-0-text": "The stars",
    "distractors-0-feedback": "Not in a harbour.",
    "distractors-1-text": "The newspaper",
    "distractors-1-feedback": "It says nothing of tides.",
    "topic": "shore",
    "level": "recall",
    "drills": ["quiz", "card"],
    "cites-0": "the pilots read it",
    "explanation": "The harbour master keeps it and the pilots read it.",
}
"""A new question, as its form sends it."""
_UNSENT = frozenset({"submit", "button", "file", "search"})


@dataclass
class WholeForm:
    """A form as it stands; buttons and files apart."""

    action: str
    fields: MultiDict[str, str] = field(default_factory=MultiDict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled_in(self, **changes: object) -> dict[str, object]:
        """What is sent after somebody has filled in some fields."""
        return {**self.fields.to_dict(flat=False), **changes}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[WholeForm] = []
        self._area: str | None = None
        self._words: list[str] = []
        self._select = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(WholeForm(given.get("action", "")))
        elif self.forms and tag in {"textarea", "select", "option", "button", "input"}:
            getattr(self, f"_begin_{tag}")(given)

    def _begin_textarea(self, given: dict[str, str]) -> None:
        self._area, self._words = given.get("name", ""), []

    def _begin_select(self, given: dict[str, str]) -> None:
        self._select, self._options = given.get("name", ""), []

    def _begin_option(self, given: dict[str, str]) -> None:
        self._options.append((given.get("value", ""), "selected" in given))

    def _begin_button(self, given: dict[str, str]) -> None:
        self.forms[-1].buttons.append((given.get("name", ""), given.get("value", "")))

    def _begin_input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        is_on = kind not in {"checkbox", "radio"} or "checked" in given
        if kind not in _UNSENT and is_on and given.get("name"):
            self.forms[-1].fields.add(given["name"], given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            text = "".join(self._words).replace("\r\n", "\n").removeprefix("\n")
            self.forms[-1].fields.add(self._area, text.replace("\n", "\r\n"))
            self._area = None
        elif tag == "select" and self._options:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self.forms[-1].fields.add(self._select, (chosen or [self._options[0][0]])[0])

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._words.append(data)


def whole_forms(page: TestResponse) -> list[WholeForm]:
    """All forms of a page."""
    reader = _Reader()
    reader.feed(page.text)
    return reader.forms


def form_with(page: TestResponse, name: str) -> WholeForm:
    """The page's form that has a field or a button of this name."""
    return next(
        form
        for form in whole_forms(page)
        if name in form.fields or name in {button for button, _ in form.buttons}
    )


def publish_button(page: TestResponse) -> WholeForm:
    """The form of the last look, by which a text is published."""
    return next(form for form in whole_forms(page) if ("action", "publish") in form.buttons)


def publish_review(teacher: Visitor, review: TestResponse) -> int:
    """Press Publish on the last look, if there is one, and return the status.

    A change of words alone is published already: then the page leads on.
    """
    if review.status_code == 303:
        return review.status_code
    assert review.status_code == 200, text_of(review.text)
    form = publish_button(review)
    return teacher.browser.post(form.action, data=form.filled_in(action="publish")).status_code


def page_form(visitor: Visitor, path: str) -> WholeForm:
    """The form of a question, as it would be sent."""
    page = visitor.get(path)
    assert page.status_code == 200, page.text
    return form_with(page, "mark")


def said_of(page: TestResponse, field: str) -> str:
    """What is told beside a field."""
    found = re.search(rf'<ul class="said"\s+id="{field}-said">(.*?)</ul>', page.text, re.DOTALL)
    return found[1] if found else ""
