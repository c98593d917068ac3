"""Numbered questions with lettered options, checklists, and text2qti: from lines to questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.bank.positions import Lines
from quizapp.domain.shortening import shortened
from quizapp.exchange.foreign_text import PLAIN
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.numbers import without_tolerance
from quizapp.exchange.plain_text.draft import Draft
from quizapp.exchange.plain_text.key_list import KeyList, is_key_of_several
from quizapp.exchange.plain_text.signs import (
    Line,
    begins_key,
    has_letter,
    is_lettered,
    is_listed,
    labelled,
    options_on,
    question_begun,
    typed,
)
from quizapp.exchange.plain_text.taking import take_all
from quizapp.exchange.results import Imported


def read_text(data: bytes, markup: str = PLAIN) -> Imported:
    """Read numbered questions with lettered options, or checklists, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    numbers = range(1, len(lines) + 1 if gathering.text else 1)
    spans = (lines.of_lines(number, number) for number in numbers)
    read = [Line(lines[number].strip(), span) for number, span in zip(numbers, spans, strict=True)]
    read_lines(read, gathering, markup)
    return gathering.imported()


def read_lines(lines: Sequence[Line], into: Gathering, markup: str = PLAIN) -> None:
    """Take the questions that lines of any document make."""
    reader = _Reader(into)
    for line in lines:
        reader.add(line)
    reader.key.close()
    take_all(reader.drafts, into, markup)


class _Reader:
    """Reads line after line, and knows which question it is in."""

    def __init__(self, into: Gathering) -> None:
        self.drafts: list[Draft] = []
        self.key = KeyList()
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
            self.key.begin(self.drafts)
        elif not (self._is_key and self.key.add(text)):
            self._add_to_question(text, line)
            self._after_gap = False

    def _add_to_question(self, text: str, line: Line) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if draft is not None and self._add_options(draft, text, line):
            self._part = "option"
        elif draft is not None and (self._add_said(draft, text) or self._add_listed(draft, text)):
            return
        elif begun := question_begun(text):
            self._begin(begun[0], begun[1], line)
        elif draft is None or (draft.options and self._after_gap) or draft.answers:
            self._begin("", text, line)
        else:
            self._go_on(draft, text)

    def _begin(self, number: str, words: str, line: Line) -> None:
        if number:
            self._is_key = False
        self.drafts.append(Draft(number, line.span, [words] if words else []))
        self._part = "stem"

    def _add_options(self, draft: Draft, text: str, line: Line) -> bool:
        is_going_on = self._part == "option" or (not draft.options and has_letter(text))
        if draft.answers and not is_going_on:
            return False
        if has_letter(text) and not any(option.letter for option in draft.options):
            draft.put_back()
        options = options_on(text, len(draft.options))
        draft.options += options
        draft.set_off += [line.is_set_off] * len(options)
        return bool(options)

    def _add_said(self, draft: Draft, text: str) -> bool:
        """Add an answer, an explanation or the like; whether the line was one."""
        said = labelled(text) or typed(text) or (is_listed(text) and labelled(text[1:].strip()))
        if not said:
            return False
        name, words = said
        if name == "answer" and is_key_of_several(words):
            self._is_key = True
            self.key.begin(self.drafts)
            self.key.add(words)
        elif name == "answer":
            draft.answers.append(words)
        elif name == "number":
            self._add_number(draft, words)
        elif name == "open":
            draft.unaskable = "an answer that only a teacher can mark"
        elif name == "setting":
            self._into.drop(f"“{shortened(words, 60)}”", draft.span)
        else:
            draft.said.setdefault(name, []).append(words)
        self._part = name
        return True

    def _add_number(self, draft: Draft, words: str) -> None:
        if words.startswith("["):
            draft.unaskable = "a number that may lie anywhere in a range"
        number, tolerance = without_tolerance(words.replace("+-", ":"))
        draft.words.append(number)
        if tolerance:
            message = f"Only {number} itself is right here, without the tolerance {tolerance}."
            self._into.note("X614", message, draft.span)

    def _add_listed(self, draft: Draft, text: str) -> bool:
        """Add an entry of a list; above the options it may be many things."""
        if not is_listed(text):
            return False
        if draft.options or draft.answers:
            draft.said.setdefault("remark", []).append(text[1:].strip())
            self._part = "remark"
        else:
            draft.listed.append(len(draft.stem))
            draft.stem.append(text)
            self._part = "listed"
        return True

    def _go_on(self, draft: Draft, text: str) -> None:
        if self._part == "option" and draft.options:
            last = draft.options[-1]
            if last.letter and is_lettered(text):
                draft.contradiction = "the letters of its options are not in order"
            draft.options[-1] = replace(last, text=f"{last.text} {text}")
        elif self._part == "listed":
            draft.stem[-1] += f"\n{text}"
        elif self._part in draft.said:
            draft.said[self._part][-1] += f"\n{text}"
        elif draft.options:
            draft.said.setdefault("explanation", []).append(text)
        else:
            draft.stem.append(text)
