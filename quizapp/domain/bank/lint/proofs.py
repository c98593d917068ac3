"""Citations that lead to a passage which says nothing of what the key names (English)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizapp.domain.bank.citations import Places
from quizapp.domain.bank.lint.english import telling
from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Posed, Writing
from quizapp.domain.items.problems import Problem
from quizapp.domain.items.written_numbers import number_readings

_NAME = re.compile(r"(?<=[a-z,;’'-] )[A-Z][a-z][\w’'-]*")
_FIGURE = re.compile(r"(?:\d[\d,.]*\d|\d)(?:[ -](?:hundred|thousand|(?:m|b|tr)illion))?")

FEWEST_WORDS = 3
"""So many words of a key are hardly all put in other ways than the passage puts them."""

_STEM = 4
"""So many letters tell a name: “Iraqi” is proved by “Iraq’s”."""


def unproved_keys(places: Places) -> ItemRule:
    """Return the rule for items about an article, given its passages.

    It looks at what the text says, not at reasons and judgements, which follow from it.
    """

    def rule(writing: Writing) -> Iterator[Problem]:
        """Warn of a name or figure of the key that no cited passage has."""
        if writing.item.level != "recall" or not writing.item.cites:
            return
        proof = _cited_text(writing, places)
        if proof is None:
            return
        for posed in writing.posed:
            message = _missing(posed, proof)
            if message is not None:
                yield Problem("W531", ("cites",), message)
                return

    return rule


def _missing(posed: Posed, proof: _Proof) -> str | None:
    """Return what is to be said of a key that the passages do not prove."""
    for part in _telling(posed):
        if part not in proof:
            return f"The key names “{part}”, and the passage cited does not."
    for key in posed.keys:
        said = telling(key.word_set - posed.stem.word_set)
        if len(said) >= FEWEST_WORDS and not any(word in proof for word in said):
            return f"The key says “{key.text}”, and no word of that is in the passage cited."
    return None


def _cited_text(writing: Writing, places: Places) -> _Proof | None:
    """What the cited passages say; None where a citation leads nowhere, which is told elsewhere."""
    passages = [places.citing(phrase) for phrase in writing.item.cites]
    if not all(passages):
        return None
    return _Proof(" ".join(each.text for found in passages for each in found))


class _Proof:
    """A text that proves names and figures, whatever their ending, and in whatever writing."""

    def __init__(self, text: str) -> None:
        self._numbers = {number for each in _FIGURE.findall(text) for number in _numbers(each)}
        self._text = text.casefold()

    def __contains__(self, part: str) -> bool:
        if part[0].isdigit():
            return not self._numbers.isdisjoint(_numbers(part))
        return part[:_STEM].casefold() in self._text


def _telling(posed: Posed) -> Iterator[str]:
    """Yield names and figures of the keys that the question does not bring itself."""
    for key in posed.keys:
        for pattern in (_FIGURE, _NAME):
            yield from (part for part in pattern.findall(key.text) if part not in posed.stem.text)


def _numbers(figure: str) -> tuple[Fraction | str, ...]:
    """What a figure can be read as; itself where it is none, such as a date."""
    return number_readings(figure.replace("-", " ")) or (figure,)
