"""The results of an import and of an export, and all that was lost or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from quizapp.domain.bank.diagnostics import Finding, Findings, Severity
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import entries_at, words_at
from quizapp.domain.bank.pictures import Picture
from quizapp.domain.bank.positions import Span
from quizapp.domain.bank.reader import root_node
from quizapp.domain.items import ItemForm
from quizapp.exchange.codes import CODES
from quizapp.exchange.pictures_in import FoundPicture

Unit = Literal["line", "row", "note", "paragraph"]
"""What the lines of places count, in a file that may not be text."""

START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Imported:
    """The items of a file, the titles of their topics, and where each stood.

    `text` is what findings point into; empty for a file that is not text. `declared` are pictures
    of which the file says more than it holds.
    """

    items: tuple[ItemForm, ...] = ()
    findings: tuple[Finding, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)
    text: str = ""
    unit: Unit = "line"
    pictures: tuple[FoundPicture, ...] = ()
    declared: Mapping[str, Picture] = field(default_factory=dict)

    def with_pictures(
        self, pictures: tuple[FoundPicture, ...], findings: tuple[Finding, ...]
    ) -> Imported:
        """Return the same with pictures, and with what is to be said of them as well."""
        return replace(self, pictures=pictures, findings=findings)


@dataclass(frozen=True)
class Loss:
    """What an export leaves out or changes, of one item or (item_id None) of the bank."""

    code: str
    item_id: str | None
    message: str


@dataclass(frozen=True)
class Exported:
    """The bytes of a file, and what they do not say."""

    data: bytes
    losses: tuple[Loss, ...] = ()

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Place the losses in the text of the bank that was exported."""
        places = item_places(text) if self.losses else {}
        return tuple(
            finding(loss.code, loss.message, places.get(loss.item_id or "", START))
            for loss in self.losses
        )


def finding(code: str, message: str, span: Span, hint: str | None = None) -> Finding:
    """Build a finding; severity and, if none is given, hint are the code's."""
    entry = CODES[code]
    return Finding(code, entry.severity, message, entry.hint if hint is None else hint, span)


def failed(code: str, message: str, span: Span = START, text: str = "") -> Imported:
    """Return an import without items, with the reason."""
    return Imported(findings=(finding(code, message, span),), text=text)


def is_loss(finding: Finding) -> bool:
    """Whether a finding tells of more than a change of form."""
    return finding.severity is not Severity.NOTE


def item_places(text: str) -> dict[str, Span]:
    """Map the ids of a bank's items to where they stand in its text."""
    findings = Findings(text, LIMITS.errors)
    root = root_node(findings, LIMITS)
    entries = entries_at(root, "items") if root is not None else []
    named = (words_at(entry, "id") for entry in entries)
    return {
        word.text: findings.lines.span(word.node.start, word.node.end)
        for words in named
        for word in words
    }
