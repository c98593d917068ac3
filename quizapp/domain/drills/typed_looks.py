"""What was typed, as it is looked back on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from quizapp.domain.drills.typed import is_typed_right, reading_of, typed_text
from quizapp.domain.items.content import Question
from quizapp.domain.items.typed_numbers import bounds


@dataclass(frozen=True)
class TypedLook:
    """What was typed as shown after the response: last, and first where a second try followed.

    `text` is None where nothing was. `read_as` is how it was read, where that says more than the
    text; `feedback` what is said of a known answer. `bounds` are the least and greatest number that
    is right, where a key has a tolerance.
    """

    text: str | None
    first: str | None
    read_as: str | None
    is_right: bool
    feedback: str | None
    bounds: tuple[str, str] | None


def typed_look(
    marked_by: Question,
    question: Question,
    chosen: Collection[str],
    second_chosen: Collection[str] | None,
) -> TypedLook | None:
    """What was typed, read by the question that marks it, with what the one that is shown says."""
    if not question.is_typed:
        return None
    last = second_chosen or chosen
    text, reading = typed_text(last), reading_of(marked_by, last)
    known = {option.id: option for option in question.options}
    option = known.get(reading.option_id or "") if reading else None
    return TypedLook(
        text=text or None,
        first=typed_text(chosen) if second_chosen else None,
        read_as=reading.spoken if reading and not text.isdecimal() else None,
        is_right=is_typed_right(marked_by, last),
        feedback=option.feedback if option else None,
        bounds=bounds(question),
    )
