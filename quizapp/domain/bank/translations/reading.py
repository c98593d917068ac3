"""From the bytes of a translation's file to what can be shown of it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.diagnostics import Finding, Findings, TooManyErrorsError
from quizapp.domain.bank.formula_checks import check_translated_formulas
from quizapp.domain.bank.limits import LIMITS, Limits
from quizapp.domain.bank.nodes import Mapping, Node, entries_at
from quizapp.domain.bank.picture_checks import check_translated_pictures
from quizapp.domain.bank.reader import decoded, root_node
from quizapp.domain.bank.translation import Translation
from quizapp.domain.bank.translations.body import Body, body_of
from quizapp.domain.bank.translations.ground import Ground
from quizapp.domain.bank.translations.shape import TranslationHead
from quizapp.domain.bank.validation import validated
from quizapp.domain.bank.wording import value_kind

MOST = 20
"""Translations of one bank: more files than this in its folder are not read."""


@dataclass(frozen=True)
class TranslationReading:
    """What came of reading a translation's file; `name` is that of the file."""

    name: str
    text: str
    findings: tuple[Finding, ...]
    translation: Translation | None = None


def with_translations(
    bank: Bank, text: str, files: AnyMapping[str, bytes], limits: Limits = LIMITS
) -> tuple[Bank, tuple[TranslationReading, ...]]:
    """Return a bank with what is given of it in other words, and what came of reading each file.

    Args:
        bank: The bank.
        text: The text that it was read from.
        files: The translations' files by name, as `fr.yaml`.
        limits: How large a file may be, and how many errors are listed.

    """
    if not files:
        return bank, ()
    root = root_node(Findings(text, limits.errors), limits.for_size(len(text.encode())))
    readings = tuple(
        read_translation(name, data, bank, root, limits)
        for name, data in sorted(files.items())[:MOST]
    )
    told = [each.translation for each in readings if each.translation is not None]
    by_id = {each.id: each for each in reversed(told)}
    return replace(bank, translations=dict(sorted(by_id.items()))), readings


def read_translation(
    name: str, data: bytes, bank: Bank, original: Node | None, limits: Limits = LIMITS
) -> TranslationReading:
    """Read one file; whatever its bytes are, the answer is a reading."""
    is_read = len(data) <= limits.bytes
    text, fault = decoded(data) if is_read else ("", None)
    findings = Findings(text, limits.errors)
    translation = None
    try:
        if not is_read:
            message = f"The file has {len(data):,} bytes; {limits.bytes:,} are the most."
            findings.add("Y101", message, 0, 0)
        elif fault is not None:
            findings.add("Y102", "This is not UTF-8 text.", fault, fault + 1)
        else:
            root = root_node(findings, limits.for_size(len(data)))
            translation = _translation(name, root, bank, original, findings)
    except TooManyErrorsError:
        translation = None
    return TranslationReading(name, text, findings.in_order(), translation)


def _translation(
    name: str, root: Node | None, bank: Bank, original: Node | None, findings: Findings
) -> Translation | None:
    if root is None:
        return None
    if not isinstance(root, Mapping):
        message = f"A translation is a group of keys; here is {value_kind(root.data)}."
        findings.add_at("B204", message, root, "Begin with `translation: 1`, `of:` and `id:`.")
        return None
    head = validated(TranslationHead, root.data, "A translation", root, findings)
    if head is None or not _is_meant(head, name, root, bank, findings):
        return None
    check_translated_formulas(root, findings)
    check_translated_pictures(root, bank.pictures, findings)
    is_same_language = _base(head.language) == _base(bank.language)
    written = _written_items(original)
    return _of(head, bank, body_of(Ground(root, bank, written, findings, is_same_language)))


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _is_meant(
    head: TranslationHead, name: str, root: Mapping, bank: Bank, findings: Findings
) -> bool:
    """Whether the file is about this bank, and is named as it says."""
    if head.of != bank.id:
        message = f"This translates the bank `{head.of}`; the bank here is `{bank.id}`."
        findings.add_at("B270", message, root.values["of"])
        return False
    stem = PurePosixPath(name).stem
    if head.id != stem:
        message = f"The file is named `{stem}`, and its id is `{head.id}`."
        findings.add_at("B274", message, root.values["id"])
        return False
    return True


def _of(head: TranslationHead, bank: Bank, body: Body) -> Translation:
    return Translation(
        id=head.id,
        name=head.name,
        language=head.language,
        title=head.title,
        article=replace(bank.article, title=body.article_title, sections=body.sections),
        topics=body.topics,
        items=body.items,
        quizzes=body.quizzes,
        missing=tuple(item_id for item_id in bank.items if item_id not in body.items),
    )


def _written_items(original: Node | None) -> dict[str, dict[str, Any]]:
    """Return the original's items by id, as its file has them."""
    nodes = entries_at(original, "items") if original is not None else []
    found = [node.data for node in nodes if isinstance(node, Mapping)]
    return {str(data.get("id")): data for data in found}
