"""What must hold on every page, whatever it says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_WAITING = re.compile(r'<template id="ahead".*?</template>', re.DOTALL)
UNLABELLED_INPUTS = frozenset({"hidden", "submit", "button"})


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    language: str = ""
    title: str = ""
    headings: int = 0
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    controls: list[dict[str, str]] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    post_forms: list[set[str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _form: set[str] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        self._look_for_inline(tag, given)
        self.language = given.get("lang", "") if tag == "html" else self.language
        self.headings += tag == "h1" or given.get("aria-level") == "1"
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "label":
            self.labelled.add(given.get("for", ""))
        elif tag == "form" and given.get("method", "get").lower() == "post":
            self._form = set()
            self.post_forms.append(self._form)
        elif tag in {"input", "select", "textarea"}:
            self._note_control(given)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop() != tag:
            continue
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        """Collect the title, and refuse scripts and styles with a body."""
        inside = self._open[-1] if self._open else ""
        if inside == "title" and "svg" not in self._open:
            self.title += data
        if inside in {"script", "style"} and data.strip():
            self.faults.append(f"<{inside}> with a body: {data.strip()[:40]}")

    def _note_control(self, given: dict[str, str]) -> None:
        if self._form is not None and "name" in given:
            self._form.add(given["name"])
        if given.get("type") in UNLABELLED_INPUTS:
            return
        is_wrapped = "label" in self._open
        if not is_wrapped and "aria-label" not in given and "aria-labelledby" not in given:
            self.controls.append(given)

    def _look_for_inline(self, tag: str, given: dict[str, str]) -> None:
        if "style" in given:
            self.faults.append(f"<{tag}> with a style attribute")
        self.faults += [f"<{tag}> with {name}" for name in given if name.startswith("on")]


def faults_of(html: str, *, is_part: bool = False) -> list[str]:
    """Everything on the page that should not be; a part goes into a page that is there.

    What waits in a template becomes the page later, so that it is looked at by itself.
    """
    waiting = _WAITING.findall(html)
    shown = _faults(_WAITING.sub("", html), has_frame=not is_part, has_title=True)
    return shown + [fault for one in waiting for fault in _faults(one)]


def _faults(html: str, *, has_frame: bool = False, has_title: bool = False) -> list[str]:
    page = Page()
    page.feed(html)
    faults = list(page.faults)
    if has_frame and not page.language:
        faults.append("no lang on <html>")
    if has_title and not page.title.strip(" ·\n"):
        faults.append("no title")
    if page.headings != 1:
        faults.append(f"{page.headings} h1 headings")
    faults += [f"id {name!r} twice" for name, count in Counter(page.ids).items() if count > 1]
    faults += [
        f"no label for {control.get('name') or control.get('id')}"
        for control in page.controls
        if control.get("id") not in page.labelled
    ]
    faults += [
        "POST form without a token" for names in page.post_forms if "csrf_token" not in names
    ]
    anchors = {link[1:] for link in page.links if link.startswith("#") and len(link) > 1}
    faults += [f"link to #{name}, which is not there" for name in sorted(anchors - set(page.ids))]
    return faults
