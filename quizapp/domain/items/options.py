"""Options as a teacher writes them, `text` or `text: feedback`, and what may be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from quizapp.domain.items.content import Option, option_id, option_words
from quizapp.domain.items.fields import MAX_TEXT_LENGTH, Text, something
from quizapp.domain.items.problems import Path, Problem

Feedback = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_TEXT_LENGTH)]


class OptionForm(BaseModel):
    """An option as written; feedback "" means that a colon was written and nothing after it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: Text
    feedback: Feedback | None = None

    def option(self, *, is_key: bool) -> Option:
        """Return the option as it is posed and marked."""
        return Option(option_id(self.text), self.text, is_key, self.feedback or None)


def option_as_written(written: Any) -> Any:
    """Read `text` or the one-pair mapping `text: feedback`."""
    if isinstance(written, OptionForm):
        return written
    if isinstance(something(written), str):
        return {"text": written}
    if isinstance(written, dict) and len(written) == 1:
        ((text, feedback),) = written.items()
        return {"text": text, "feedback": "" if feedback is None else feedback}
    raise PydanticCustomError("B213", "An option is a text, or a text, a colon and its feedback.")


OptionField = Annotated[
    OptionForm,
    BeforeValidator(option_as_written),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": {"type": "string"},
                },
            ]
        }
    ),
]
OptionFields = Annotated[tuple[OptionField, ...], Field(min_length=1, max_length=20)]


def posed_options(
    keys: Iterable[OptionForm], distractors: Iterable[OptionForm]
) -> tuple[Option, ...]:
    """Return keys, then distractors, as options."""
    return (
        *(key.option(is_key=True) for key in keys),
        *(distractor.option(is_key=False) for distractor in distractors),
    )


def option_problems(
    keys: Sequence[tuple[Path, OptionForm]], distractors: Sequence[tuple[Path, OptionForm]]
) -> Iterator[Problem]:
    """Find options that say the same twice, and feedback that was begun and left empty."""
    key_words = {option_words(key.text) for _, key in keys}
    seen: set[str] = set()
    for path, form in (*keys, *distractors):
        identity = option_words(form.text)
        if identity in seen:
            yield _repeated(path, form, is_key=identity in key_words)
        seen.add(identity)
        if form.feedback == "":
            yield Problem("B214", path, f"Nothing follows the colon after “{form.text}”.")


def _repeated(path: Path, form: OptionForm, *, is_key: bool) -> Problem:
    if is_key:
        return Problem("B216", path, f"“{form.text}” is a key, and stands here again.")
    return Problem("B215", path, f"The option “{form.text}” is listed twice.")
