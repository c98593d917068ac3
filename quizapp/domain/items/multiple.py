"""A stem with one or more keys: select all that apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import ConfigDict, model_validator
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Credit, Face, Question
from quizapp.domain.items.fields import OptionalText, Text
from quizapp.domain.items.options import (
    OptionFields,
    OptionForm,
    option_problems,
    posed_options,
)
from quizapp.domain.items.order_problems import order_problems
from quizapp.domain.items.ordering import (
    ListedOptions,
    Order,
    Pin,
    arranged,
    placed_options,
    schema_of_parts,
    taken_apart,
)
from quizapp.domain.items.problems import Problem


class MultipleItem(ItemForm):
    """A question with several right choices; its card asks `front`, or else the stem.

    `credit: proportional` gives (keys chosen - distractors chosen) / keys, never below 0, so that
    ticking everything earns nothing; `exact` gives the mark only for all keys and no distractor.
    """

    model_config = ConfigDict(
        json_schema_extra={"required": ["id", "type", "topic", "stem"], **schema_of_parts("keys")}
    )

    type: Literal["multiple"]
    stem: Text
    front: OptionalText = None
    keys: OptionFields
    distractors: OptionFields
    order: Order = "shuffled"
    options: ListedOptions = ()
    pin: Pin = None
    credit: Credit = "proportional"

    @model_validator(mode="before")
    @classmethod
    def _take_apart(cls, written: Any) -> Any:
        return taken_apart(written, "keys")

    @property
    def right(self) -> tuple[OptionForm, ...]:
        """The keys."""
        return self.keys

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        options = posed_options(self.keys, self.distractors)
        question = Question(self.stem, options, mode="many", credit=self.credit)
        return (arranged(question, self),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, "\n".join(f"- {key.text}" for key in self.keys)),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        yield from option_problems(*placed_options(self, "keys"))
        yield from order_problems(self, "keys")
