"""Pages as people meet them: the text they read, and the forms they fill in and send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.support.people import Visitor

_TOKEN_VALUE = re.compile(r'(name="csrf_token"[^>]*?value=")[^"]+')
_PLACE = re.compile(r'aria-current="(?:true|page)">([^<]+)</a>')
_TEXT_INPUTS = frozenset({"text", "password", "hidden", "number", "date", "datetime-local"})


@dataclass
class Form:
    """A form with what it would send as it stands."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects the forms of a page and the text of its main part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.text: list[str] = []
        self._is_main = False
        self._textarea: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_main = self._is_main or tag == "main"
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        elif tag in {"input", "button"} and self.forms and "name" in given:
            self._note_control(tag, given)
        elif tag == "textarea" and self.forms and "name" in given:
            self._textarea = given["name"]
            self.forms[-1].names.add(given["name"])
            self.forms[-1].fields[given["name"]] = ""
        elif tag == "select" and self.forms and "name" in given:
            self._select = given["name"]
            self.forms[-1].names.add(given["name"])
        elif tag == "option" and self._select:
            fields = self.forms[-1].fields
            if "selected" in given or self._select not in fields:
                fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._is_main = self._is_main and tag != "main"
        if tag == "textarea":
            self._textarea = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._is_main:
            self.text.append(data)
        if self._textarea:
            # A browser leaves out the first newline.
            typed = self.forms[-1].fields[self._textarea] + data
            self.forms[-1].fields[self._textarea] = typed.removeprefix("\r").removeprefix("\n")

    def _note_control(self, tag: str, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given["name"], given.get("value", "")
        form.names.add(name)
        if tag == "button":
            form.buttons.append((name, value))
        elif given.get("type", "text") in _TEXT_INPUTS or "checked" in given:
            form.fields[name] = value


def forms_in(html: str) -> list[Form]:
    """All forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def text_of(html: str) -> str:
    """The text of the page's main part, with single spaces."""
    reader = _Reader()
    reader.feed(html)
    return " ".join(" ".join(reader.text).split())


def form_to(page: TestResponse, end: str) -> Form:
    """The page's form whose address ends like this; "" for the form that has no address."""
    found = [form for form in forms_in(page.text) if form.action.endswith(end)]
    assert found, f"{page.request.path} has no form to {end!r}"
    return next((form for form in found if form.action == end), found[0])


def sent(visitor: Visitor, page: TestResponse, end: str = "", **changes: str) -> TestResponse:
    """Fill in the page's own form and send it, just as a browser would."""
    form = form_to(page, end)
    unknown = set(changes) - form.names
    assert not unknown, f"the form has no fields {unknown}"
    assert form.method == "post"
    return visitor.browser.post(form.action or page.request.path, data={**form.fields, **changes})


def selected(html: str, name: str) -> list[str]:
    """The numbers that lists named so show, such as `place-1`, `place-2`; "" for none."""
    lists = re.findall(rf'<select\s[^>]*?name="{name}-\d+".*?</select>', html, re.DOTALL)
    marked = [re.search(r'value="(\d+)"\s+selected', each) for each in lists]
    return [found[1] if found else "" for found in marked]


def without_tokens(html: str) -> str:
    """The page but for its form tokens, which are new each time."""
    return _TOKEN_VALUE.sub(r"\1", html)


def place_in_navigation(page: str) -> str:
    """What the navigation says one is at."""
    (found,) = _PLACE.findall(page)
    return str(found)
