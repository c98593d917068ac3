"""Letters in bold, script and the like, which Unicode has for formulas and browsers draw."""

from __future__ import annotations

import unicodedata

_STYLES = {
    "bold": "MATHEMATICAL BOLD",
    "italic": "MATHEMATICAL ITALIC",
    "bold-italic": "MATHEMATICAL BOLD ITALIC",
    "script": "MATHEMATICAL SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK",
    "sans-serif": "MATHEMATICAL SANS-SERIF",
    "sans-serif-italic": "MATHEMATICAL SANS-SERIF ITALIC",
    "monospace": "MATHEMATICAL MONOSPACE",
}
_OLDER = {"script": "SCRIPT", "fraktur": "BLACK-LETTER", "double-struck": "DOUBLE-STRUCK"}
"""How the letters are called that Unicode had before it had them all."""

_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")


def in_letters(text: str, style: str) -> str:
    """Return a text in the letters of a style; what has none stays as it is."""
    return "".join(_letter(sign, style) for sign in text) if style in _STYLES else text


def _letter(sign: str, style: str) -> str:
    name = _name(sign)
    if style == "italic" and sign == "h":
        return "ℎ"
    names = [f"{_STYLES[style]} {name}", f"{_OLDER.get(style, '')} {name}"]
    return next((found for found in map(_named, names) if found), sign) if name else sign


def _name(sign: str) -> str:
    """Return what Unicode calls a letter or digit behind the name of its style."""
    if sign.isascii() and sign.isdigit():
        return f"DIGIT {_DIGITS[int(sign)]}"
    if sign.isascii() and sign.isalpha():
        return f"{'CAPITAL' if sign.isupper() else 'SMALL'} {sign.upper()}"
    name = unicodedata.name(sign, "")
    return name.replace("GREEK ", "").replace("LETTER ", "") if "GREEK" in name else ""


def _named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""
