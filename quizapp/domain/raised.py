"""Raised and lowered signs, as in 10⁶ and H₂O, in plain text."""

from __future__ import annotations

_ABOVE = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_BELOW = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_ORDINALS = {"st", "nd", "rd", "th", "e", "er", "re", "o", "a"}
"""What is raised after a number only for its looks."""


def raised(text: str, before: str = "") -> str:
    """Return what stands above the line: in raised signs where there are some, else after `^`."""
    if text.lower() in _ORDINALS and before[-1:].isdigit():
        return text
    return _shifted(text, _ABOVE, "^")


def lowered(text: str) -> str:
    """Return what stands below the line: in lowered signs where there are some, else after `_`."""
    return _shifted(text, _BELOW, "_")


def set_off(text: str, place: str, before: str = "") -> str:
    """Return a text as Office and OpenDocument place it: raised, lowered, or on the line."""
    if not text.strip():
        return text
    if place in {"superscript", "super"}:
        return raised(text, before)
    return lowered(text) if place in {"subscript", "sub"} else text


def _shifted(text: str, signs: dict[int, int], mark: str) -> str:
    words = " ".join(text.split())
    if all(ord(sign) in signs for sign in words):
        return words.translate(signs)
    return f"{mark}{words}" if len(words) == 1 else f"{mark}({words})"
