"""The head of a translation's file; its sections, topics and items are read one by one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from quizapp.domain.bank.schema import Form, language_code
from quizapp.domain.items.fields import Identifier, Title, something

FORMAT = "1"


def translation_number(written: Any) -> int:
    """Read the number of the format; the only one so far is 1."""
    if something(written) not in (FORMAT, 1):
        raise PydanticCustomError("B225", "This version of Quizapp reads translations of format 1.")
    return 1


class TranslationHead(Form):
    """Which bank a file translates, and into what."""

    translation: Annotated[Literal[1], BeforeValidator(translation_number)]
    of: Identifier
    id: Identifier
    name: Title
    language: Annotated[str, BeforeValidator(language_code)]
    title: Title
    article: Any = None
    topics: Any = None
    items: Any = None
    quizzes: Any = None
    originals: Any = None
