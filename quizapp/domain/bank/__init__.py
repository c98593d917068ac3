"""The bank language: from the bytes of questions.yaml to a bank, or to what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from quizapp.domain.bank.article import Article, Passage, Section
from quizapp.domain.bank.assembly import article_of, bank_of, items_without_citation
from quizapp.domain.bank.bank import Bank, Quiz
from quizapp.domain.bank.checks import check_bank
from quizapp.domain.bank.codes import CODES
from quizapp.domain.bank.diagnostics import Finding, Findings, Severity, Span, TooManyErrorsError
from quizapp.domain.bank.limits import LIMITS, Limits
from quizapp.domain.bank.nodes import Mapping as MappingNode
from quizapp.domain.bank.other_files import BANK_KEYS, NOT_A_BANK, kind_of_file
from quizapp.domain.bank.picture_checks import declared_files
from quizapp.domain.bank.picture_folder import (
    DeclaredFile,
    PictureFolder,
    facts_in,
    file_findings,
    has_error,
)
from quizapp.domain.bank.reader import decoded, root_node
from quizapp.domain.bank.schema import HeadForm
from quizapp.domain.bank.translations import TranslationReading, with_translations
from quizapp.domain.bank.validation import Forms, bank_forms
from quizapp.domain.items.fields import ID_PATTERN

__all__ = [
    "LOST_CITATIONS",
    "Article",
    "Bank",
    "Finding",
    "Passage",
    "Quiz",
    "Reading",
    "Section",
    "Severity",
    "Span",
    "read_bank",
    "with_picture_files",
]


LOST_CITATIONS = frozenset({"C401", "C405"})
"""What an item has when the article changes under it: its words are gone, or only a note's now."""

_ID_LINE = re.compile(
    rf"""(?m)^id:[ \t]+["']?({ID_PATTERN.strip("^$")})["']?[ \t]*(?:[ \t]#.*)?\r?$"""
)


@dataclass(frozen=True)
class Reading:
    """What came of reading a file; there is a bank exactly if no finding is an error.

    There may be an article all the same: errors in items and quizzes leave it whole.

    Attributes:
        bank: The bank, None if anything found is an error.
        findings: What was found, in the order of the file.
        text: The text of the file.
        article: The article, None if it has errors itself.
        held_bank: The bank, also where its only errors are citations that do not stand in the
            article; the items with such a citation are then held back. Whether that will do
            depends on the bank before (`quizapp.domain.bank.drift.is_drift_alone`).
        picture_files: Where the bank names files of pictures, which `with_picture_files` looks at.
        translations: What came of reading the files of the same bank in other words.

    """

    bank: Bank | None
    findings: tuple[Finding, ...]
    text: str
    article: Article | None = None
    held_bank: Bank | None = None
    picture_files: tuple[DeclaredFile, ...] = ()
    translations: tuple[TranslationReading, ...] = ()

    @property
    def bank_id(self) -> str | None:
        """The id of the bank, as far as it can be made out: also of a file with errors."""
        if self.held_bank is not None:
            return self.held_bank.id
        id_line = _ID_LINE.search(self.text)
        return id_line[1] if id_line else None

    def with_translations(self, files: Mapping[str, bytes], limits: Limits = LIMITS) -> Reading:
        """Return the reading with the bank's translations, read from files by their names."""
        if self.held_bank is None or not files:
            return self
        held, readings = with_translations(self.held_bank, self.text, files, limits)
        bank = held if self.bank is not None else None
        return replace(self, bank=bank, held_bank=held, translations=readings)

    @property
    def error_count(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def read_bank(data: bytes, limits: Limits = LIMITS, *, lint: bool = False) -> Reading:
    """Read, validate and check a bank; whatever the bytes are, the answer is a reading.

    Args:
        data: The bytes of the file.
        limits: How large a file may be, and how many errors are listed.
        lint: Whether to look at the writing too, for whoever is at work on the file.

    """
    is_read = len(data) <= limits.bytes and kind_of_file(data) is None
    text, fault = decoded(data) if is_read else ("", None)
    findings = Findings(text, limits.errors)
    try:
        forms = _checked_forms(data, fault, findings, limits)
        if forms is not None and lint:
            # Loaded on demand: a server takes banks over without looking at their writing.
            from quizapp.domain.bank.lint.all_rules import check_writing

            check_writing(forms, findings)
    except TooManyErrorsError:
        forms = None
    if forms is None or forms.head is None:
        return Reading(None, findings.in_order(), text)
    return _reading(forms, forms.head, findings)


def _checked_forms(
    data: bytes, fault: int | None, findings: Findings, limits: Limits
) -> Forms | None:
    """Return what the file holds, item by item; None where it cannot be read to its end."""
    if kind := kind_of_file(data):
        findings.add("Y127", f"This is {kind}, and a bank is a text.", 0, 0)
        return None
    if len(data) > limits.bytes:
        message = f"The file has {len(data):,} bytes; {limits.bytes:,} are the most."
        findings.add("Y101", message, 0, 0)
        return None
    if fault is not None:
        findings.add("Y102", "This is not UTF-8 text.", fault, fault + 1)
        return None
    root = root_node(findings, limits.for_size(len(data)), is_bank=True)
    if isinstance(root, MappingNode) and root.keys.keys().isdisjoint(BANK_KEYS):
        findings.add("Y127", NOT_A_BANK, 0, 0)
        return None
    if isinstance(root, MappingNode):
        forms = bank_forms(root, findings)
        check_bank(forms, findings)
        return forms
    if root is not None:
        findings.add_at(
            "B204",
            "A bank is a group of keys, beginning with `format: 1`.",
            root,
            CODES["Y127"].hint,
        )
    return None


def _reading(forms: Forms, head: HeadForm, findings: Findings) -> Reading:
    """Return the bank, or without it what the errors have left whole."""
    text, in_order, article = findings.lines.text, findings.in_order(), article_of(head)
    files = declared_files(forms.root, findings)
    errors = {finding.code for finding in in_order if finding.severity is Severity.ERROR}
    if not errors:
        bank = bank_of(head, article, forms)
        return Reading(bank, in_order, text, article, bank, files)
    if not errors <= LOST_CITATIONS:
        return Reading(None, in_order, text, article, picture_files=files)
    held = items_without_citation(forms)
    held_bank = bank_of(head, article, forms, held)
    return Reading(None, in_order, text, article, held_bank, files)


def with_picture_files(reading: Reading, folder: PictureFolder) -> Reading:
    """Return a reading with what is to be said of the files of its pictures, and with them."""
    found = tuple(file_findings(reading.picture_files, folder))
    if not reading.picture_files:
        return reading
    place = attrgetter("span.line", "span.column", "code")
    findings = tuple(sorted((*reading.findings, *found), key=place))
    held = reading.held_bank
    if held is None or has_error(found):
        return replace(reading, findings=findings, bank=None, held_bank=None)
    held = held.with_picture_facts(facts_in(folder, held.pictures))
    return replace(reading, findings=findings, bank=reading.bank and held, held_bank=held)
