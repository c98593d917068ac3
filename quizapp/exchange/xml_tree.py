"""Untrusted XML: parsed without entities, within limits, with the place of each element."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from typing_extensions import override

from quizapp.domain.bank.positions import Lines, Span
from quizapp.exchange.results import START

MAX_DEPTH = 60
MAX_ELEMENTS = 500_000


class BadXmlError(Exception):
    """The bytes are not XML that can be read; carries what is wrong, and where."""

    def __init__(self, message: str, span: Span = START) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


@dataclass(frozen=True)
class Tree:
    """A document; elements are known without their namespaces."""

    root: Element
    places: dict[Element, Span]
    faults: list[BadXmlError] = field(default_factory=list)
    """What was wrong with the parts that are missing; empty where all was read."""

    def span(self, element: Element) -> Span:
        """Return where an element begins."""
        return self.places.get(element, START)


def parsed(data: bytes) -> Tree:
    """Parse a document.

    Raises:
        BadXmlError: It is not well formed, declares entities, or passes a limit.

    """
    builder = _Builder()
    parser = DefusedXMLParser(target=builder)
    builder.expat = parser.parser
    try:
        parser.feed(data)
        root = parser.close()
    except ParseError as error:
        line, column = error.position
        place = Span(line, column + 1, line, column + 1)
        raise BadXmlError(f"Not readable as XML: {error.msg}.", place) from error
    except DefusedXmlException as error:
        message = "It declares entities, with which a small file can grow without bounds."
        raise BadXmlError(message, builder.span()) from error
    except (ValueError, LookupError, RecursionError) as error:
        raise BadXmlError(f"Not readable as XML ({type(error).__name__}).") from error
    return Tree(root, builder.places)


def parsed_in_parts(data: bytes, text: str, name: str) -> Tree:
    """Parse a document; one with a fault element by element, so that the others are not lost.

    Args:
        data: The document.
        text: What it says, decoded.
        name: The elements that can stand by themselves.

    Raises:
        BadXmlError: Not even one of them can be read, or the document declares entities.

    """
    try:
        return parsed(data)
    except BadXmlError as error:
        starts = [begun.start() for begun in re.finditer(rf"<{name}[\s>]", text)]
        if "<!ENTITY" in text or len(starts) < 2:
            raise
        tree = _tree_of_parts(text, starts, name)
        if not len(tree.root):
            raise error from None
        return tree


def _tree_of_parts(text: str, starts: list[int], name: str) -> Tree:
    lines, tree = Lines(text), Tree(Element("quiz"), {})
    for start, end in pairwise([*starts, len(text)]):
        closing = text.rfind(f"</{name}>", start, end)
        stop = closing + len(name) + 3 if closing >= 0 else end
        before = lines.number(start) - 1
        try:
            part = parsed(text[start:stop].encode(errors="replace"))
        except BadXmlError as error:
            tree.faults.append(BadXmlError(error.message, error.span.lower_by(before)))
            continue
        tree.root.append(part.root)
        tree.places.update({each: span.lower_by(before) for each, span in part.places.items()})
    return tree


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names."""
    for name in path:
        element = element.find(name) if element is not None else None
    return element


def text_at(element: Element | None, *path: str) -> str:
    """Return the text of the first descendant along a path of names, or nothing."""
    part = child(element, *path)
    return (part.text or "") if part is not None else ""


def inner(element: Element) -> str:
    """Return what is in an element as markup."""
    return "".join(_markup(element))


def _markup(element: Element) -> Iterator[str]:
    yield _escaped(element.text or "")
    for part in element:
        link = f' href="{html.escape(part.get("href", ""))}"' if part.tag == "a" else ""
        yield f"<{part.tag}{link}>"
        yield from _markup(part)
        yield f"</{part.tag}>{_escaped(part.tail or '')}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Builder(TreeBuilder):
    """Notes where each element begins, and leaves namespaces out of all names."""

    expat: Any

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Element, Span] = {}
        self._depth = 0

    def span(self) -> Span:
        """Return where the parser has come to."""
        line, column = self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber + 1
        return Span(line, column, line, column)

    @override
    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH or len(self.places) >= MAX_ELEMENTS:
            message = "It has too many elements, or they are nested too deeply."
            raise BadXmlError(message, self.span())
        named = {_local(name): value for name, value in attrs.items()}
        element = super().start(_local(tag), named)
        self.places[element] = self.span()
        return element

    @override
    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
