"""Gathers the questions of one file into items that a bank accepts, and notes what happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from quizapp.domain.bank.codes import CODES as BANK_CODES
from quizapp.domain.bank.codes import Severity
from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.items import ITEM_TYPES, ItemForm
from quizapp.domain.items.fields import MAX_ID_LENGTH
from quizapp.domain.items.ordering import APART
from quizapp.domain.shortening import shortened
from quizapp.exchange.decoding import decoded
from quizapp.exchange.picture_marks import (
    PictureMark,
    incoming_name,
    with_marks,
    with_texts,
)
from quizapp.exchange.pictures_in import Media
from quizapp.exchange.results import START, Imported, Unit, finding
from quizapp.exchange.texts import cleaned, is_clean, is_id, one_line, plain_text, slug

MAX_ITEMS = 20_000
DEFAULT_TOPIC = "imported"
DEFAULT_TOPIC_TITLE = "Imported questions"


@dataclass(frozen=True)
class Draft:
    """An item about to be made: its fields as the bank's form wants them, and what to call it."""

    type: str
    fields: Mapping[str, Any]
    span: Span = START
    item_id: str = ""
    name: str = ""
    topic_id: str = ""
    topic: str = ""


@dataclass
class Gathering:
    """The items of one file so far."""

    text: str = ""
    unit: Unit = "line"
    findings: list[Finding] = field(default_factory=list)
    items: dict[str, ItemForm] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    media: Media = field(default_factory=Media)
    _dropped: dict[Span, dict[str, None]] = field(default_factory=dict, init=False, repr=False)
    _last_numbers: dict[str, int] = field(default_factory=dict, init=False, repr=False)
    _is_cut: bool = field(default=False, init=False, repr=False)

    @classmethod
    def of_bytes(cls, data: bytes) -> Gathering:
        """Begin with a text file, noting if its encoding had to be guessed."""
        text, fault = decoded(data)
        gathering = cls(text)
        if fault is not None:
            span = Lines(text).span(fault, fault + 1)
            gathering.note(
                "X603", "From here on this is not UTF-8; it was read as Windows-1252.", span
            )
        return gathering

    def note(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Note a finding."""
        self.findings.append(finding(code, message, span, hint))

    def drop(self, what: str, span: Span) -> None:
        """Note something that a bank has no place for; of one question all is told at once."""
        self._dropped.setdefault(span, {})[what] = None

    def cut(self, what: str, span: Span) -> None:
        """Note, once, that a file is read only so far."""
        if not self._is_cut:
            self.note("X602", f"Only {what} of a file are read.", span)
        self._is_cut = True

    def add(self, draft: Draft) -> None:
        """Make an item of a draft, or note why none can be made."""
        if len(self.items) >= MAX_ITEMS:
            self.cut(f"the first {MAX_ITEMS:,} questions", draft.span)
            return
        item = self._item(self._pictured(draft))
        if item is not None:
            self.items[item.id] = item
            self.places[item.id] = draft.span

    def _pictured(self, draft: Draft) -> Draft:
        """Return a draft that names its pictures by ids; those that cannot be had are told."""

        def taken(mark: PictureMark) -> str:
            text, trouble = self.media.take(mark)
            if trouble:
                name = shortened(incoming_name(mark), 60)
                message = f"A picture was left out: its file `{name}` {trouble}."
                self.note("X613", message, draft.span)
            return text

        def change(text: str) -> str:
            return with_marks(text, taken) if "](media:" in text else text

        fields = {key: with_texts(value, change) for key, value in draft.fields.items()}
        return replace(draft, fields=fields, name=change(draft.name))

    def imported(self) -> Imported:
        """Return all that was gathered; a file without any question is a finding too."""
        if not self.items and not self.findings and not self._dropped:
            self.note("X604", "There is no question in this file.", START)
        in_order = sorted(
            [*self.findings, *self._all_dropped()],
            key=lambda each: (each.span.line, each.span.column),
        )
        items, findings = tuple(self.items.values()), tuple(dict.fromkeys(in_order))
        pictures = tuple(self.media.used.values())
        return Imported(items, findings, self.topics, self.places, self.text, self.unit, pictures)

    def _all_dropped(self) -> list[Finding]:
        return [
            finding("X613", f"There is no place here for: {'; '.join(things)}.", span)
            for span, things in self._dropped.items()
        ]

    def _item(self, draft: Draft) -> ItemForm | None:
        written = {**_cleaned(self, draft), "type": draft.type}
        written["id"] = self._free_id(draft)
        written["topic"] = topic_id = draft.topic_id or _topic_id(draft.topic)
        try:
            item = ITEM_TYPES[draft.type].model_validate(written)
        except ValidationError as failure:
            for message in sorted({_wording(error) for error in failure.errors()}):
                self.note("X612", f"Left out: {message}", draft.span)
            return None
        if any(
            self._refuses(problem.code, problem.message, draft) for problem in item.problems(())
        ):
            return None
        self.topics.setdefault(topic_id, cleaned(draft.topic)[:500] or DEFAULT_TOPIC_TITLE)
        return item

    def _refuses(self, code: str, message: str, draft: Draft) -> bool:
        """Note a fault that would keep a bank from being used; what it needs of others can wait."""
        if BANK_CODES[code].severity is not Severity.ERROR:
            return False
        self.note("X612", f"Left out: {message}", draft.span)
        return True

    def _free_id(self, draft: Draft) -> str:
        """Return an id that follows from what the question is called, else from what it asks."""
        name = draft.item_id or draft.name or _wording_of(draft.fields)
        wanted = name if is_id(name) else slug(name)
        stem = wanted[: MAX_ID_LENGTH - 6].rstrip("-")
        candidate, number = wanted, self._last_numbers.get(stem, 1)
        while candidate in self.items:
            number += 1
            candidate = f"{stem}-{number}"
        self._last_numbers[stem] = number
        return candidate


def _topic_id(title: str) -> str:
    return slug(title) if title.strip() else DEFAULT_TOPIC


def _wording_of(fields: Mapping[str, Any]) -> str:
    return str(fields.get("stem") or fields.get("text") or fields.get("term") or "question")


def _wording(error: Any) -> str:
    """Return what is wrong with a field, in words."""
    place = " ".join(str(part) for part in error["loc"] if part != "text") or "the question"
    reasons = {
        "missing": "is missing",
        "too_short": "has too few entries",
        "too_long": "has too many entries",
        "string_too_short": "is empty",
        "string_too_long": "is too long",
        "extra_forbidden": "has no place here",
    }
    reason = reasons.get(error["type"]) or f"cannot be read: {error['msg']}".rstrip(".")
    return f"{place} {reason}."


def _cleaned(gathering: Gathering, draft: Draft) -> dict[str, Any]:
    """Return the fields without line ends of other systems and without what cannot be seen."""
    if not all(map(is_clean, _texts(draft.fields))):
        said = shortened(one_line(plain_text(_wording_of(draft.fields))), 40)
        gathering.note(
            "X614", f"Control characters were taken out of “{cleaned(said)}”.", draft.span
        )
    return {
        key: _clean(value) for key, value in draft.fields.items() if value not in (None, "", ())
    }


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Mapping):
        return {
            key if key == APART else _clean(key): _clean(part)
            for key, part in value.items()
            if part is not None
        }
    return [_clean(part) for part in value] if isinstance(value, list | tuple) else value
