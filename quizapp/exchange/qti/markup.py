"""Texts within QTI: Markdown as XHTML, and back."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from quizapp.exchange.formulas import words_of_math
from quizapp.exchange.gapped import MARK
from quizapp.exchange.html_tags import is_html
from quizapp.exchange.texts import html_of, is_id

GAP = MARK
"""Stands for an interaction within a text while the text is turned from one markup to the other."""


def last_fixed(are_fixed: Sequence[bool]) -> tuple[int, ...]:
    """Return the places, from 1, of the fixed choices behind all that are shuffled."""
    others = [place for place, is_fixed in enumerate(are_fixed, start=1) if not is_fixed]
    return tuple(range(max(others, default=0) + 1, len(are_fixed) + 1))


def item_id_of(identifier: str) -> str:
    """Return an identifier as an item's id, or nothing if it is too long or strange to be one."""
    candidate = identifier.strip().lower().replace("_", "-").replace(".", "-")
    return candidate if is_id(candidate) else ""


def name_of(title: str) -> str:
    """Return a title that tells questions apart, or nothing."""
    return "" if title.strip().lower() in {"question", "item", "untitled"} else title


def fill(parent: Element, markdown: str, gap: Element | None = None) -> None:
    """Put a Markdown text into an element as XHTML; its gap mark becomes the element given."""
    written = html_of(markdown, has_mathml=True).replace(GAP, f"<{_GAP_TAG} />")
    content = fromstring(f"<div>{written}</div>")
    parent.text = content.text
    parent.extend(content)
    if gap is not None:
        _replace(parent, gap)


def xhtml(element: Element, left_out: Iterable[str] = (), gaps: Iterable[str] = ()) -> str:
    """Return what is in an element as XHTML; elements of the names in `gaps` become gap marks."""
    left, marked = set(left_out), set(gaps)
    parts = [_escaped(element.text or "")]
    for child in element:
        if child.tag in marked:
            parts.append(GAP)
        elif child.tag == "img":
            parts.append(_image(child))
        elif child.tag == "math":
            parts.append(_tex(child))
        elif child.tag not in left:
            parts.append(_tagged(child, xhtml(child, left, marked)))
        parts.append(_escaped(child.tail or ""))
    return "".join(parts)


def _image(img: Element) -> str:
    names = ("src", "alt", "title")
    said = [f'{name}="{_escaped(img.get(name, ""), quote=True)}"' for name in names]
    return f"<img {' '.join(said)}>"


def _tex(math: Element) -> str:
    """Return what a formula says of itself in TeX; of one that does not, that there is one."""
    beside = [each for each in math.iter("annotation") if "tex" in each.get("encoding", "")]
    tex = (beside[0].text or "" if beside else math.get("alttext", "")).strip()
    return f"\\({_escaped(tex)}\\)" if tex else f"<math></math>{_escaped(words_of_math(math))}"


def _tagged(element: Element, inside: str) -> str:
    """Return what is in an element, within its tags if they are those of HTML."""
    if not is_html(element.tag):
        return inside
    link = f' href="{_escaped(element.get("href", ""), quote=True)}"' if element.tag == "a" else ""
    return f"<{element.tag}{link}>{inside}</{element.tag}>"


_GAP_TAG = "quizapp-gap"


def _replace(parent: Element, gap: Element) -> None:
    for at, child in enumerate(parent):
        if child.tag == _GAP_TAG:
            gap.tail = child.tail
            parent[at] = gap
        else:
            _replace(child, gap)


def _escaped(text: str, *, quote: bool = False) -> str:
    return html.escape(text, quote=quote)
