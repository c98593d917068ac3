"""A written question that has begun, and what its answers say before the file settles the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from quizapp.domain.bank.positions import Span
from quizapp.exchange.key_readings import (
    CONTRADICTION,
    Choices,
    Possible,
    Reading,
    agreed,
    possible_readings,
)
from quizapp.exchange.plain_text.signs import OptionSign, options_within

READINGS: tuple[Reading, ...] = ("letter", "text", "from 1")
_LETTER: tuple[Reading, ...] = ("letter",)
_TEXT: tuple[Reading, ...] = ("text",)
_LETTER_FIRST = re.compile(r"\(?([A-Za-z])([.):]?)[ \t]+([-–—][ \t]+)?(\S.*)", re.DOTALL)
_ROMAN = re.compile(r"(?i)\(?[ivx]{1,4}[.)]?")
_BARE = re.compile(r"\(?(?:[A-Za-z]|[0-9]{1,2})[.)]?")


@dataclass
class Draft:
    """A question that has begun."""

    number: str
    span: Span
    stem: list[str] = field(default_factory=list)
    listed: list[int] = field(default_factory=list)
    """Which lines of the stem begin like entries of a list: what they are is known at the end."""

    options: list[OptionSign] = field(default_factory=list)
    set_off: list[bool] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    readings: tuple[Reading, ...] = READINGS
    unaskable: str = ""
    contradiction: str = ""

    @property
    def choices(self) -> Choices:
        """Its options, in the order of their letters."""
        return Choices.of([option.text for option in self.options])

    def put_back(self) -> None:
        """Make the bullets so far a part of the question: its options have letters."""
        self.stem += [f"• {option.text}" for option in self.options]
        self.options, self.set_off = [], []

    def settle_list(self) -> None:
        """Decide what the lines of a list in the stem are, once the answers are known.

        Where an answer names one of them they are the options. Without options and answers they
        are text2qti's: words to be typed, or a remark. Else they belong to the question.
        """
        self._part_stem()
        entries = {sign: self._entries(sign) for sign in ("*", "-")}
        texts = [self.stem[at][1:].strip() for at in self.listed]
        if not self.options and self.answers and _names_one(self.answers, texts):
            self.options = [OptionSign("", text, is_marked=False) for text in texts]
            self.set_off = [False] * len(texts)
            self._drop_lines(self.listed)
            return
        if not self.options and self.answers and _counts_lines(self.answers, self.stem, texts):
            self.contradiction = "its answer is a letter or a number, and its options have none"
        are_typed = not self.options and not self.answers
        words = entries["*"] if are_typed else {}
        remarks = entries["-"] if len(entries["-"]) == 1 else {}
        self.words += words.values()
        if remarks:
            self.said.setdefault("remark", []).extend(remarks.values())
        self._drop_lines({*words, *remarks})

    def _part_stem(self) -> None:
        """Take the options out of a question on one line, if its answer is one of them."""
        if not self.options and len(self.stem) == 1:
            words, options = options_within(self.stem[0])
            choices = Choices.of([option.text for option in options])
            if any(possible_readings([answer], choices, READINGS) for answer in self.answers):
                self.stem, self.options = [words], options
                self.set_off = [False] * len(options)

    def _entries(self, sign: str) -> dict[int, str]:
        lines = {at: self.stem[at] for at in self.listed}
        return {at: line[1:].strip() for at, line in lines.items() if line.startswith(sign)}

    def _drop_lines(self, places: Collection[int]) -> None:
        self.stem = [line for at, line in enumerate(self.stem) if at not in places]


def possible_key(draft: Draft, *, are_written: bool) -> Possible:
    """Return the readings of a question's key, on which all that it says of it agrees.

    Args:
        draft: The question; what its answers explain goes into what is said of it.
        are_written: Whether the file has written answers; where not, bold type may be the key.

    """
    answers = [(answer, read_answer(answer, draft)) for answer in draft.answers]
    found = [reading for _, reading in answers if reading]
    if marked := _marked(draft.options):
        found.insert(0, {"name": marked})
    elif not found and not are_written and 0 < sum(draft.set_off) < len(draft.set_off):
        return {"name": frozenset(at for at, is_off in enumerate(draft.set_off) if is_off)}
    if not found or any(is_bare(answer) for answer, reading in answers if not reading):
        return {}
    possible = agreed(found)
    if possible is None or any(_is_torn(answer, draft) for answer in draft.answers):
        draft.contradiction = CONTRADICTION
        return {}
    explained = (_explained(answer, draft) if reading else answer for answer, reading in answers)
    draft.said.setdefault("explanation", []).extend(filter(None, explained))
    return possible


def is_bare(answer: str) -> bool:
    """Whether an answer is nothing but a letter or a number."""
    return _BARE.fullmatch(answer.strip()) is not None


def read_answer(answer: str, draft: Draft) -> Possible:
    """Return the readings of an answer: a text, a letter, a number, or a letter and more.

    “A long time” is no letter A: without a sign behind the letter, the rest has to be the text of
    an option. If that is another option than the letter's, both are returned.
    """
    if found := possible_readings([answer], draft.choices, draft.readings):
        return found
    parts = _LETTER_FIRST.fullmatch(answer)
    if parts is None:
        return {}
    letter = possible_readings([parts[1]], draft.choices, _LETTER)
    text = possible_readings([parts[4].strip("()")], draft.choices, _TEXT)
    return {**letter, **text} if letter and (text or parts[2] or parts[3]) else {}


def _is_torn(answer: str, draft: Draft) -> bool:
    """Whether an answer has the letter of one option and the text of another."""
    reading = read_answer(answer, draft)
    is_whole = possible_readings([answer], draft.choices, draft.readings)
    return not is_whole and len(set(reading.values())) > 1


def _explained(answer: str, draft: Draft) -> str:
    """Return what an answer says beyond its letter, if that is not the option again."""
    parts = _LETTER_FIRST.fullmatch(answer)
    if parts is None or "text" in read_answer(answer, draft):
        return ""
    return "" if possible_readings([answer], draft.choices, draft.readings) else parts[4]


def _marked(options: Sequence[OptionSign]) -> frozenset[int]:
    """Return the options that say they are right; stars before all of them only make a list."""
    are_listed = all(option.is_listed for option in options)
    return frozenset(at for at, option in enumerate(options) if option.is_marked and not are_listed)


def _names_one(answers: Sequence[str], texts: Sequence[str]) -> bool:
    return len(texts) > 1 and _has_reading(answers, texts, "text")


def _counts_lines(answers: Sequence[str], stem: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether an answer could be the place of a line that is an option without a sign."""
    is_roman = any(_ROMAN.fullmatch(answer) for answer in answers)
    lettered = len(stem) > 2 and (is_roman or _has_reading(answers, stem[1:], "letter"))
    return lettered or (len(texts) > 1 and _has_reading(answers, texts, "from 1"))


def _has_reading(answers: Sequence[str], texts: Sequence[str], reading: Reading) -> bool:
    choices = Choices.of(texts)
    return any(possible_readings([answer], choices, (reading,)) for answer in answers)
