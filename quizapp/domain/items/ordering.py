"""The order of options: as the file lists them, or shuffled but for those that stay last.

Key and distractors stand apart in the file, so that there the key has no place among the others.
A fixed order therefore has one list of all `options`, in which the key is marked where it stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal, Protocol

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from quizapp.domain.items.content import Question, option_id
from quizapp.domain.items.fields import OptionTexts, something
from quizapp.domain.items.options import OptionForm, option_as_written
from quizapp.domain.items.problems import Path

Order = Literal["shuffled", "as-written"]
Placed = list[tuple[Path, OptionForm]]

_OPTION_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "object", "additionalProperties": {"type": "string"}},
                ]
            },
        },
    ]
}


class ListedOption(OptionForm):
    """An option in the one list of all, where a key is written `key: text`."""

    is_key: bool = False


APART = "key "
"""An option that reads “key”, with feedback: the space tells it from the mark of a key."""


def listed_form(text: str, feedback: str | None, *, is_key: bool) -> Any:
    """Return how an option is written in the list of all; one that reads “key” keeps apart."""
    apart = APART if text == "key" and not is_key else text
    written = {apart: feedback} if feedback else text
    return {"key": written} if is_key else written


def listed_option_as_written(written: Any) -> Any:
    """Read an option of the list of all; `key: text` is a key, whose text may have feedback."""
    if isinstance(written, ListedOption):
        return written
    if isinstance(written, dict) and list(written) == ["key"]:
        return {**option_as_written(written["key"]), "is_key": True}
    return option_as_written(written)


def _with_both_roles(options: tuple[ListedOption, ...]) -> tuple[ListedOption, ...]:
    """Refuse a list without a key, or without anything else."""
    if not any(option.is_key for option in options):
        raise PydanticCustomError("B242", "None of these options is marked as the key.")
    if all(option.is_key for option in options):
        raise PydanticCustomError("B242", "All of these options are keys.")
    return options


ListedOptions = Annotated[
    tuple[
        Annotated[
            ListedOption,
            BeforeValidator(listed_option_as_written),
            WithJsonSchema(_OPTION_SCHEMA),
        ],
        ...,
    ],
    Field(max_length=20),
    AfterValidator(_with_both_roles),
]


class PinForm(BaseModel):
    """The options that stay last, by their texts, in this order."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    last: OptionTexts


def pin_as_written(written: Any) -> Any:
    """Read `last: text`, or a list of texts; there is no other place to pin an option to."""
    if isinstance(written, PinForm):
        return written
    if isinstance(something(written), dict) and list(written) == ["last"]:
        return {"last": something(written["last"])}
    raise PydanticCustomError("B243", "A pin says which option stays last: `last: its text`.")


Pin = Annotated[PinForm | None, BeforeValidator(pin_as_written)]


class Arranged(Protocol):
    """An item with options of its own, as far as their order goes."""

    @property
    def right(self) -> tuple[OptionForm, ...]:
        """The keys."""

    @property
    def distractors(self) -> tuple[OptionForm, ...]:
        """The other options."""

    @property
    def options(self) -> tuple[ListedOption, ...]:
        """All options in their order, where the file lists them in one."""

    @property
    def order(self) -> Order:
        """Whether the options are shuffled."""

    @property
    def pin(self) -> PinForm | None:
        """What stays last."""


def schema_of_parts(key: str) -> dict[str, Any]:
    """Return what the JSON Schema of an item says of where its options may stand."""
    apart = {"required": [key, "distractors"]}
    return {"anyOf": [apart, {"required": ["options", "order"]}]}


def taken_apart(written: Any, key: Literal["key", "keys"]) -> Any:
    """Return a written item with key and distractors taken from its list of all options.

    What is wrong with that list is told where it stands; until then anything does for the parts.
    """
    if not isinstance(written, dict) or "options" not in written:
        return written
    try:
        listed = _LISTED.validate_python(written["options"])
    except ValidationError:
        return {key: ["?"] if key == "keys" else "?", "distractors": ["?"], **written}
    right, others = parts_of(listed, is_key=True), parts_of(listed, is_key=False)
    parts = {key: right if key == "keys" else right[0], "distractors": others}
    return {**parts, **written, "options": listed}


_LISTED: TypeAdapter[tuple[ListedOption, ...]] = TypeAdapter(ListedOptions)


def arranged(question: Question, item: Arranged) -> Question:
    """Return the question with its options in the order that the item asks for."""
    if item.options and item.order == "as-written":
        options = tuple(option.option(is_key=option.is_key) for option in item.options)
        return replace(question, options=options, keep_order=True)
    if item.pin is not None:
        return replace(question, pinned=tuple(map(option_id, item.pin.last)))
    return question


def placed_options(item: Arranged, key: Literal["key", "keys"]) -> tuple[Placed, Placed]:
    """Return the keys with where they stand in the file, and the distractors likewise."""
    keys, others = _option_paths(item, key)
    placed = zip(keys, item.right, strict=False), zip(others, item.distractors, strict=False)
    return list(placed[0]), list(placed[1])


def _option_paths(item: Arranged, key: Literal["key", "keys"]) -> tuple[list[Path], list[Path]]:
    if item.options:
        at = [(place, option.is_key) for place, option in enumerate(item.options)]
        keys: list[Path] = [("options", place, "key") for place, is_key in at if is_key]
        return keys, [("options", place) for place, is_key in at if not is_key]
    keys = [("key",)] if key == "key" else [("keys", at) for at in range(len(item.right))]
    return keys, [("distractors", at) for at in range(len(item.distractors))]


def parts_of(listed: tuple[ListedOption, ...], *, is_key: bool) -> tuple[OptionForm, ...]:
    """Return the keys of a list of all options, or the others."""
    return tuple(
        OptionForm(text=option.text, feedback=option.feedback)
        for option in listed
        if option.is_key is is_key
    )
