"""Anki in: from notes to items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quizapp.domain.bank.positions import Span
from quizapp.domain.shortening import shortened
from quizapp.exchange.anki.collection import MAX_NOTES, Note, media_of, notes_of
from quizapp.exchange.anki.fields import (
    CARD_MODEL,
    CLOZE_MODEL,
    FIELDS,
    TERM_MODEL,
    TYPED_MODEL,
    cloze_text,
    note_hints,
    written_options,
)
from quizapp.exchange.anki.passages import passage_answers, without_passage
from quizapp.exchange.archives import BadArchiveError
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.foreign_text import HTML, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import add, add_passage, options
from quizapp.exchange.labels import labels_said
from quizapp.exchange.paired import pair_fault, pair_fields
from quizapp.exchange.results import Imported, failed
from quizapp.exchange.short_answers import COUNTS, has_short_answer, short_fields

_OWN_MODELS = {CARD_MODEL, TERM_MODEL, CLOZE_MODEL, TYPED_MODEL}
_TAGS = re.compile(r"<[^<>]*>")
_EXTRA_FIELDS = ("Back Extra", "Extra")


def read_apkg(data: bytes) -> Imported:
    """Read the notes of an Anki package, whatever the bytes are; a note's line is its number."""
    try:
        notes = notes_of(data)
    except BadArchiveError as error:
        return failed(error.code, error.message)
    gathering = Gathering(unit="note")
    gathering.media.files |= media_of(data)
    take_notes(notes, gathering)
    return gathering.imported()


def take_notes(notes: Sequence[Note], into: Gathering) -> None:
    """Take notes of any origin; which side of a card is the term is told by all of its type."""
    if len(notes) > MAX_NOTES:
        span = Span(notes[MAX_NOTES].number, 1, notes[MAX_NOTES].number, 1)
        into.cut(f"the first {MAX_NOTES:,} notes", span)
        notes = notes[:MAX_NOTES]
    lengths: dict[tuple[int, str], tuple[int, int]] = {}
    for note in (each for each in notes if not each.is_cloze):
        sides = [len(_TAGS.sub("", text)) for text in [*note.fields.values(), "", ""][:2]]
        first, second = lengths.get((note.model_id, note.model), (0, 0))
        lengths[note.model_id, note.model] = (first + sides[0], second + sides[1])
    for note in notes:
        first, second = lengths.get((note.model_id, note.model), (0, 0))
        _take_note(note, into, is_turned=first > second)


def _take_note(note: Note, into: Gathering, *, is_turned: bool) -> None:
    span = Span(note.number, 1, note.number, 1)
    is_own = note.model_id in _OWN_MODELS and set(FIELDS) <= set(note.fields)
    frame = Asked("one", "", (), topic=note.deck, labels=note.tags, span=span)
    if is_own:
        _take_own(note, frame, into)
    elif note.is_cloze:
        _take_cloze(note, frame, into)
    else:
        _take_sides(note, frame, into, is_turned=is_turned)


def _take_own(note: Note, frame: Asked, into: Gathering) -> None:
    """Take a note that was exported from a bank."""
    said = labels_said(frame, into)
    texts = {name: _text(note.fields[name], frame, into) for name in ("Explanation", "Hint")}
    asked = replace(
        frame,
        item_id=note.fields["Id"].strip(),
        explanation=texts["Explanation"],
        hints=(texts["Hint"],) if texts["Hint"] else (),
    )
    if note.model_id == CLOZE_MODEL:
        _add_cloze(note, asked, said, into)
    elif note.model_id == TYPED_MODEL:
        _add_typed(note, asked, said, into)
    elif note.model_id == TERM_MODEL:
        sides = [_text(note.fields[name], asked, into) for name in ("Front", "Back")]
        wrong = options(answer for _, answer in written_options(note.fields["Options"]))
        own = {"distractors": wrong} if wrong else {}
        add(asked, said, into, "term", term=sides[0], definition=sides[1], **own)
    else:
        _add_card(note, asked, said, into)


