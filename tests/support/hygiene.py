"""What must hold on every page, whatever it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import XPath
from lxml.html import HtmlElement, document_fromstring

_WAITING = re.compile(r'<template id="ahead".*?</template>', re.DOTALL)

TITLES = XPath("//title[not(ancestor::svg)]")
HEADINGS = XPath("//h1")
IDS = XPath("//@id")
STYLES = XPath("//*[@style]")
HANDLERS = XPath("//@*[starts-with(name(), 'on')]")
BODIES = XPath("//*[self::script or self::style][normalize-space()]")
LABELLED = XPath("//label/@for")
CONTROLS = XPath(
    "//*[self::input or self::select or self::textarea][not(ancestor::label)]"
    "[not(@aria-label)][not(@aria-labelledby)]"
    "[not(@type = 'hidden' or @type = 'submit' or @type = 'button')]"
)
FORMS = XPath(
    "//form[translate(@method, 'POST', 'post') = 'post'][not(.//*[@name = 'csrf_token'])]"
)
ANCHORS = XPath("//a/@href[starts-with(., '#')]")


def faults_of(html: str, *, is_part: bool = False) -> list[str]:
    """Everything on the page that should not be; a part goes into a page that is there.

    What waits in a template becomes the page later, so that it is looked at by itself.
    """
    waiting = _WAITING.findall(html)
    page = document_fromstring(_WAITING.sub("", html))
    found = [*_of_the_whole(page, is_part=is_part), *_of_any(page)]
    for each in waiting:
        found += [*_of_headings(document_fromstring(each)), *_of_any(document_fromstring(each))]
    return found


def _of_any(page: HtmlElement) -> Iterator[str]:
    yield from _inline(page)
    yield from _of_forms(page)
    yield from _of_ids(page)


def _of_the_whole(page: HtmlElement, *, is_part: bool) -> Iterator[str]:
    if not is_part and not page.get("lang"):
        yield "no lang on <html>"
    if not "".join(title.text or "" for title in TITLES(page)).strip(" ·\n"):
        yield "no title"
    yield from _of_headings(page)


def _of_headings(page: HtmlElement) -> Iterator[str]:
    if (count := len(HEADINGS(page))) != 1:
        yield f"{count} h1 headings"


def _inline(page: HtmlElement) -> Iterator[str]:
    """Scripts and styles that no policy could tell from planted ones."""
    for each in STYLES(page):
        yield f"<{each.tag}> with a style attribute"
    for handler in HANDLERS(page):
        yield f"<{handler.getparent().tag}> with {handler.attrname}"
    for each in BODIES(page):
        yield f"<{each.tag}> with a body: {each.text.strip()[:40]}"


def _of_forms(page: HtmlElement) -> Iterator[str]:
    labelled = set(LABELLED(page))
    for control in CONTROLS(page):
        if control.get("id") not in labelled:
            yield f"no label for {control.get('name') or control.get('id')}"
    for _form in FORMS(page):
        yield "POST form without a token"


def _of_ids(page: HtmlElement) -> Iterator[str]:
    counts = Counter(IDS(page))
    for name, count in counts.items():
        if count > 1:
            yield f"id {name!r} twice"
    for name in sorted({link[1:] for link in ANCHORS(page)} - {"", *counts}):
        yield f"link to #{name}, which is not there"
