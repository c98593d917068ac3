"""Numbered questions with lettered options, checklists, and text2qti: from lines to questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quizapp.domain.bank.positions import Lines, Span
from quizapp.exchange.asked import Answer, Asked, Kind
from quizapp.exchange.foreign_text import PLAIN, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.key_readings import (
    Choices,
    Possible,
    Reading,
    doubt,
    possible_readings,
    settled_keys,
)
from quizapp.exchange.numbers import without_tolerance
from quizapp.exchange.plain_text.signs import (
    KEY_ENTRY,
    Line,
    OptionSign,
    begins_key,
    labelled,
    options_on,
    question_begun,
    typed,
)
from quizapp.exchange.results import Imported

_READINGS: tuple[Reading, ...] = ("letter", "text", "from 1")
_LETTER: tuple[Reading, ...] = ("letter",)
_LETTER_FIRST = re.compile(r"\(?([A-Za-z])[.):]?[ \t]+(?:[-–—][ \t]+)?(\S.*)", re.DOTALL)


@dataclass
class _Draft:
    """A question that has begun."""

    number: str
    span: Span
    stem: list[str] = field(default_factory=list)
    options: list[OptionSign] = field(default_factory=list)
    set_off: list[bool] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    is_open: bool = False

    @property
    def choices(self) -> Choices:
        return Choices.of([option.text for option in self.options])


def read_text(data: bytes, markup: str = PLAIN) -> Imported:
    """Read numbered questions with lettered options, or checklists, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    numbers = range(1, len(lines) + 1 if gathering.text else 1)
    spans = (lines.span(lines.start(number), lines.end(number)) for number in numbers)
    read = [Line(lines[number].strip(), span) for number, span in zip(numbers, spans, strict=True)]
    read_lines(read, gathering, markup)
    return gathering.imported()


def read_lines(lines: Sequence[Line], into: Gathering, markup: str = PLAIN) -> None:
    """Take the questions that lines of any document make."""
    reader = _Reader(into)
    for line in lines:
        reader.add(line)
    _take_all(reader.drafts, reader.keys, into, markup)


class _Reader:
    """Reads line after line, and knows which question it is in."""

    def __init__(self, into: Gathering) -> None:
        self.drafts: list[_Draft] = []
        self.keys: dict[str, str] = {}
        self._into = into
        self._is_key = self._after_gap = False
        self._part = ""

    def add(self, line: Line) -> None:
        """Read one line."""
        text = line.text.strip()
        if not text:
            self._after_gap, self._part = True, ""
        elif begins_key(text) and self.drafts:
            self._is_key = True
        elif not (self._is_key and self._add_keys(text)):
            self._add_to_question(text, line)
            self._after_gap = False

    def _add_keys(self, text: str) -> bool:
        entries = KEY_ENTRY.findall(text)
        self.keys.update(entries)
        return bool(entries)

    def _add_to_question(self, text: str, line: Line) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if draft is not None and self._add_options(draft, text, line):
            self._part = "option"
        elif draft is not None and self._add_said(draft, text):
            return
        elif begun := question_begun(text):
            self._begin(begun[0], begun[1], line)
        elif draft is None or (draft.options and self._after_gap) or draft.answers:
            self._begin("", text, line)
        else:
            self._go_on(draft, text)

    def _begin(self, number: str, words: str, line: Line) -> None:
        self.drafts.append(_Draft(number, line.span, [words] if words else []))
        self._part = "stem"

    def _add_options(self, draft: _Draft, text: str, line: Line) -> bool:
        if draft.answers:
            return False
        options = options_on(text, len(draft.options))
        draft.options += options
        draft.set_off += [line.is_set_off] * len(options)
        return bool(options)

    def _add_said(self, draft: _Draft, text: str) -> bool:
        """Add an answer, an explanation or the like; whether the line was one."""
        said = labelled(text) or typed(text)
        if said is None:
            return False
        name, words = said
        if name == "answer":
            draft.answers.append(words)
        elif name in {"word", "number"}:
            draft.words.append(without_tolerance(words.replace("+-", ":"))[0])
        elif name == "open":
            draft.is_open = True
        elif name == "setting":
            self._into.drop(f"“{words[:60]}”", draft.span)
        else:
            draft.said.setdefault(name, []).append(words)
        self._part = name
        return True

    def _go_on(self, draft: _Draft, text: str) -> None:
        if self._part == "option" and draft.options:
            last = draft.options[-1]
            draft.options[-1] = replace(last, text=f"{last.text} {text}")
        elif self._part in draft.said:
            draft.said[self._part][-1] += f"\n{text}"
        elif draft.options:
            draft.said.setdefault("explanation", []).append(text)
        else:
            draft.stem.append(text)


