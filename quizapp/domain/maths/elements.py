"""The elements of MathML that a page may hold, and their attributes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizapp.domain.maths.letters import in_letters

_SPACED = {"lspace", "rspace", "width", "height", "depth"}
_STRETCHED = {"stretchy", "fence", "form", "minsize", "maxsize", "separator", "movablelimits"}

ELEMENTS: dict[str, set[str]] = {
    "math": {"display", "alttext"},
    **{name: set() for name in ("mrow", "mi", "mn", "msqrt", "mroot", "mphantom", "mtr")},
    **{name: set() for name in ("msub", "msup", "msubsup")},
    "mi": {"mathvariant"},
    "mo": {"accent", "largeop", *_STRETCHED, "lspace", "rspace"},
    "mtext": {"mathvariant"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mpadded": _SPACED,
    "mstyle": {"displaystyle", "scriptlevel"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": set(),
    "mtable": {"displaystyle"},
    "mtd": {"columnalign"},
    "menclose": {"notation"},
}
"""Every element that formulas are made of, with what may be said of it."""

_PARTS = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
_PARTS |= dict.fromkeys(("msubsup", "munderover"), 3)
_PLAIN = re.compile(r"[-+]?[\w. ]{1,40}")
_SPACES = {"thinmathspace": "0.167em", "thickmathspace": "0.278em"}
_NO_SPACE = ("negativethinmathspace", "negativemediummathspace", "negativethickmathspace")
_LINES = {"―": {"mover": "‾", "munder": "_"}}
"""A dash does not stretch in browsers, as these two lines do."""


def settle(tree: Element) -> None:
    """Leave in a tree only what a page may hold, in the way that browsers draw it."""
    for element in tree.iter():
        element.text = html.unescape(element.text) if element.text else None
        _set_letters(element)
        _keep_attributes(element)
    for element in list(tree.iter()):
        _stretch_line(element)
        _part_functions(element)


def is_whole(tree: Element) -> bool:
    """Whether every fraction, root and the like has all of its parts."""
    return all(len(each) == _PARTS.get(each.tag, len(each)) for each in tree.iter())


def depth(tree: Element) -> int:
    """Return how deep the elements of a tree are nested, whatever their depth."""
    level, count = [tree], 0
    while level:
        level, count = [child for element in level for child in element], count + 1
    return count


def texts(tree: Element) -> Iterator[str]:
    """Yield what the elements of a tree show."""
    yield from (element.text for element in tree.iter() if element.text)


def _set_letters(element: Element) -> None:
    """Have Unicode's own letters say what is bold or in script; browsers draw no other."""
    style = element.get("mathvariant", "normal")
    if element.tag in {"mi", "mn"} and style != "normal":
        element.text = in_letters(element.text or "", style)
        del element.attrib["mathvariant"]


def _keep_attributes(element: Element) -> None:
    known = ELEMENTS[element.tag]
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        value = _SPACES.get(value, value)
        if name in known and value not in _NO_SPACE and _PLAIN.fullmatch(value):
            element.set(name, value)


def _stretch_line(element: Element) -> None:
    line = element[1] if element.tag in {"mover", "munder"} and len(element) > 1 else None
    if line is not None and line.text in _LINES:
        line.text = _LINES[line.text][element.tag]
        line.set("stretchy", "true")


def _part_functions(row: Element) -> None:
    """Put a thin space before and behind `sin` and its like, where only a letter stands there."""
    for at in range(len(row) - 1, 0, -1):
        before, after = row[at - 1], row[at]
        if row.tag not in {"mrow", "mtd", "msqrt", "mstyle"} or "mo" in {before.tag, after.tag}:
            continue
        if _is_function(before) or _is_function(after):
            row.insert(at, Element("mspace", width="0.167em"))


def _is_function(element: Element) -> bool:
    if element.tag in {"msub", "msup", "msubsup"} and len(element):
        element = element[0]
    said = element.text or ""
    return element.tag == "mi" and len(said) > 1 and said.isascii() and said.isalpha()
