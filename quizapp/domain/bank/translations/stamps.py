"""Fingerprints of the original's texts: by them it shows that the original was changed since."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from quizapp.domain.bank.article import Section
from quizapp.domain.bank.translations.article_reading import section_texts
from quizapp.domain.bank.translations.pairing import TEXT_FIELDS

_LENGTH = 10


def item_stamp(written: dict[str, Any]) -> str:
    """Return the fingerprint of an item's texts, as its file has them."""
    return _stamp({name: written[name] for name in TEXT_FIELDS if name in written})


def section_stamp(section: Section) -> str:
    """Return the fingerprint of a section's texts."""
    return _stamp(section_texts(section))


def section_name(section_id: str) -> str:
    """Return what a section is called among the fingerprints: no item has such an id."""
    return f"article/{section_id}"


def _stamp(texts: dict[str, Any]) -> str:
    """Return a short hash that begins with a letter, so that YAML never takes it for a number."""
    said = json.dumps(texts, ensure_ascii=False, sort_keys=False)
    return "t" + hashlib.sha256(said.encode()).hexdigest()[: _LENGTH - 1]