def _take_all(drafts: Sequence[_Draft], keys: dict[str, str], into: Gathering, markup: str) -> None:
    """Take all questions, once it is known how the answers of the file are meant."""
    for draft in drafts:
        if not draft.answers and draft.number in keys:
            draft.answers.append(keys[draft.number])
    are_written = any(draft.answers for draft in drafts)
    possible = [_possible(draft, are_written=are_written) for draft in drafts]
    for draft, right, read in zip(drafts, settled_keys(possible), possible, strict=True):
        _take(draft, right, read, into, markup)


def _possible(draft: _Draft, *, are_written: bool) -> Possible:
    """Return the readings of a question's key: marks at its options go before written answers."""
    marked = frozenset(at for at, option in enumerate(draft.options) if option.is_marked)
    if marked:
        return {"name": marked}
    for answer in draft.answers:
        if found := possible_readings([answer], draft.choices, _READINGS):
            return found
        letter = _LETTER_FIRST.fullmatch(answer)
        if letter and (found := possible_readings([letter[1]], draft.choices, _LETTER)):
            draft.said.setdefault("explanation", []).extend(_beyond(draft, letter[2], found))
            return found
    if not are_written and 0 < sum(draft.set_off) < len(draft.set_off):
        return {"name": frozenset(at for at, is_off in enumerate(draft.set_off) if is_off)}
    return {}


def _beyond(draft: _Draft, words: str, found: Possible) -> list[str]:
    """Return what an answer says beyond its letter, if that is not the option again."""
    options = {draft.options[at].text.casefold() for places in found.values() for at in places}
    return [] if words.strip().casefold() in options else [words]


def _take(
    draft: _Draft, right: frozenset[int] | None, possible: Possible, into: Gathering, markup: str
) -> None:
    stem = "\n".join(draft.stem).strip()
    asked = _answered(draft, right)
    if draft.is_open:
        into.note("X611", "Left out: an answer that only a teacher can mark.", draft.span)
    elif right is None:
        into.note("X612", f"Left out: {doubt(possible, draft.choices)}.", draft.span)
    elif not draft.options and not draft.answers and not draft.words:
        message = f"Left out: “{stem[:60]}” has neither options nor an answer."
        into.note("X613", message, draft.span)
    elif asked is None:
        said = "its answer is none of the options" if draft.answers else "no option is marked right"
        into.note("X612", f"Left out: {said}.", draft.span)
    else:
        take(_in_markdown(asked, stem, draft, into, markup), into)


def _answered(
    draft: _Draft, right: frozenset[int] | None
) -> tuple[Kind, tuple[Answer, ...]] | None:
    """Return the kind of question and its answers; None where none of them is right."""
    if not draft.options:
        words = [*draft.words, *draft.answers]
        if words and words[0].strip(" .").lower() in {"true", "false"}:
            is_true = words[0].strip(" .").lower() == "true"
            return "truth", (Answer("true", float(is_true)), Answer("false", 1.0 - is_true))
        return "words", tuple(Answer(word, 1.0) for word in words)
    if not right:
        return None
    texts = [option.text for option in draft.options]
    if len(right) == 1:
        answers = tuple(Answer(text, float(at in right)) for at, text in enumerate(texts))
        return (
            "truth" if {text.lower() for text in texts} == {"true", "false"} else "one"
        ), answers
    fair = 1 / len(right)
    return "many", tuple(
        Answer(text, fair if at in right else -fair) for at, text in enumerate(texts)
    )


def _in_markdown(
    answered: tuple[Kind, tuple[Answer, ...]],
    stem: str,
    draft: _Draft,
    into: Gathering,
    markup: str,
) -> Asked:
    def shown(text: str) -> str:
        return taken_text(text, markup, into, draft.span)

    kind, answers = answered
    explanation = [*draft.said.get("explanation", ()), *draft.said.get("remark", ())]
    return Asked(
        kind=kind,
        stem=shown(stem),
        answers=tuple(replace(answer, text=shown(answer.text)) for answer in answers),
        hints=tuple(map(shown, draft.said.get("hint", ()))),
        explanation=shown("\n\n".join(filter(None, explanation))),
        span=draft.span,
    )
