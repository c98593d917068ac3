"""Statements to be sorted into named boxes: stated, reported, could be, left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Question
from quizapp.domain.items.each import each_question, prompt_problems
from quizapp.domain.items.fields import ONE_OR_SEVERAL, OptionalText, Text, listed
from quizapp.domain.items.problems import Problem

FEWEST_BOXES, MOST_BOXES = 2, 5
FEWEST_STATEMENTS, MOST_STATEMENTS = 2, 10

Statements = Annotated[
    tuple[Text, ...],
    Field(max_length=MOST_STATEMENTS),
    BeforeValidator(listed),
    ONE_OR_SEVERAL,
]
Boxes = Annotated[dict[Text, Statements], Field(min_length=FEWEST_BOXES, max_length=MOST_BOXES)]


class SortItem(ItemForm):
    """Boxes in the order in which they are shown, each with what belongs into it; one may be empty.

    `credit: proportional` gives (statements in their right box) / statements; `exact` gives the
    mark only where all are right. Its card asks `front`, or else the stem.
    """

    type: Literal["sort"]
    stem: Text
    front: OptionalText = None
    boxes: Boxes
    credit: Credit = "proportional"

    @override
    def __eq__(self, other: object) -> bool:
        """Boxes in another order are another item: they are shown in it."""
        return (
            isinstance(other, SortItem)
            and super().__eq__(other)
            and list(self.boxes) == list(other.boxes)
        )

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each statement with its box, as the file lists them."""
        return tuple((text, box) for box, texts in self.boxes.items() for text in texts)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        question = each_question(
            self.stem, self.pairs, self.boxes, credit=self.credit, keep_order=True
        )
        return (question,)

    @override
    def faces(self) -> tuple[Face, ...]:
        back = "\n".join(
            f"- {box}: {'; '.join(texts)}" for box, texts in self.boxes.items() if texts
        )
        return (Face(self.front or self.stem, back),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        placed = [
            (("boxes", box, at), text)
            for box, texts in self.boxes.items()
            for at, text in enumerate(texts)
        ]
        yield from prompt_problems(placed, "statement")
        yield from self._count_problems(len(placed))
        yield from prompt_problems(((("boxes", box), box) for box in self.boxes), "box")

    def _count_problems(self, count: int) -> Iterator[Problem]:
        if count < FEWEST_STATEMENTS:
            message = f"The boxes have too few statements in all: {FEWEST_STATEMENTS} at least."
            yield Problem("B208", ("boxes",), message)
        elif count > MOST_STATEMENTS:
            message = f"The boxes have too many statements in all: {MOST_STATEMENTS} at most."
            hint = "Take some out, or make two items of it."
            yield Problem("B209", ("boxes",), message, hint=hint)
