"""Formulas as a line of text, for where no MathML can stand: half of x squared is x²/2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from quizapp.domain.maths.reading import UnreadableFormula, formula_tree
from quizapp.domain.maths.signs import split
from quizapp.domain.raised import lowered, raised

_APART = set("=<>≤≥≠≈≡∼≃+-−±∓×·⋅÷∈∉⊂⊆∪∩→←↔⇒⇐⇔∧∨∝")
"""Signs with a space on both sides, where something stands before them."""

_ACCENTS = {"‾": "\u0305", "¯": "\u0304", "→": "\u20d7", "^": "\u0302", "~": "\u0303"}
_ACCENTS |= {"˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300"}


@lru_cache(maxsize=4096)
def in_a_line(tex: str) -> str:
    """Return a formula as a line of text; one that cannot be read stays TeX."""
    try:
        tree = formula_tree(tex)
    except UnreadableFormula:
        return tex
    return said_by(tree)


def with_formulas_in_a_line(text: str) -> str:
    """Return a Markdown text with each of its formulas as a line of text."""
    if "$" not in text:
        return text
    return "".join(part if isinstance(part, str) else in_a_line(part.tex) for part in split(text))


def said_by(tree: Element) -> str:
    """Return the MathML of another program as a line of text."""
    return " ".join(_said(tree).split())


def _said(element: Element) -> str:
    """Return what an element says, with all that is in it."""
    if not len(element):
        return " " if element.tag == "mspace" else element.text or ""
    parts = [_said(child) for child in element]
    if element.get("linethickness") == "0":
        return " ".join(parts)
    if element.tag in _TOGETHER and len(parts) > 1:
        return _TOGETHER[element.tag](parts)
    if element.tag == "msqrt":
        return f"√{_one(''.join(parts))}"
    if element.tag == "mtable":
        return f"[{'; '.join(parts)}]"
    if element.tag == "mtr":
        return " ".join(parts)
    return _in_a_row(element, parts)


def _in_a_row(row: Element, parts: Sequence[str]) -> str:
    said = ""
    for at, (child, part) in enumerate(zip(row, parts, strict=True)):
        if child.tag == "mfrac" and _is_beside(row, at) and not child.get("linethickness"):
            said += f"({part})"
            continue
        is_between = part in _APART and said.strip() and said[-1:] not in {"(", "[", " ", ","}
        sign = part.replace("-", "−") if child.tag == "mo" else part
        said += f" {sign} " if child.tag == "mo" and is_between else sign
    return said


def _is_beside(row: Element, at: int) -> bool:
    """Whether something is multiplied with what stands at a place: half of x is (1/2)x."""
    return any(each.tag != "mo" for each in (*row[max(0, at - 1) : at], *row[at + 1 : at + 2]))


def _fraction(parts: Sequence[str]) -> str:
    return f"{_one(parts[0])}/{_one(parts[1])}"


def _power(parts: Sequence[str]) -> str:
    return f"{_one(parts[0])}{_above(parts[1])}"


def _below_and_above(parts: Sequence[str]) -> str:
    return f"{_one(parts[0])}{lowered(parts[1])}{_above(parts[2])}"


def _over(parts: Sequence[str]) -> str:
    base, sign = parts[0], parts[1]
    return base + _ACCENTS[sign] if sign in _ACCENTS and len(base) == 1 else _power(parts)


def _above(said: str) -> str:
    return said if set(said) <= {"′"} else raised(said)


def _one(said: str) -> str:
    """Return what is said as one thing: in brackets where it has several."""
    words = said.strip()
    return words if words.isalnum() or len(words) <= 1 or _is_within(words) else f"({words})"


def _is_within(said: str) -> bool:
    """Whether this stands within brackets of its own."""
    return said[0] == "(" and said.find(")") == len(said) - 1


_TOGETHER: dict[str, Callable[[Sequence[str]], str]] = {
    "mfrac": _fraction,
    "msup": _power,
    "msub": lambda parts: f"{parts[0]}{lowered(parts[1])}",
    "msubsup": _below_and_above,
    "mover": _over,
    "munder": lambda parts: f"{parts[0]}{lowered(parts[1])}",
    "munderover": _below_and_above,
    "mroot": lambda parts: f"{raised(parts[1])}√{_one(parts[0])}",
}
