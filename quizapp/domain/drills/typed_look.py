"""What was typed, looked back on: how it was read, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quizapp.domain.drills.typed import are_words_gone, is_typed_right, reading_of, typed_text
from quizapp.domain.items.content import Question
from quizapp.domain.items.typed import Reading
from quizapp.domain.items.typed_numbers import bounds


@dataclass(frozen=True)
class TypedLook:
    """What was typed as shown after the response: last, and first where a second try followed.

    `text` is None where nothing was. `read_as` is how it was read, where that says more than the
    text; `feedback` what is said of a known answer. `bounds` are the least and greatest number that
    is right, where a key has a tolerance. `is_gone`: what was typed was deleted with the learner.
    """

    text: str | None
    first: str | None
    read_as: str | None
    is_right: bool
    feedback: str | None
    bounds: tuple[str, str] | None
    is_gone: bool = False


def typed_look(
    marked_by: Question,
    question: Question,
    chosen: Collection[str],
    second: Collection[str] | None,
) -> TypedLook | None:
    """What was typed at the last try, and before it; None where nothing is to be typed.

    It is read by the question that marks it, with what the one that is shown says.
    """
    if not question.is_typed:
        return None
    last = second or chosen
    text, reading = typed_text(last), reading_of(marked_by, last)
    known = {option.id: option for option in question.options}
    option = known.get(reading.option_id or "") if reading else None
    return TypedLook(
        text=text or None,
        first=(typed_text(chosen) or None) if second else None,
        read_as=_read_as(question, text, reading),
        is_right=is_typed_right(marked_by, last),
        feedback=option.feedback if option else None,
        bounds=bounds(question),
        is_gone=are_words_gone(chosen) or are_words_gone(second or ()),
    )


def _read_as(question: Question, text: str, reading: Reading | None) -> str | None:
    """How a text was read, where that says more than the text; of words, which answer it was."""
    if reading is None or text.isdecimal() or reading.spoken == text:
        return None
    if question.typed is None or question.typed.kind != "words":
        return reading.spoken
    return reading.spoken if reading.option_id else None
