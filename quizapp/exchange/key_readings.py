"""Which options a written answer means, where it can be read in more than one way.

“2” may be the text of an option or its number, counted from 1 or from 0; “B” its text or its
letter. One answer that fits a single reading settles all others of its file. What nothing settles
is left open: a guess would be a wrong key without a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizapp.exchange.texts import one_line

Reading = Literal["text", "name", "letter", "from 1", "from 0"]
Possible = Mapping[Reading, frozenset[int]]
"""The places of the right options, by each reading that fits."""

TABLE_READINGS: tuple[Reading, ...] = ("text", "letter", "from 1")
ALL_READINGS: tuple[Reading, ...] = ("text", "name", "letter", "from 1", "from 0")

_MOST_LISTED = 1_000
"""Characters of an answer that lists several; a longer one is a single text."""

_PARTS = re.compile(r"\s*(?:[,;/&|\n]|\band\b)\s*|\s+")
_LISTED = re.compile(r"\s*[,;|\n]\s*")
_CALLED = re.compile(r"(?i)\s*(?:option|answer|choice|alternative)s?\s+(?=\S)")
_LETTER = re.compile(r"[(\[]?([A-Za-z])[)\].:]?")
_DIGITS = re.compile(r"[(\[]?([0-9]{1,3})[)\].:]?")
_ZERO = re.compile(r"[(\[]?0[)\].:]?")
CONTRADICTION = "what it says of its right answer contradicts itself"
_SAID: dict[Reading, str] = {
    "text": "as its text",
    "name": "as its name",
    "letter": "as its letter",
    "from 1": "counted from 1",
    "from 0": "counted from 0",
}


@dataclass(frozen=True)
class Choices:
    """Options by their place; `numbers` count them from 1, and may leave some out."""

    texts: Sequence[str]
    numbers: Sequence[int]
    names: Sequence[str] = ()

    @classmethod
    def of(cls, texts: Sequence[str], names: Sequence[str] = ()) -> Choices:
        """Return options that are numbered in their order."""
        return cls(texts, range(1, len(texts) + 1), names)


def possible_readings(
    keys: Sequence[str], choices: Choices, readings: Collection[Reading]
) -> Possible:
    """Return each reading by which every key is one of the options.

    Args:
        keys: The answers as written; a single one may itself list several.
        choices: The options.
        readings: Those that the format allows.

    """
    found = {reading: _places(keys, choices, reading) for reading in readings}
    return {reading: places for reading, places in found.items() if places}


def agreed(readings: Sequence[Possible]) -> Possible | None:
    """Return the readings of the first answer on which all others of the question agree.

    Others that can be none of the options say nothing of the key. None where there is no way to
    read all of them: a question that contradicts itself.
    """
    if not readings:
        return {}
    others = [set(each.values()) for each in readings[1:] if each]
    possible = {
        reading: places
        for reading, places in readings[0].items()
        if all(places in each for each in others)
    }
    return possible if possible or not readings[0] else None


def settled_keys(
    questions: Sequence[Possible], preferred: Reading | None = None
) -> list[frozenset[int] | None]:
    """Decide by the whole file; None where nothing settles it, empty where nothing fits.

    Args:
        questions: The readings that fit, question by question.
        preferred: How the file is known to be written, if it is.

    """
    voted = {next(iter(possible)) for possible in questions if len(possible) == 1}
    return [_settled(possible, voted, preferred) for possible in questions]


def counts_from_0(keys: Iterable[str]) -> bool:
    """Whether a file has an answer 0, so that its other numbers may be counted from there too."""
    return any(_ZERO.fullmatch(key.strip()) for key in keys)


def doubt(possible: Possible, choices: Choices) -> str:
    """Say which options an unsettled answer could mean."""
    said = [
        f"“{one_line(choices.texts[min(places)])}” ({_SAID[reading]})"
        for reading, places in possible.items()
    ]
    return f"its answer could be {' or '.join(said)}; write the text of the right option"


def _settled(
    possible: Possible, voted: Collection[Reading], preferred: Reading | None
) -> frozenset[int] | None:
    if preferred is not None and preferred in possible:
        return possible[preferred]
    results = set(possible.values())
    if len(results) > 1:
        results = {places for reading, places in possible.items() if reading in voted}
    if len(results) == 1:
        return next(iter(results))
    return None if possible else frozenset()


def _places(keys: Sequence[str], choices: Choices, reading: Reading) -> frozenset[int]:
    if reading in {"text", "name"}:
        return _named(keys, choices.texts if reading == "text" else choices.names)
    if any(len(key) > _MOST_LISTED for key in keys):
        return frozenset()
    tokens = [token for key in keys for token in _PARTS.split(_CALLED.sub("", key).strip())]
    numbers = [_number(token, reading) for token in tokens if token]
    places = {number: place for place, number in enumerate(choices.numbers)}
    if not numbers or not all(number in places for number in numbers):
        return frozenset()
    return frozenset(places[number] for number in numbers)


def _named(keys: Sequence[str], names: Sequence[str]) -> frozenset[int]:
    listed = [part for key in keys for part in _LISTED.split(key[:_MOST_LISTED]) if part]
    for parts in (keys, listed):
        for folded in (str, _folded):
            known = {folded(name): place for place, name in reversed(list(enumerate(names)))}
            if parts and all(folded(part) in known for part in parts):
                return frozenset(known[folded(part)] for part in parts)
    return frozenset()


def _folded(text: str) -> str:
    return one_line(text).casefold()


def _number(token: str, reading: Reading) -> int:
    """Return the number from 1 that a token stands for; -1 for what is none."""
    if reading == "letter":
        letter = _LETTER.fullmatch(token)
        return ord(letter[1].lower()) - ord("a") + 1 if letter else -1
    digits = _DIGITS.fullmatch(token)
    return int(digits[1]) + (reading == "from 0") if digits else -1