def _add_cloze(note: Note, asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    text, _ = cloze_text(note.fields["Front"])
    own: dict[str, list[Any]] = {}
    for gap, answer in written_options(note.fields["Options"]):
        own.setdefault(gap, []).extend(options([answer]))
    add(asked, said, into, "cloze", text=_text(text, asked, into), distractors=own)


def _add_typed(note: Note, asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    """Take a short answer: the key on the back, other answers with a sign before what counts."""
    key = _text(note.fields["Back"], asked, into)
    others = [
        replace(answer, share=float(gap == COUNTS))
        for gap, answer in written_options(note.fields["Options"])
    ]
    stem = _text(note.fields["Front"], asked, into)
    typed = replace(asked, kind="words", stem=stem, answers=(Answer(key, 1.0), *others))
    if has_short_answer(typed):
        add(typed, said, into, "short", **short_fields(typed, said, into))
    else:
        into.note("X612", "Left out: there is no answer on its back.", asked.span)


def _add_card(note: Note, asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    if said.get("type") == "place":
        asked = replace(asked, stem=_text(without_passage(note.fields["Front"]), asked, into))
        answers, right = passage_answers(note)
        if right and add_passage(asked, said, into, answers, right):
            return
    stem = _text(note.fields["Front"], asked, into)
    if said.get("type") == "true-false":
        key = _text(note.fields["Back"], asked, into).lower()
        feedback = _text(note.fields["Options"], asked, into)
        add(asked, said, into, "true-false", stem=stem, key=key, feedback=feedback)
        return
    keys = [answer for _, answer in written_options(note.fields["Back"])]
    wrong = options(answer for _, answer in written_options(note.fields["Options"]))
    if said.get("type") == "multiple":
        fields = {"stem": stem, "keys": options(keys), "distractors": wrong}
        add(asked, said, into, "multiple", **fields, credit=said.get("credit", "proportional"))
    elif said.get("type") == "order":
        entries = [key.text for key in keys]
        credit = said.get("credit", "proportional")
        add(asked, said, into, "order", stem=stem, sequence=entries, credit=credit)
    elif said.get("type") in {"match", "sort"}:
        _add_pairs(note, replace(asked, stem=stem), said, into)
    elif keys:
        add(asked, said, into, "choice", stem=stem, key=options(keys)[0], distractors=wrong)
    else:
        into.note("X612", "Left out: the key on the back is no longer marked as one.", asked.span)


def _add_pairs(note: Note, asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    """Take what is to be matched or sorted: pairs on the back, other answers or boxes beside."""
    others = [answer.text for _, answer in written_options(note.fields["Options"])]
    back = [answer.text for _, answer in written_options(note.fields["Back"])]
    if fault := pair_fault(said["type"], back, others):
        into.note("X612", f"Left out: {fault}.", asked.span)
        return
    fields = pair_fields(said["type"], back, others)
    credit = said.get("credit", "proportional")
    add(asked, said, into, said["type"], stem=asked.stem, **fields, credit=credit)


def _take_cloze(note: Note, frame: Asked, into: Gathering) -> None:
    """Take a note of anyone's cloze type: its first field has the gaps."""
    name, html = next(iter(note.fields.items()), ("", ""))
    text, hints = cloze_text(html)
    note_hints(hints, frame.span, into)
    asked = replace(frame, explanation=_extra(note, {name}, frame, into))
    add(asked, labels_said(asked, into), into, "cloze", text=_text(text, asked, into))


def _take_sides(note: Note, frame: Asked, into: Gathering, *, is_turned: bool) -> None:
    """Make a term of a card with two sides; the side that is mostly shorter is the term."""
    names = list(note.fields)
    if len(names) < 2:
        into.note("X611", f"Left out: a note of the type “{note.model}”.", frame.span)
        return
    sides = [_text(note.fields[name], frame, into) for name in names[:2]]
    asked = replace(frame, explanation=_extra(note, set(names[:2]), frame, into))
    term, definition = reversed(sides) if is_turned else sides
    if not term or not definition:
        into.note("X612", "Left out: one side of the card is empty.", frame.span)
        return
    if note.template_count < 2:
        into.note(
            "X615", f"A card of one direction became the term “{shortened(term, 60)}”.", frame.span
        )
    labels = labels_said(asked, into)
    add(replace(asked, name=sides[0]), labels, into, "term", term=term, definition=definition)


def _extra(note: Note, used: set[str], frame: Asked, into: Gathering) -> str:
    """Return the field that explains, and note the others that hold something."""
    others = {name: text for name, text in note.fields.items() if name not in used and text.strip()}
    extra = next((name for name in _EXTRA_FIELDS if name in others), None)
    left = [name for name in others if name != extra]
    if left:
        into.note("X613", f"These fields were left out: {', '.join(left)}.", frame.span)
    return _text(others[extra], frame, into) if extra else ""


def _text(html: str, frame: Asked, into: Gathering) -> str:
    return taken_text(html, HTML, into, frame.span)
