"""The forms of items with a list of pairs: prompts and answers, boxes and their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField
from wtforms.validators import ValidationError

from quizapp.authoring.item_fields import (
    ItemFields,
    Rows,
    are_unlike,
    credit_field,
    front_field,
    line_field,
    text_field,
)
from quizapp.domain.items.matching import MOST_PAIRS
from quizapp.domain.items.sorting import MOST_BOXES

FRONT = _l("Only where the question needs what it lists: “Who said which?”")


class PairFields(Form):
    """A prompt with its answer."""

    name = text_field(_l("What is asked for"), rows=1)
    answer = line_field(_l("Its right answer"))

    def validate_name(self, field: Any) -> None:
        """An answer belongs to something."""
        if self.answer.data and not field.data:
            raise ValidationError(_l("Say what this is the answer to, or empty both."))

    def value(self) -> str:
        """What stands behind the prompt in the bank."""
        return self.answer.data or ""


class BoxFields(Form):
    """A box with what belongs into it."""

    name = line_field(_l("Name of the box"))
    statements = text_field(
        _l("What belongs into it"), _l("One on each line. A box may stay empty."), rows=3
    )

    def validate_name(self, field: Any) -> None:
        """What is sorted goes somewhere."""
        if self.statements.data and not field.data:
            raise ValidationError(_l("Give the box a name, or empty both."))

    def value(self) -> list[str]:
        """What stands behind the box in the bank."""
        return lines_of(self.statements.data)


class PartFields(ItemFields):
    """What both types have: a list of rows with a name each, which is a group in the bank."""

    GROUP: str

    stem = text_field(_l("Question"))
    front = front_field(FRONT)
    credit = credit_field(_l("In part: each that is right counts"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A name that stands twice would lose what stands behind it."""
        is_valid: bool = super().validate(extra_validators)
        return are_unlike(row.form.name for row in self[self.GROUP]) and is_valid

    def written(self) -> dict[str, Any]:
        """The item, with a name and what stands behind it for each row that has one."""
        rows = [row.form for row in self[self.GROUP]]
        group = {row.name.data: row.value() for row in rows if row.name.data}
        said = {name: value for name, value in super().written().items() if name != self.GROUP}
        return {**said, **({self.GROUP: group} if group else {})}


class MatchFields(PartFields):
    """Prompts to be matched with their answers."""

    KIND = "match"
    NAME = _l("To be matched")
    OWN = ("stem", "front", "distractors", "credit")
    GROUP = "pairs"

    pairs = Rows(FormField(PairFields), _l("What belongs to what"), max_entries=MOST_PAIRS)
    distractors = text_field(
        _l("Answers that belong to none"), _l("One on each line. You may leave it empty."), rows=2
    )

    def written(self) -> dict[str, Any]:
        """The item, with a distractor for each line."""
        said = super().written()
        others = lines_of(self.distractors.data)
        kept = {name: value for name, value in said.items() if name != "distractors"}
        return {**kept, **({"distractors": others} if others else {})}


class SortFields(PartFields):
    """Statements to be sorted into boxes."""

    KIND = "sort"
    NAME = _l("To be sorted")
    OWN = ("stem", "front", "credit")
    GROUP = "boxes"

    boxes = Rows(FormField(BoxFields), _l("The boxes"), max_entries=MOST_BOXES)


def pair_rows(written: Any) -> Iterator[dict[str, str]]:
    """The rows that the pairs of a bank fill in."""
    for name, answer in _group(written).items():
        yield {"name": str(name), "answer": answer if isinstance(answer, str) else ""}


def box_rows(written: Any) -> Iterator[dict[str, str]]:
    """The rows that the boxes of a bank fill in."""
    for name, texts in _group(written).items():
        yield {"name": str(name), "statements": in_lines(texts)}


def in_lines(written: Any) -> str:
    """Texts of a bank, one on each line."""
    texts: Iterable[Any] = written if isinstance(written, list) else [written]
    return "\n".join(" ".join(text.split()) for text in texts if isinstance(text, str))


def lines_of(text: str | None) -> list[str]:
    """The lines that say something."""
    lines = (line.strip() for line in (text or "").splitlines())
    return [line for line in lines if line]


def _group(written: Any) -> Mapping[Any, Any]:
    return written if isinstance(written, Mapping) else {}
