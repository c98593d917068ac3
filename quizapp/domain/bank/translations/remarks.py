"""What a pair of texts shows by itself: numbers that differ, and words left as they were."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from quizapp.domain.bank.translations.pairing import Pair
from quizapp.domain.items.gaps import gaps
from quizapp.domain.items.problems import Problem
from quizapp.domain.shortening import shortened

LONG = 5
"""Words from which on a text that is the same in two languages was probably left as it was."""

_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u2009\u202f]\d+|[ ]\d{3}(?!\d))*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOWN = 60


def remarks_on(pair: Pair, *, is_same_language: bool) -> Iterator[Problem]:
    """Yield what should be looked at in one text."""
    yield from _other_numbers(pair)
    if not is_same_language and pair.told == pair.original and _is_long(pair.told):
        text = shortened(pair.told, _SHOWN)
        yield Problem("W553", pair.path, f"“{text}” stands here in the original's words.")


def _other_numbers(pair: Pair) -> Iterator[Problem]:
    """Yield numbers that came or went; in a text with gaps, also those that changed their gap."""
    if not (_DIGIT.search(pair.original) or _DIGIT.search(pair.told)):
        return
    before, after = gaps(pair.original), gaps(pair.told)
    gap_pairs = zip(before, after, strict=True) if len(before) == len(after) else ()
    for original, told in ((pair.original, pair.told), *gap_pairs):
        wanted, found = numbers(original), numbers(told)
        if wanted != found:
            here = ", ".join(found - wanted) or "fewer numbers"
            there = ", ".join(wanted - found) or "fewer numbers"
            message = f"This has {here} where the original has {there}."
            part = f"{{{{{told}}}}}" if told in after else None
            yield Problem("W552", pair.path, message, part=part)
            return


def numbers(text: str) -> Counter[str]:
    """Return the digits of each number in a text, however it groups them."""
    return Counter(_digits(found) for found in _NUMBER.findall(text))


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in number if each.isdigit())


def _is_long(text: str) -> bool:
    return len(_WORD.findall(text)) >= LONG
