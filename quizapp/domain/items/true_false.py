"""A statement that the article makes true or false."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import override

from quizapp.domain.items.base import Drills, ItemForm
from quizapp.domain.items.content import Face, Option, Question
from quizapp.domain.items.fields import OptionalText, Text, Truth

WORDS = {True: "True", False: "False"}


class TrueFalseItem(ItemForm):
    """A statement to judge; `feedback` is for whoever judges it wrongly.

    Unless its file says so it is no card: of two answers a guess is right every other time, and
    its back would say no more than one word.
    """

    type: Literal["true-false"]
    stem: Text
    key: Truth
    feedback: OptionalText = None
    drills: Drills = ("quiz",)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        options = (self._option(truth=True), self._option(truth=False))
        return (Question(self.stem, options, keep_order=True),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.stem, WORDS[self.key]),)

    def _option(self, *, truth: bool) -> Option:
        is_key = truth is self.key
        feedback = None if is_key else self.feedback
        return Option(str(truth).lower(), WORDS[truth], is_key, feedback)
