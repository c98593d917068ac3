"""Where formulas stand in a text: `$x^2$` within a line, `$$x^2$$` by itself.

A dollar is money first. What is read as a formula has no space inside its dollars, no letter or
digit before and no digit behind them, and holds neither an amount nor words: `$2 billion and $5
more` is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_STOP = re.compile(r"\\.|`+|\$", re.DOTALL)
_IN_LINE = re.compile(r"\$((?![\s$])(?:[^$\\\n]|\\[^\n])*)\$")
_BY_ITSELF = re.compile(r"\$\$(?!\$)((?:[^$\\]|\\.|\$(?!\$))*?)\$\$(?!\$)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_IN_WORDS = re.compile(r"\\[a-zA-Z]+\s*(?:\{[^{}$]*\})?")
_TWO_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+[,.;:]?\s+[^\W\d_]{2,}")
_ONE_WORD = re.compile(r"[^\W\d_]{2,}")
_AMOUNT = re.compile(r"\s*[-+−]?[.,]?\d")
_BROKEN_OFF = re.compile(r"[-+−]?[.,]?\d[\d.,]*\s*[-–—/(\[,;:+“‘\"']")
_ENDED = re.compile(r"^[^\W\d_]$|[\\^_{}=+]")
"""What shows that a letter behind the last dollar is an ending, as in the `$n$th` term."""

_NAME = re.compile(r"\s*[^\W\d_A-Z][^\W\d_]{2,}\s*")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(|[\ue002-\ue007]")
"""A picture, or what stands for one while a text is rendered: none is a part of a formula."""

_TEX = re.compile(r"\\[a-zA-Z]+|[\w)}\]][\^_]\s*[\w{(\\-]")
_ALMOST = re.compile(r"\$\s?([^$\n]{1,300}?)\s?\$")


@dataclass(frozen=True)
class Formula:
    """A formula without its dollars, and from where to where it stands with them."""

    tex: str
    is_by_itself: bool
    start: int
    end: int


def formula_at(text: str, start: int) -> Formula | None:
    """Return the formula whose first dollar stands at a place of a text."""
    if start and (text[start - 1].isalnum() or text[start - 1] == "$"):
        return None  # US$5
    by_itself = _BY_ITSELF.match(text, start)
    found = by_itself or _IN_LINE.match(text, start)
    if found is None:
        return None
    tex, after = found[1], text[found.end() : found.end() + 1]
    if after.isdigit() or after == "$" or (after.isalpha() and not _ENDED.search(tex)):
        return None
    is_apart = tex.strip() if by_itself else tex == tex.strip() and tex
    if not is_apart or _BLANK_LINE.search(tex) or _is_of_words(tex):
        return None
    if _PICTURE.search(tex):
        return None
    return Formula(tex.strip(), by_itself is not None, start, found.end())


def formulas(text: str) -> Iterator[Formula]:
    """Yield the formulas of a Markdown text; none within code, or behind a backslash."""
    at = 0
    while found := _STOP.search(text, at):
        formula = formula_at(text, found.start()) if found[0] == "$" else None
        if formula:
            yield formula
        at = formula.end if formula else _next_place(text, found)


def has_formulas(text: str) -> bool:
    """Whether a Markdown text has any formula."""
    return "$" in text and any(True for _ in formulas(text))


def split(text: str) -> Iterator[str | Formula]:
    """Yield a Markdown text in parts: what stands between the formulas, and each of them."""
    at = 0
    for formula in formulas(text):
        yield text[at : formula.start]
        yield formula
        at = formula.end
    yield text[at:]


def with_dollars_escaped(text: str, is_kept: Callable[[Formula], bool]) -> str:
    """Return a Markdown text in which only these formulas are left; others have plain dollars.

    A dollar that was escaped may stand within what is a formula only then: so it is looked again.
    """
    while not all(map(is_kept, formulas(text))):
        text = _with_some_escaped(text, is_kept)
    return text


def _with_some_escaped(text: str, is_kept: Callable[[Formula], bool]) -> str:
    written, done, at = [], 0, 0
    while found := _STOP.search(text, at):
        formula = formula_at(text, found.start()) if found[0] == "$" else None
        if formula and is_kept(formula):
            at = formula.end
            continue
        if formula:
            written.append(f"{text[done : formula.start]}\\")
            done = formula.start
        at = _next_place(text, found)
    return "".join([*written, text[done:]])


def almost_formulas(text: str) -> Iterator[str]:
    """Yield what has the signs of TeX between two dollars, and still is not read as a formula."""
    for part in split(text):
        if isinstance(part, str):
            for found in _ALMOST.finditer(_without_code(part)):
                if _TEX.search(found[1]):
                    yield found[0]


def _is_of_words(tex: str) -> bool:
    """Whether this is money or prose that happens to stand between dollars."""
    bare = _IN_WORDS.sub(" ", tex)
    if _AMOUNT.match(tex) and (_ONE_WORD.search(bare) or _BROKEN_OFF.fullmatch(tex)):
        return True
    return bool(_TWO_WORDS.search(bare) or _NAME.fullmatch(tex))


def _next_place(text: str, found: re.Match[str]) -> int:
    """Return where to look on: behind the code, if code begins here and ends as well."""
    if not found[0].startswith("`"):
        return found.end()
    end = re.compile(f"(?<!`){found[0]}(?!`)").search(text, found.end())
    return end.end() if end else found.end()


def _without_code(text: str) -> str:
    """Return a text with spaces in place of code and of what stands behind backslashes."""
    return re.sub(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\[$`]", " ", text, flags=re.DOTALL)
