"""A stem, one key, and distractors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import ConfigDict, model_validator
from typing_extensions import override

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.content import Face, Question
from quizapp.domain.items.fields import OptionalText, Text
from quizapp.domain.items.options import (
    OptionField,
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


class ChoiceItem(ItemForm):
    """A question with one best answer; the type of an item that names none.

    `front` is what its card asks, where the stem cannot be answered without the options.
    """

    model_config = ConfigDict(
        json_schema_extra={"required": ["id", "topic", "stem"], **schema_of_parts("key")}
    )

    type: Literal["choice"] = "choice"
    stem: Text
    front: OptionalText = None
    key: OptionField
    distractors: OptionFields
    order: Order = "shuffled"
    options: ListedOptions = ()
    pin: Pin = None

    @model_validator(mode="before")
    @classmethod
    def _take_apart(cls, written: Any) -> Any:
        return taken_apart(written, "key")

    @property
    def right(self) -> tuple[OptionForm, ...]:
        """The key, as the one of its kind."""
        return (self.key,)

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        question = Question(self.stem, posed_options([self.key], self.distractors))
        return (arranged(question, self),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.front or self.stem, self.key.text),)

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        yield from option_problems(*placed_options(self, "key"))
        yield from order_problems(self, "key")
