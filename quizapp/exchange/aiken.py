"""Aiken, the plainest format of questions: a stem, lettered options, and the letter of the key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from string import ascii_uppercase

from quizapp.domain.bank import Bank
from quizapp.domain.bank.positions import Lines
from quizapp.domain.drills.posing import with_pinned_last
from quizapp.domain.items import (
    ItemForm,
    MatchItem,
    MultipleItem,
    NumberItem,
    Option,
    OrderItem,
    PlaceItem,
    Question,
    ShortItem,
    SortItem,
    TrueFalseItem,
)
from quizapp.domain.items.together import kept_apart, largest_together
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.formulas import in_brackets
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.outgoing import bank_losses, lost_extras, order_losses
from quizapp.exchange.passages import has_several_marks
from quizapp.exchange.results import Exported, Imported, Loss
from quizapp.exchange.texts import markdown_of_plain, one_line, plain_text

_OPTION = re.compile(r"\s*([A-Z])[.)]\s+(.*\S)\s*\Z")
_ANSWER = re.compile(r"\s*ANSWER:\s*([A-Z](?:\s*,\s*[A-Z])*)\s*\Z")
_ANSWER_BEGUN = re.compile(r"\s*ANSWER\s*:?", re.IGNORECASE)


@dataclass
class _Draft:
    """A question that has begun."""

    start: int = 0
    stem: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    twice: str = ""


def read_aiken(data: bytes) -> Imported:
    """Read questions in Aiken, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    draft = _Draft()
    for number in range(1, len(lines) + 1):
        line = lines[number]
        if not line.strip():
            continue
        if not draft.stem and not draft.options:
            draft.start = number
        draft = _next(draft, line.strip(), number, gathering, lines)
    if draft.stem or draft.options:
        _note_unanswered(draft, len(lines), gathering, lines)
    return gathering.imported()


def write_aiken(bank: Bank) -> Exported:
    """Write what a quiz may ask with one key as Aiken questions, in plain text."""
    written: list[str] = []
    names = Loss("X624", None, "Aiken has no ids and no topics.")
    losses: list[Loss] = [*bank_losses(bank), names]
    for item in bank.items.values():
        questions = _questions(item, bank)
        losses += _losses(item, questions)
        written += (_written(question) for question in questions)
    return Exported("\n".join(written).encode(), tuple(losses))


def _next(draft: _Draft, line: str, number: int, into: Gathering, lines: Lines) -> _Draft:
    """Return the draft with one more line, or an empty one after the line that ends it."""
    if option := _OPTION.match(line):
        draft.twice = option[1] if option[1] in draft.options else draft.twice
        draft.options[option[1]] = option[2]
    elif answer := _ANSWER.match(line):
        _take(draft, re.findall("[A-Z]", answer[1]), number, into, lines)
        return _Draft()
    elif _ANSWER_BEGUN.match(line) and draft.options:
        span = lines.of_lines(number, number)
        into.note("X605", "Left out: after `ANSWER:` comes the letter of the key.", span)
        return _Draft()
    elif draft.options:
        _note_unanswered(draft, number, into, lines)
        return _Draft(number, [line.strip()])
    else:
        draft.stem.append(line.strip())
    return draft


def _take(draft: _Draft, keys: list[str], end: int, into: Gathering, lines: Lines) -> None:
    span = lines.of_lines(draft.start, end)
    missing = [key for key in keys if key not in draft.options]
    if draft.twice:
        into.note("X612", f"Left out: there are two options {draft.twice}.", span)
        return
    if missing or not draft.stem:
        what = f"there is no option {missing[0]}" if missing else "there is no question"
        into.note("X612", f"Left out: {what}.", span)
        return
    fair = 1 / len(keys)
    wrong = 0.0 if len(keys) == 1 else -fair
    answers = tuple(
        Answer(markdown_of_plain(text), fair if letter in keys else wrong)
        for letter, text in draft.options.items()
    )
    stem = markdown_of_plain("\n".join(draft.stem))
    take(Asked("one" if len(keys) == 1 else "many", stem, answers, span=span), into)


def _note_unanswered(draft: _Draft, end: int, into: Gathering, lines: Lines) -> None:
    span = lines.of_lines(draft.start, end)
    into.note("X605", "Left out: a line `ANSWER:` is missing after the options.", span)


def _questions(item: ItemForm, bank: Bank) -> list[Question]:
    """Return the questions of an item that Aiken can ask; options taken from siblings: four."""
    in_parts = isinstance(item, MultipleItem | OrderItem | MatchItem | SortItem)
    in_parts = in_parts or isinstance(item, NumberItem | ShortItem)
    if in_parts or has_several_marks(item):
        return []
    asked = bank.content_of(item.id).questions or item.questions(())
    return [question for question in asked if not _OPTION.match(one_line(question.stem))]


def _losses(item: ItemForm, questions: list[Question]) -> Iterator[Loss]:
    if not questions:
        yield Loss("X621", item.id, f"Aiken cannot ask `{item.id}`; it was left out.")
        return
    yield from lost_extras(item, ())
    if isinstance(item, TrueFalseItem) or item.type in {"cloze", "term", "place"}:
        yield Loss("X623", item.id, f"`{item.id}` became a choice among options.")
    if isinstance(item, PlaceItem):
        yield from order_losses(item, "Moodle", keeps_order=False)
    options = [option for question in questions for option in question.options]
    if any(option.feedback for option in options):
        yield Loss("X622", item.id, f"The feedback on options of `{item.id}` is left out.")
    if any(map(_is_formatted, _texts(questions))):
        yield Loss("X622", item.id, f"The formatting of `{item.id}` is left out.")


def _texts(questions: list[Question]) -> Iterator[str]:
    for question in questions:
        yield question.stem
        yield from (option.text for option in question.options)


def _is_formatted(text: str) -> bool:
    return plain_text(text) != text or "\n" in text


def _written(question: Question) -> str:
    options = _shown(question)
    lettered = list(zip(ascii_uppercase, options, strict=False))
    key = next(letter for letter, option in lettered if option.is_key)
    lines = [_plain(question.stem)]
    lines += [f"{letter}. {_plain(option.text)}" for letter, option in lettered]
    return "\n".join([*lines, f"ANSWER: {key}", ""])


def _shown(question: Question) -> list[Option]:
    """Return the options with the key at a place that follows from its text."""
    key = next(option for option in question.options if option.is_key)
    wrong = [option for option in question.options if not option.is_key]
    if question.shown:
        ids = [option.id for option in wrong]
        together = largest_together(ids, question.shown - 1, kept_apart(question.apart))
        wrong = [option for option in wrong if option.id in together]
    if question.keep_order:
        return list(question.options)
    place = int(key.id[:6], 16) % (len(wrong) + 1)
    return list(with_pinned_last(question, [*wrong[:place], key, *wrong[place:]]))


def _plain(markdown: str) -> str:
    return one_line(plain_text(in_brackets(markdown)))
