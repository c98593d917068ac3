"""The kinds of value a teacher may write, each typed from its source text.

YAML's own guesses are never asked for: what arrives here is text, None (nothing was written),
a list or a dict. A validator that refuses a value raises its finding's code and message.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

MAX_ID_LENGTH = 64
MAX_TITLE_LENGTH = 500
MAX_TEXT_LENGTH = 10_000
MAX_SECTION_LENGTH = 100_000
ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERCENTAGE = re.compile(r"([1-9][0-9]?) ?%")
_TRUTH = {"true": True, "false": False}


def something(written: Any) -> Any:
    """Refuse a key with nothing behind it: it was meant to be filled in, or taken out."""
    if written is None:
        raise PydanticCustomError("B203", "Nothing is written here.")
    return written


def listed(written: Any) -> Any:
    """Read a single text as a list of one."""
    return [written] if isinstance(something(written), str) else written


def whole_number(written: Any) -> int:
    """Read digits, and nothing else that Python would take for a number."""
    if isinstance(written, int):
        return written
    text = something(written)
    if not (isinstance(text, str) and text.isascii() and text.isdigit() and len(text) <= 9):
        raise PydanticCustomError("B210", "A whole number belongs here.")
    return int(text)


def percentage(written: Any) -> float:
    """Read a percentage between 0 and 100, as the share that it is."""
    if isinstance(written, float):
        return written
    text = something(written)
    found = _PERCENTAGE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise PydanticCustomError("B227", "A percentage from 1 % to 99 % belongs here.")
    return int(found[1]) / 100


def truth(written: Any) -> bool:
    """Read `true` or `false`; `yes`, `no`, `on` and `off` stay words."""
    if isinstance(written, bool):
        return written
    text = something(written)
    if not isinstance(text, str) or text.lower() not in _TRUTH:
        raise PydanticCustomError("B211", "Only `true` or `false` can stand here.")
    return _TRUTH[text.lower()]


def calendar_date(written: Any) -> date:
    """Read a date as 2017-07-14, which every country reads alike."""
    if isinstance(written, date):
        return written
    text = something(written)
    try:
        if isinstance(text, str) and _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("B212", "There is no such day in the calendar.") from None
    raise PydanticCustomError("B212", "A date is written as year-month-day, like 2017-07-14.")


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT_LENGTH)
]
Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE_LENGTH)
]
SectionText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SECTION_LENGTH)
]
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID_LENGTH)]

# A constraint stands before the validator that runs before it: only so does pydantic check it
# in its own fast way, and name it in a way that `wording` can translate.
OptionalText = Annotated[Text | None, BeforeValidator(something)]
ONE_OR_SEVERAL = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
"""Of a list that a single text may stand for; see `listed`."""
Texts = Annotated[tuple[Title, ...], Field(max_length=20), BeforeValidator(listed), ONE_OR_SEVERAL]
OptionTexts = Annotated[
    tuple[Text, ...], Field(max_length=20), BeforeValidator(listed), ONE_OR_SEVERAL
]
"""Options named by their texts, which may be as long as those."""
Count = Annotated[int, Field(ge=1, le=10_000), BeforeValidator(whole_number)]
Percentage = Annotated[
    float,
    BeforeValidator(percentage),
    WithJsonSchema({"type": "string", "pattern": f"^{_PERCENTAGE.pattern}$"}),
]
Truth = Annotated[bool, BeforeValidator(truth)]
CalendarDate = Annotated[date, BeforeValidator(calendar_date)]
