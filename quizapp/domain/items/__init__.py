"""The item types: one module each, and what they share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.choice import ChoiceItem
from quizapp.domain.items.cloze import ClozeItem
from quizapp.domain.items.content import (
    Face,
    ItemContent,
    Option,
    Prompt,
    Question,
    Quote,
    from_json,
    to_json,
)
from quizapp.domain.items.matching import MatchItem
from quizapp.domain.items.multiple import MultipleItem
from quizapp.domain.items.number import NumberItem
from quizapp.domain.items.place import PlaceItem
from quizapp.domain.items.sequence import OrderItem
from quizapp.domain.items.short import ShortItem
from quizapp.domain.items.sorting import SortItem
from quizapp.domain.items.term import TermItem
from quizapp.domain.items.true_false import TrueFalseItem

DEFAULT_TYPE = "choice"

ITEM_TYPES: dict[str, type[ItemForm]] = {
    "choice": ChoiceItem,
    "multiple": MultipleItem,
    "true-false": TrueFalseItem,
    "cloze": ClozeItem,
    "term": TermItem,
    "place": PlaceItem,
    "order": OrderItem,
    "match": MatchItem,
    "sort": SortItem,
    "number": NumberItem,
    "short": ShortItem,
}


def item_type(written: Any) -> str | None:
    """Tell the type of an item, written or validated; one that names none is a choice item."""
    name = written.get("type", DEFAULT_TYPE) if isinstance(written, dict) else written.type
    return name if isinstance(name, str) else None


def usual_drills(type_name: str) -> tuple[str, ...]:
    """Return the drills of an item of this type that names none."""
    drills: tuple[str, ...] = ITEM_TYPES[type_name].model_fields["drills"].default
    return drills


AnyItem = Annotated[
    Annotated[ChoiceItem, Tag("choice")]
    | Annotated[MultipleItem, Tag("multiple")]
    | Annotated[TrueFalseItem, Tag("true-false")]
    | Annotated[ClozeItem, Tag("cloze")]
    | Annotated[TermItem, Tag("term")]
    | Annotated[PlaceItem, Tag("place")]
    | Annotated[OrderItem, Tag("order")]
    | Annotated[MatchItem, Tag("match")]
    | Annotated[SortItem, Tag("sort")]
    | Annotated[NumberItem, Tag("number")]
    | Annotated[ShortItem, Tag("short")],
    Discriminator(item_type),
]

__all__ = [
    "DEFAULT_TYPE",
    "ITEM_TYPES",
    "AnyItem",
    "ChoiceItem",
    "ClozeItem",
    "Face",
    "ItemContent",
    "ItemForm",
    "MatchItem",
    "MultipleItem",
    "NumberItem",
    "Option",
    "OrderItem",
    "PlaceItem",
    "Prompt",
    "Question",
    "Quote",
    "ShortItem",
    "SortItem",
    "TermItem",
    "TrueFalseItem",
    "from_json",
    "item_type",
    "to_json",
    "usual_drills",
]
