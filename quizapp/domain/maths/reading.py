"""From TeX to MathML. What reads it is forgiving, so what it would pass over is looked for here."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree.ElementTree import Element, tostring

from quizapp.domain.maths.elements import depth, is_whole, settle, texts
from quizapp.domain.maths.signs import Formula

MAX_LENGTH = 1_000
MAX_BRACES = 15
MAX_DEPTH = 60
"""How long and how deep a formula may be. No page needs a longer one, and all are read quickly."""

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)", re.DOTALL)
_UNKNOWN = re.compile(r"\\(?:[a-zA-Z]+|.)?", re.DOTALL)
_BEGIN = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_ALIGNED = {"aligned": "align*", "gathered": "matrix", "gather": "matrix", "gather*": "matrix"}
_TABLES = {
    *(f"{kind}matrix{star}" for kind in ("", "p", "b", "B", "v", "V") for star in ("", "*")),
    *("array", "cases", "smallmatrix", "split", "align", "align*", *_ALIGNED),
}
_OF_TABLES = {"&", "\\\\"}
_REFUSED = {
    *("newcommand", "renewcommand", "newenvironment", "def", "let", "DeclareMathOperator"),
    *("href", "url", "class", "style", "cssId", "html", "data", "includegraphics", "input"),
    *("unicode", "char", "verb", "require", "color", "textcolor", "colorbox", "fcolorbox"),
    *("hspace", "vspace", "hskip", "mskip", "mspace", "kern", "mkern", "rule", "skew"),
    *("raise", "lower", "moveleft", "moveright", "llap", "rlap", "clap", "smash"),
    *("mathllap", "mathrlap", "mathclap", "Huge", "huge", "LARGE", "Large", "sideset", "label"),
}
"""What defines, links, colours or moves: none of it is mathematics, and some of it does harm."""

_REASONS: dict[str, str] = {
    "NumeratorNotFoundError": "A fraction has nothing above its line",
    "DenominatorNotFoundError": "A fraction has nothing below its line",
    "ExtraLeftOrMissingRightError": "`\\left` and `\\right` do not stand in pairs",
    "MissingSuperScriptOrSubscriptError": "Nothing stands before or behind `^` or `_`",
    "DoubleSubscriptsError": "Two `_` follow one another; braces tell which is which",
    "DoubleSuperscriptsError": "Two `^` follow one another; braces tell which is which",
    "NoAvailableTokensError": "Something is missing at its end",
    "MissingEndError": "A `\\begin` has no `\\end`",
    "LimitsMustFollowMathOperatorError": "`\\limits` stands behind no operator",
}
"""What latex2mathml's errors say, by their names: it is loaded with the first formula."""


class UnreadableFormula(Exception):
    """A formula that cannot be read; its text says why, as the beginning of a sentence."""


@lru_cache(maxsize=4096)
def mathml(tex: str, *, is_by_itself: bool = False, namespace: str = "") -> str:
    """Return a formula as MathML, with its TeX for who cannot use that.

    Raises:
        UnreadableFormula: It cannot be read, or is too long or too deep.

    """
    tree = formula_tree(tex, is_by_itself=is_by_itself)
    if namespace:
        tree.set("xmlns", namespace)
    return tostring(tree, encoding="unicode", short_empty_elements=False)


def is_readable(formula: Formula) -> bool:
    """Whether a formula can be read."""
    try:
        mathml(formula.tex, is_by_itself=formula.is_by_itself)
    except UnreadableFormula:
        return False
    return True


def formula_tree(tex: str, *, is_by_itself: bool = False) -> Element:
    """Return a formula as the tree of its MathML.

    Raises:
        UnreadableFormula: It cannot be read, or is too long or too deep.

    """
    _refuse_what_is_passed_over(tex)
    tree = _converted(tex, "block" if is_by_itself else "inline")
    settle(tree)
    for text in texts(tree):
        if unknown := _UNKNOWN.search(text):
            raise UnreadableFormula(f"`{unknown[0]}` is not known here")
    tree.set("alttext", tex)
    return tree


def is_command(word: str) -> bool:
    """Whether a word with a backslash before it is a command of TeX."""
    from latex2mathml import commands  # few texts have a formula
    from latex2mathml.symbols_parser import SYMBOLS

    return word in SYMBOLS or word in commands.CONVERSION_MAP or word in commands.FUNCTIONS


def _refuse_what_is_passed_over(tex: str) -> None:
    if len(tex) > MAX_LENGTH:
        raise UnreadableFormula(f"It has more than {MAX_LENGTH} characters")
    _refuse_loose_braces(tex)
    for command in _COMMAND.findall(tex):
        if command[1:] in _REFUSED:
            raise UnreadableFormula(f"`{command}` cannot be used")
    for _, name in _BEGIN.findall(tex):
        if name not in _TABLES:
            raise UnreadableFormula(f"`\\begin{{{name}}}` is not known here")
    if "%" in _signs(tex):
        raise UnreadableFormula("`%` begins a comment; a per cent sign is written `\\%`")
    if "\\begin" not in tex and (
        sign := next((s for s in ("&", "\\\\") if s in _signs(tex)), None)
    ):
        raise UnreadableFormula(f"`{sign}` is for tables, and here is no `\\begin` of one")


def _signs(tex: str) -> set[str]:
    return {found[0] for found in re.finditer(r"\\.|.", tex, re.DOTALL)}


def _refuse_loose_braces(tex: str) -> None:
    level = 0
    for sign in re.findall(r"\\.|[{}]", tex, re.DOTALL):
        level += {"{": 1, "}": -1}.get(sign, 0)
        if level < 0:
            raise UnreadableFormula("A `}` has no `{` before it")
        if level > MAX_BRACES:
            raise UnreadableFormula(f"Its braces are nested more than {MAX_BRACES} deep")
    if level:
        raise UnreadableFormula("A `{` is never closed")


def _converted(tex: str, display: str) -> Element:
    from latex2mathml.converter import convert_to_element  # few texts have a formula

    aligned = _BEGIN.sub(lambda found: f"\\{found[1]}{{{_ALIGNED.get(found[2], found[2])}}}", tex)
    try:
        tree = convert_to_element(aligned, display=display)
    except Exception as error:  # of any kind: it was made for what is written well
        reason = _REASONS.get(type(error).__name__, "It is not written as TeX is")
        raise UnreadableFormula(reason) from error
    if depth(tree) > MAX_DEPTH:
        raise UnreadableFormula("It is nested too deep")
    if not is_whole(tree):
        raise UnreadableFormula(_REASONS["NoAvailableTokensError"])
    return tree
