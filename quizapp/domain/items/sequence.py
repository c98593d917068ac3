"""A timeline or a procedure, to be put in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Option, Question, option_id
from quizapp.domain.items.fields import OptionalText, Text
from quizapp.domain.items.problems import Problem, repeated

FEWEST_ENTRIES, MOST_ENTRIES = 3, 8

Entries = Annotated[tuple[Text, ...], Field(min_length=FEWEST_ENTRIES, max_length=MOST_ENTRIES)]


class OrderItem(ItemForm):
    """Entries in their right order, shown shuffled; its card asks `front`, or else the stem.

    `credit: proportional` gives (pairs in the right order - pairs in the wrong one) / pairs, never
    below 0, so that an order by luck earns little; `exact` gives the mark only for the whole order.
    """

    type: Literal["order"]
    stem: Text
    front: OptionalText = None
    sequence: Entries
    credit: Credit = "proportional"

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        entries = tuple(Option(option_id(text), text, is_key=True) for text in self.sequence)
        return (Question(self.stem, entries, mode="order", credit=self.credit),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, numbered(self.sequence)),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        entries = ((("sequence", at), text) for at, text in enumerate(self.sequence))
        for path, text in repeated(entries):
            message = f"The entry “{text}” stands twice: nobody can tell which comes first."
            hint = "Say in each what tells it from the other, or take one out."
            yield Problem("B215", path, message, hint=hint)


def numbered(entries: Sequence[str]) -> str:
    """Return the entries as a numbered list."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(entries, start=1))
