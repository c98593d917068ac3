"""A stem, one key, and distractors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Face, Question
from quizapp.domain.items.fields import OptionalText, Text
from quizapp.domain.items.options import (
    OptionField,
    OptionFields,
    option_problems,
    posed_options,
)
from quizapp.domain.items.problems import Problem


class ChoiceItem(ItemForm):
    """A question with one best answer; the type of an item that names none.

    `front` is what its card asks, where the stem cannot be answered without the options.
    """

    type: Literal["choice"] = "choice"
    stem: Text
    front: OptionalText = None
    key: OptionField
    distractors: OptionFields

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        return (Question(self.stem, posed_options([self.key], self.distractors)),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, self.key.text),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        distractors = [(("distractors", at), form) for at, form in enumerate(self.distractors)]
        yield from option_problems([(("key",), self.key)], distractors)
