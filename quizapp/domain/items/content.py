"""An item on its own, apart from its bank: what it takes to pose, mark and look back on it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, Literal, TypeVar

Mode = Literal["one", "many", "order", "each", "typed"]
TypedKind = Literal["number", "words"]
Credit = Literal["proportional", "exact"]

Part = TypeVar("Part")


@dataclass(frozen=True)
class Option:
    """One choice; its id follows from its text, so that reordering or rewording others keeps it."""

    id: str
    text: str
    is_key: bool = False
    feedback: str | None = None


@dataclass(frozen=True)
class Prompt:
    """What is given one of the options; its id follows from its text, `key` is the right one's."""

    id: str
    text: str
    key: str


@dataclass(frozen=True)
class ToldAnswer:
    """What an option is called in a translation, and the language of that."""

    option_id: str
    text: str
    language: str


@dataclass(frozen=True)
class TypedRule:
    """How a typed answer is read, and what is let pass.

    `kind` names the reader (`quizapp.domain.items.typed_answers`), `language` is the bank's. Of a
    number: `tolerance` is how far from the key is still right, `unit` what is counted, `units` what
    that is called in the bank's translations, and `values` are the numbers of the options, whatever
    words these are written in. Of words: `forgive` names what is forgiven, `others` are answers of
    other items of the bank, and `told` are the options in the words of its translations.
    """

    kind: TypedKind
    language: str = ""
    tolerance: str = "0"
    unit: str | None = None
    units: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    forgive: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    told: tuple[ToldAnswer, ...] = ()


@dataclass(frozen=True)
class Question:
    """A stem with its options, of which `shown` are shown (the keys among them; None: all).

    `keep_order` shows them as they are listed; `pinned` are the ids of those that stay last.
    `apart` holds pairs of option ids that are never shown together. Of mode "order", the options
    are the entries in their right order, and all of them are keys. Of mode "each", every one of the
    `prompts` is given one of the options, and an option is a key if it is right for some prompt.
    Of mode "typed", no option is shown: keys are what is right, others are known wrong answers,
    and `typed` says how what was typed is read.
    """

    stem: str
    options: tuple[Option, ...]
    mode: Mode = "one"
    shown: int | None = None
    keep_order: bool = False
    credit: Credit = "exact"
    pinned: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    prompts: tuple[Prompt, ...] = ()
    typed: TypedRule | None = None

    @property
    def has_parts(self) -> bool:
        """Whether a response has parts that are right or wrong by themselves, not one choice."""
        return self.mode in {"order", "each"}

    @property
    def is_typed(self) -> bool:
        """Whether a response is a text of the learner's own, not a choice."""
        return self.mode == "typed"


@dataclass(frozen=True)
class Face:
    """What a card shows first, and what it shows when it is turned."""

    front: str
    back: str


@dataclass(frozen=True)
class Quote:
    """A cited phrase within its passage, which is split round it: before, phrase, after.

    `paragraph` is the one of the original that the passage retells, where the bank says so.
    """

    section_id: str
    heading: str
    passage_id: str
    before: str
    phrase: str
    after: str
    paragraph: int | None = None


@dataclass(frozen=True)
class ItemContent:
    """An item on its own: what it asks, its cards, and what is said afterwards.

    `versions` say the same in other words. The ids in them are those of the item, so that what was
    chosen in one version was chosen in all; only the item's own words are ever marked.
    """

    item_id: str
    type: str
    topic_id: str
    topic_title: str
    questions: tuple[Question, ...] = ()
    faces: tuple[Face, ...] = ()
    hint: str | None = None
    explanation: str | None = None
    quotes: tuple[Quote, ...] = ()
    versions: tuple[ItemVersion, ...] = ()

    def in_version(self, version_id: str | None) -> ItemContent:
        """Return the item in other words; where it has none of this id, it is itself."""
        told = (each.content for each in self.versions if each.id == version_id)
        return next(told, self)

    def language_in(self, version_id: str | None) -> str | None:
        """Return the language of these other words; None where the item stands in its own."""
        return next((each.language for each in self.versions if each.id == version_id), None)


