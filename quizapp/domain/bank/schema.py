"""The shape of questions.yaml, as forms that a teacher fills in."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from quizapp.domain.bank.limits import MOST_FILES
from quizapp.domain.bank.pictures import is_file_name
from quizapp.domain.items import AnyItem
from quizapp.domain.items.fields import (
    CalendarDate,
    Count,
    Identifier,
    OptionalText,
    Percentage,
    SectionText,
    Texts,
    Title,
    something,
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def format_number(written: Any) -> int:
    """Read the format's number; the only one so far is 1."""
    if something(written) not in ("1", 1):
        raise PydanticCustomError("B225", "This version of Quizapp reads format 1 only.")
    return 1


def language_code(written: Any) -> str:
    """Read a language code, like `en` or `pt-BR`."""
    if not (isinstance(something(written), str) and _LANGUAGE.fullmatch(written)):
        raise PydanticCustomError("B224", "This is not a language code.")
    return str(written)


def web_address(written: Any) -> str:
    """Read an address that a learner can follow; `javascript:` is none."""
    if not (isinstance(something(written), str) and _ADDRESS.fullmatch(written)):
        raise PydanticCustomError("B223", "This is not the address of a web page.")
    return str(written)


def file_name(written: Any) -> str:
    """Read the name of a file in one folder; a path could lead out of it."""
    if not (isinstance(something(written), str) and is_file_name(written.strip())):
        raise PydanticCustomError(
            "B264", "This is not the name of a file in the folder `pictures`."
        )
    return str(written)


def _pick_kind(written: Any) -> str:
    return "by_topic" if isinstance(written, dict) else "count"


Pick = Annotated[
    Annotated[Count, Tag("count")]
    | Annotated[dict[Identifier, Count], Field(min_length=1), Tag("by_topic")],
    Discriminator(_pick_kind),
]
Topics = Annotated[dict[Identifier, Title], Field(min_length=1, max_length=200)]
ItemIds = Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=1000)]


class Form(BaseModel):
    """A group of keys in the file, none of them unknown; made ready when it is first filled in."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PassageForm(Form):
    """Words of the article, and which paragraph of the original they retell."""

    text: SectionText
    paragraph: Annotated[Count | None, BeforeValidator(something)] = None


class NoteForm(Form):
    """What the bank adds to explain; it is shown as a note, and cannot be cited."""

    note: SectionText


def _text_kind(written: Any) -> str:
    return "list" if isinstance(written, list) else "block"


def _entry_kind(written: Any) -> str:
    if isinstance(written, dict):
        return "note" if "note" in written else "passage"
    return "plain"


AnyEntry = Annotated[
    Annotated[SectionText, Tag("plain")]
    | Annotated[PassageForm, Tag("passage")]
    | Annotated[NoteForm, Tag("note")],
    Discriminator(_entry_kind),
]
WrittenText = Annotated[
    Annotated[SectionText, Tag("block")]
    | Annotated[tuple[AnyEntry, ...], Field(min_length=1, max_length=500), Tag("list")],
    Discriminator(_text_kind),
]
"""A block of text, or a list of passages and notes."""


class SectionForm(Form):
    """A section of the article; blank lines divide its text into passages."""

    id: Identifier
    heading: Title
    text: WrittenText
    prompts: Texts = ()


class ArticleForm(Form):
    """The article and where it comes from."""

    title: Title
    author: Title
    publisher: Title
    published: CalendarDate
    url: Annotated[str | None, BeforeValidator(web_address)] = None
    sections: Annotated[tuple[SectionForm, ...], Field(min_length=1)]


class PictureForm(Form):
    """A picture: its file in the folder `pictures`, the words for who cannot see it, and whose."""

    file: Annotated[Title, BeforeValidator(file_name)]
    alt: Title
    credit: Annotated[Title | None, BeforeValidator(something)] = None


class QuizForm(Form):
    """A quiz: either `items` or `pick` says what it asks."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["items"]}, {"required": ["pick"]}]}
    )

    id: Identifier
    title: Title
    intro: OptionalText = None
    content_note: OptionalText = None
    feedback: Literal["after-each", "at-end"] = "after-each"
    order: Literal["shuffled", "as-listed"] = "shuffled"
    navigation: Literal["free", "sequential"] = "free"
    confidence: Literal["one-step", "three-steps"] = "one-step"
    second_try: Annotated[Percentage | None, BeforeValidator(something)] = None
    with_hint: Annotated[Percentage | None, BeforeValidator(something)] = None
    items: Annotated[ItemIds | None, BeforeValidator(something)] = None
    pick: Annotated[Pick | None, BeforeValidator(something)] = None


class HeadForm(Form):
    """The bank without its items and quizzes, which are read one by one."""

    format: Annotated[Literal[1], BeforeValidator(format_number)]
    id: Identifier
    title: Title
    language: Annotated[str, BeforeValidator(language_code)]
    article: ArticleForm
    topics: Topics
    pictures: Annotated[dict[Identifier, PictureForm], Field(max_length=MOST_FILES)] = {}


class BankForm(HeadForm):
    """The whole file."""

    items: Annotated[list[AnyItem], Field(min_length=1)]
    quizzes: list[QuizForm] = []
