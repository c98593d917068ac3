"""A short answer to be typed, with the variants that count and what is forgiven."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Face, Option, Question, TypedRule, option_id
from quizapp.domain.items.fields import ONE_OR_SEVERAL, OptionalText, Text, listed
from quizapp.domain.items.problems import Path, Problem, repeated
from quizapp.domain.items.short_answers import (
    USUALLY_FORGIVEN,
    Forgiven,
    Forgiving,
    Wanted,
    is_readable,
    meaning,
)

LONGEST_ANSWER = 120
MOST_ACCEPTED = 60
"""What teachers accept of what learners typed joins the variants, so there may be many."""

MOST_KNOWN = 20

Answer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_ANSWER)
]
Variants = Annotated[
    tuple[Answer, ...],
    Field(max_length=MOST_ACCEPTED),
    BeforeValidator(listed),
    ONE_OR_SEVERAL,
]
Forgive = Annotated[tuple[Forgiven, ...], BeforeValidator(listed)]


class ShortItem(ItemForm):
    """A question whose answer is a few words, typed; its card asks `front`, or else the stem.

    `accept` has what counts besides the key, `forgive` what may differ. `feedback` maps known wrong
    answers to what whoever types one is told: they are never accepted, and nor is what is as near
    to one of them.
    """

    type: Literal["short"]
    stem: Text
    front: OptionalText = None
    key: Answer
    accept: Variants = ()
    forgive: Forgive = USUALLY_FORGIVEN
    feedback: Annotated[dict[Answer, Text], Field(max_length=MOST_KNOWN)] = Field(
        default_factory=dict
    )

    @property
    def right(self) -> tuple[str, ...]:
        """All that counts, the key first."""
        return (self.key, *self.accept)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        right = (Option(option_id(text), text, is_key=True) for text in self.right)
        wrong = (
            Option(option_id(text), text, feedback=told) for text, told in self.feedback.items()
        )
        rule = TypedRule("words", forgive=tuple(sorted(set(self.forgive))))
        return (Question(self.stem, (*right, *wrong), mode="typed", typed=rule),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, self.key),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        accepted = ((("accept", at), text) for at, text in enumerate(self.accept))
        for path, text in repeated(((("key",), self.key), *accepted)):
            yield Problem("B215", path, f"“{text}” is listed twice.")
        for path, text in self._placed():
            if not is_readable(text):
                message = f"“{text}” has no letter or digit: nobody can type it."
                yield Problem("B259", path, message)

    def contradictions(self, language: str) -> Iterator[Problem]:
        """Find known wrong answers that count as right, in a bank of this language."""
        right = Wanted(self.right, forgiving=Forgiving.of(self.forgive, language))
        for text in self.feedback:
            meant = meaning(text, right)
            if meant.is_right and not meant.slips:
                message = f"“{text}” is told as wrong, and counts: it is read as “{meant.answer}”."
                yield Problem("B258", ("feedback", text), message)

    def _placed(self) -> Iterator[tuple[Path, str]]:
        yield ("key",), self.key
        yield from ((("accept", at), text) for at, text in enumerate(self.accept))
        yield from ((("feedback", text), text) for text in self.feedback)