@dataclass(frozen=True)
class ItemVersion:
    """An item in other words: the id of the translation, its language, and what it says there."""

    id: str
    language: str
    content: ItemContent


@lru_cache(maxsize=4096)
def option_id(text: str) -> str:
    """Derive an option's id from its text, whatever its spacing and Unicode form."""
    return hashlib.sha256(option_words(text).encode()).hexdigest()[:10]


@lru_cache(maxsize=1024)  # each text is asked for again by the items around it
def option_words(text: str) -> str:
    """Return what an option's id depends on: options that agree in this are one."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.split())


@lru_cache(maxsize=1024)  # each text is asked for again by the items around it
def asked_words(text: str) -> str:
    """Return what decides whether two texts ask the same.

    Neither spacing nor capitals do, nor the mark at the end.
    """
    return option_words(text).casefold().rstrip(" .:;!?…")


def to_json(content: ItemContent) -> str:
    """Write the one canonical JSON of a content: equal contents give equal text.

    Parts that came with later versions are left out where they say nothing: a revision is found
    by the hash of this text, and an upgrade makes no new ones.
    """
    data = _written(asdict(content))
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _written(data: dict[str, Any]) -> dict[str, Any]:
    for quote in data["quotes"]:
        if quote["paragraph"] is None:
            del quote["paragraph"]
    data["questions"] = [_written_question(question) for question in data["questions"]]
    for version in data["versions"]:
        _written(version["content"])
    if not data["versions"]:
        del data["versions"]
    return data


def _written_question(data: dict[str, Any]) -> dict[str, Any]:
    kept = {name: data[name] for name in data if data[name] or name not in _OF_SOME}
    if rule := kept.get("typed"):
        kept["typed"] = {name: value for name, value in rule.items() if value}
    return kept


@lru_cache(maxsize=512)  # a class answers the same items, one after the other
def from_json(text: str) -> ItemContent:
    """Read a content back, also one that an older or newer version wrote.

    Nothing is checked beyond the shape: what was once recorded must always be readable.
    """
    return _content(json.loads(text))


def _content(data: dict[str, Any]) -> ItemContent:
    data["questions"] = tuple(map(_question, data.get("questions", ())))
    data["faces"] = tuple(_known(Face, face) for face in data.get("faces", ()))
    data["quotes"] = tuple(_known(Quote, quote) for quote in data.get("quotes", ()))
    data["versions"] = tuple(map(_version, data.get("versions", ())))
    return _known(ItemContent, data)


def _version(data: dict[str, Any]) -> ItemVersion:
    return _known(ItemVersion, {**data, "content": _content(data["content"])})


def _question(data: dict[str, Any]) -> Question:
    options = tuple(_known(Option, option) for option in data["options"])
    apart = tuple(map(tuple, data.get("apart", ())))
    pinned = tuple(data.get("pinned", ()))
    prompts = tuple(_known(Prompt, prompt) for prompt in data.get("prompts", ()))
    parts = {"options": options, "apart": apart, "pinned": pinned, "prompts": prompts}
    return _known(Question, {**data, **parts, "typed": _typed(data.get("typed"))})


_OF_SOME = ("apart", "pinned", "prompts", "typed")
_LISTED = ("units", "values", "forgive", "others")


def _typed(data: dict[str, Any] | None) -> TypedRule | None:
    if data is None:
        return None
    listed = {name: tuple(data.get(name, ())) for name in _LISTED}
    told = tuple(_known(ToldAnswer, each) for each in data.get("told", ()))
    return _known(TypedRule, {**data, **listed, "told": told})


def _known(part: type[Part], data: dict[str, Any]) -> Part:
    """Build a part from the keys it knows; others belong to a version that is not ours."""
    names = {field.name for field in fields(part)}  # type: ignore[arg-type]  # parts are dataclasses
    return part(**{name: value for name, value in data.items() if name in names})
