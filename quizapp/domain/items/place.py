"""A passage in which a learner marks the sentences that prove or contradict something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Option, Question, option_id
from quizapp.domain.items.fields import Text
from quizapp.domain.items.gaps import filled, loose_braces
from quizapp.domain.items.parts import TextPart, first_words, marks, meant_parts, parts
from quizapp.domain.items.problems import Problem

FEWEST_PARTS = 3
MOST_PARTS = 20
QUOTED = "\n\n> "
"""What stands on a card between the question and its passage, which is a quote in Markdown."""


class PlaceItem(ItemForm):
    """A question about a passage; what is right is marked in it with braces, as gaps are.

    Its parts, see `parts`, are the options. `feedback` maps the first words of a part to what
    whoever marks it is told; `credit` counts where several are right, as for `multiple`.
    """

    type: Literal["place"]
    stem: Text
    text: Text
    feedback: Annotated[dict[str, Text], Field(max_length=MOST_PARTS)] = Field(default_factory=dict)
    credit: Credit = "proportional"

    @property
    def right(self) -> tuple[TextPart, ...]:
        """The parts that are to be marked."""
        return tuple(part for part in parts(self.text) if part.is_marked)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        options = tuple(map(self._option, parts(self.text)))
        if len(self.right) == 1:
            return (Question(self.stem, options, keep_order=True),)
        many = Question(self.stem, options, "many", keep_order=True, credit=self.credit)
        return (many,) if self.right else ()

    @override
    def faces(self) -> tuple[Face, ...]:
        front = f"{self.stem}{QUOTED}{' '.join(filled(self.text).split())}"
        right = [part.text for part in self.right]
        return (Face(front, right[0] if len(right) == 1 else "\n".join(f"- {t}" for t in right)),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        if loose := loose_braces(self.text):
            message = f"A `{loose[:2]}` in this text has no partner."
            hint = "Write what is right as {{text}}, without other braces inside."
            yield Problem("B218", ("text",), message, hint, part=loose)
        elif not marks(self.text) or "" in marks(self.text):
            message = "Nothing in this text is marked, or a mark is empty."
            yield Problem("B251", ("text",), message)
        else:
            yield from self._part_problems()
            yield from self._feedback_problems()

    def feedback_on(self, part: TextPart) -> str | None:
        """What is said to whoever marks the part."""
        found = parts(self.text)
        said = (text for key, text in self.feedback.items() if meant_parts(key, found) == [part])
        return next(said, None)

    def _option(self, part: TextPart) -> Option:
        return Option(option_id(part.text), part.text, part.is_marked, self.feedback_on(part))

    def _part_problems(self) -> Iterator[Problem]:
        found = parts(self.text)
        if all(part.is_marked for part in found):
            yield Problem("B252", ("text",), "All of this text is marked.")
        elif not FEWEST_PARTS <= len(found) <= MOST_PARTS:
            message = f"This text has {len(found)} parts to choose from; it should have"
            wanted = f"{FEWEST_PARTS} to {MOST_PARTS}"
            yield Problem("B252", ("text",), f"{message} {wanted}.")
        seen: dict[str, bool] = {}
        for part in found:
            identity = option_id(part.text)
            if identity in seen:
                yield _repeated(part, is_mixed=seen[identity] is not part.is_marked)
            seen.setdefault(identity, part.is_marked)

    def _feedback_problems(self) -> Iterator[Problem]:
        found = parts(self.text)
        told: list[TextPart] = []
        for key in self.feedback:
            meant = meant_parts(key, found)
            if len(meant) != 1 or meant[0] in told:
                begun = ", ".join(f"`{first_words(part, found)}`" for part in meant or found)
                hint = f"Parts begin with: {begun}"
                yield Problem("B253", ("feedback", key), _stray(key, meant), hint)
            told += meant


def _repeated(part: TextPart, *, is_mixed: bool) -> Problem:
    if is_mixed:
        message = f"“{part.text}” is marked in one place, and stands in another without a mark."
        return Problem("B216", ("text",), message, "Leave one of the two out of the text.")
    message = f"“{part.text}” stands twice in this text."
    return Problem("B215", ("text",), message, "Leave one of the two out of the text.")


def _stray(key: str, meant: Sequence[TextPart]) -> str:
    if not meant:
        return f"No part of the text begins with “{key}”."
    if len(meant) > 1:
        return f"{len(meant)} parts of the text begin with “{key}”."
    return f"The part that begins with “{key}” has its feedback already."
