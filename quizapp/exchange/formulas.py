r"""Formulas between `$x$`, as a bank has them, and `\(x\)`, as most other programs do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from quizapp.domain.items.fields import MAX_TEXT_LENGTH
from quizapp.domain.maths import (
    UnreadableFormula,
    formula_at,
    in_a_line,
    is_readable,
    mathml,
    said_by,
    split,
    with_dollars_escaped,
)
from quizapp.domain.maths.elements import depth
from quizapp.domain.maths.reading import MAX_DEPTH, NAMESPACE

_MARKS = re.compile(r"([\\`*_\[\]$])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>&-])")
_BRACES = re.compile(r"([{}])(?=\1)")
_IN_MARKDOWN = re.compile(r"\\\\\((.{1,1000}?)\\\\\)|\\\\\[(.{1,1000}?)\\\\\]", re.DOTALL)
_TAGGED = re.compile(
    r"\[tex\](.{1,1000}?)\[/tex\]|\[\$\](.{1,1000}?)\[/\$\]"
    r"|\[latex\]\$(.{1,1000}?)\$\[/latex\]",
    re.DOTALL | re.IGNORECASE,
)
_TAGGED_BY_ITSELF = re.compile(r"\[\$\$\](.{1,1000}?)\[/\$\$\]", re.DOTALL)
_IN_LINE = re.compile(r"\\\((.{1,1000}?)\\\)", re.DOTALL)
_BY_ITSELF = re.compile(r"\\\[(.{1,1000}?)\\\]", re.DOTALL)
"""A longer one could not be read (`MAX_LENGTH`); without a limit a brace that nothing closes is
looked for to the end of the text, and so is the next."""

_DOLLARS = re.compile(r"(?<!\$)\$\$(?!\$)((?:[^$\\]|\\.)+?)\$\$(?!\$)", re.DOTALL)

_MATH = re.compile(
    r"<math\b((?:(?!<math\b)[^>])*)>((?:[^<]|<(?!math\b))*?)</math\s*>", re.IGNORECASE
)
_ANNOTATION = re.compile(
    r"<annotation\b((?:(?!<annotation\b)[^>])*+)>((?:[^<]|<(?!/?annotation\b))*+)</annotation"
)
_IS_TEX = 'encoding="application/x-tex"'
_ALTTEXT = re.compile(r'\balttext="([^"]*)"')
_IMAGE = re.compile(r'<img\b(?:(?!<img\b)(?:"[^"]*"|[^">]))*+>', re.IGNORECASE)
_EQUATION = re.compile(r'\bdata-equation-content="([^"]*)"', re.IGNORECASE)
"""A formula of Canvas: a picture that says what it shows."""


def in_brackets(markdown: str) -> str:
    r"""Return Markdown that shows `\(x\)` for each formula."""
    written = _with_formulas(
        markdown, lambda tex: _MARKS.sub(r"\\\1", html.escape(tex, quote=False))
    )
    return with_dollars_escaped(written, lambda _: False)


def plainly_in_brackets(text: str) -> str:
    r"""Return a text in which `\(x\)` itself stands for each formula: no Markdown is read there."""
    return _with_formulas(text, lambda tex: tex, slash="\\")


def from_brackets(text: str, *, is_markdown: bool = False) -> str:
    r"""Return a text of another program with its formulas between dollars.

    In Markdown a backslash that shows is written twice, so that there it is `\\(x\\)`: `\(x\)` are
    the brackets themselves. And a formula that cannot be read keeps its dollars, escaped.
    """
    if len(text) > MAX_TEXT_LENGTH or not {"\\", "$", "["}.intersection(text):
        return text
    text = _IN_MARKDOWN.sub(_of_markdown, text) if is_markdown else _of_plain(text)
    text = _TAGGED_BY_ITSELF.sub(lambda found: _in_dollars(found, "$$"), text)
    text = _TAGGED.sub(lambda found: _in_dollars(found, "$"), text)
    return with_dollars_escaped(text, is_readable) if is_markdown else text


def with_tex_of_html(text: str) -> str:
    r"""Return HTML with `\(x\)` in place of each formula that says in TeX what it shows."""
    text = _IMAGE.sub(_tex_of_picture, text) if "data-equation-content" in text.lower() else text
    return _MATH.sub(_tex_of_math, text) if "<math" in text.lower() else text


def math_or_brackets(tex: str, *, is_by_itself: bool) -> str:
    r"""Return a formula as MathML for XML; one that cannot be read as `\(x\)`."""
    try:
        return mathml(tex, is_by_itself=is_by_itself, namespace=NAMESPACE)
    except UnreadableFormula:
        return f"\\({html.escape(tex)}\\)"


def _with_formulas(text: str, written: Callable[[str], str], slash: str = "\\\\") -> str:
    if "$" not in text:
        return text
    parts = []
    for part in split(text):
        if isinstance(part, str):
            parts.append(part)
            continue
        tex = written(_BRACES.sub(r"\1 ", " ".join(part.tex.split())))
        opening, closing = "[]" if part.is_by_itself else "()"
        parts.append(f"{slash}{opening}{tex}{slash}{closing}")
    return "".join(parts)


def _of_markdown(found: re.Match[str]) -> str:
    tex = _ESCAPED.sub(r"\1", html.unescape(found[1] or found[2]))
    return _between(found, "$" if found[1] else "$$", tex)


def _of_plain(text: str) -> str:
    text = _DOLLARS.sub(_of_dollars, text)
    text = _BY_ITSELF.sub(lambda found: _in_dollars(found, "$$"), text)
    return _IN_LINE.sub(lambda found: _in_dollars(found, "$"), text)


def _in_dollars(found: re.Match[str], dollars: str) -> str:
    return _between(found, dollars, next(group for group in found.groups() if group))


def _between(found: re.Match[str], dollars: str, tex: str) -> str:
    """Return a formula between dollars; one that would not be read there as a line of text."""
    tex = " ".join(tex.split())
    before = found.string[: found.start()][-1:]
    formula = formula_at(f"{before}{dollars}{tex}{dollars}", len(before)) if tex else None
    after = found.string[found.end() : found.end() + 1]
    if formula and formula.tex == tex and not after.isdigit():
        return f"{dollars}{tex}{dollars}"
    return in_a_line(tex)


def _of_dollars(found: re.Match[str]) -> str:
    """Return what Moodle has between two dollars: in its line, if it stands within one."""
    before = found.string[: found.start()].rpartition("\n")[2]
    after = found.string[found.end() :].partition("\n")[0]
    if not before.strip() and not after.strip():
        return found[0]
    formula = formula_at(f"${found[1].strip()}$", 0)
    return f"${formula.tex}$" if formula else found[0]


def _tex_of_picture(found: re.Match[str]) -> str:
    equation = _EQUATION.search(found[0])
    return f"\\({equation[1]}\\)" if equation else found[0]


def _tex_of_math(found: re.Match[str]) -> str:
    beside = (said for how, said in _ANNOTATION.findall(found[2]) if _IS_TEX in how)
    tex = next(beside, None) or next(iter(_ALTTEXT.findall(found[1])), "")
    if tex.strip():
        return f"\\({tex.strip()}\\)"
    try:
        tree = fromstring(found[0])
    except (ParseError, DefusedXmlException):
        return "<math></math>"
    return f"<math></math>{html.escape(words_of_math(tree))}"


def words_of_math(tree: Element) -> str:
    """Return MathML that does not say what it is in TeX as a line of text; "" if it is too deep."""
    if depth(tree) > MAX_DEPTH:
        return ""
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
        element.text = (element.text or "").strip()
    return said_by(tree)
