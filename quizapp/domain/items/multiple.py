"""A stem with one or more keys: select all that apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Question
from quizapp.domain.items.fields import OptionalText, Text
from quizapp.domain.items.options import OptionFields, option_problems, posed_options
from quizapp.domain.items.problems import Problem


class MultipleItem(ItemForm):
    """A question with several right choices; its card asks `front`, or else the stem.

    `credit: proportional` gives (keys chosen - distractors chosen) / keys, never below 0, so that
    ticking everything earns nothing; `exact` gives the mark only for all keys and no distractor.
    """

    type: Literal["multiple"]
    stem: Text
    front: OptionalText = None
    keys: OptionFields
    distractors: OptionFields
    credit: Credit = "proportional"

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        options = posed_options(self.keys, self.distractors)
        return (Question(self.stem, options, mode="many", credit=self.credit),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, "\n".join(f"- {key.text}" for key in self.keys)),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        keys = [(("keys", at), form) for at, form in enumerate(self.keys)]
        distractors = [(("distractors", at), form) for at, form in enumerate(self.distractors)]
        yield from option_problems(keys, distractors)
