"""Numbers as other programs write them."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from quizapp.domain.items.written_numbers import exact_text

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,300}(?:[.,][0-9]{0,300})?|[.,][0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?"
)
_TOLERANCE = re.compile(r"\s*(.*?)\s*:\s*(.*?)\s*", re.DOTALL)


def finite(text: str, otherwise: float = 0.0) -> float:
    """Return the number that a text says, or another one where it says none that can be used."""
    plain = text.strip().replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        return otherwise
    value = float(plain)
    return value if math.isfinite(value) else otherwise


def is_number(text: str) -> bool:
    """Whether a text is one number, with a point or a comma in it or neither."""
    return _NUMBER.fullmatch(text.strip()) is not None


def without_tolerance(text: str) -> tuple[str, str]:
    """Part `12:0.5` into the number and the tolerance around it, "" if there is none or it is 0."""
    parted = _TOLERANCE.fullmatch(text)
    if parted is None or not is_number(parted[1]):
        return text.strip(), ""
    tolerance = parted[2]
    return parted[1], "" if finite(tolerance, 1.0) == 0 else tolerance


def middle_of(least: str, most: str) -> tuple[str, str] | None:
    """Return the number between two ends and how far they are from it; None if they are none."""
    texts = [end.strip().replace(",", ".") for end in (least, most)]
    if not all(map(is_number, texts)) or not all(math.isfinite(float(text)) for text in texts):
        return None
    low, high = map(Fraction, texts)
    return (exact_text((low + high) / 2), exact_text((high - low) / 2)) if low <= high else None
