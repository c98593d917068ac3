"""The formats that there are, and telling which one a file is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.limits import LIMITS
from quizapp.exchange.archives import MAX_BYTES
from quizapp.exchange.decoding import decoded
from quizapp.exchange.foreign_text import MARKDOWN
from quizapp.exchange.pictures_out import NO_FILES, Contents, in_words, with_files
from quizapp.exchange.results import Exported, Imported, failed


def _late(name: str) -> Callable[..., Any]:
    """A function of a format's module, which is loaded when it is called.

    All formats together take as long to load as all pages for learners.
    """
    module, function = name.split(":")

    def called(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(f"quizapp.exchange.{module}"), function)(*args, **kwargs)

    return called


_ARCHIVES = {"xlsx", "qti", "qti12", "apkg", "zip"}

READERS: dict[str, Callable[[bytes], Imported]] = {
    "gift": _late("gift:read_gift"),
    "aiken": _late("aiken:read_aiken"),
    "moodle-xml": _late("moodle_xml:read_moodle_xml"),
    "csv": _late("tables:read_csv"),
    "xlsx": _late("tables:read_xlsx"),
    "qti": _late("qti:read_qti"),
    "apkg": _late("anki:read_apkg"),
    "zip": _late("own_zip:read_own_zip"),
    "yaml": _late("plain_yaml:read_yaml"),
    "text": _late("plain_text:read_text"),
    "markdown": partial(_late("plain_text:read_text"), markup=MARKDOWN),
    "cards": _late("plain_text:read_cards"),
    "pairs": _late("pairs:read_pairs"),
    "anki-text": _late("anki.text_file:read_anki_text"),
    "docx": _late("docx:read_docx"),
    "ods": _late("tables:read_ods"),
}
_WRITERS: dict[str, Callable[[Bank], Exported]] = {
    "gift": _late("gift:write_gift"),
    "aiken": _late("aiken:write_aiken"),
    "csv": _late("tables:write_csv"),
    "xlsx": _late("tables:write_xlsx"),
    "yaml": _late("plain_yaml:write_yaml"),
}
_WITH_FILES: dict[str, Callable[[Bank, float, Mapping[str, bytes]], Exported]] = {
    "moodle-xml": lambda bank, _, files: _late("moodle_xml:write_moodle_xml")(bank, files),
    "qti": lambda bank, _, files: _late("qti:write_qti")(bank, files),
    "qti12": lambda bank, _, files: _late("qti:write_qti12")(bank, files),
    "apkg": _late("anki:write_apkg"),
}
"""Formats that take the pictures along."""

PICTURED = frozenset({*_WITH_FILES, "zip"})

TARGETS = ("gift", "aiken", "moodle-xml", "csv", "xlsx", "qti", "qti12", "yaml", "apkg", "zip")


def is_archive(target: str) -> bool:
    """Whether a format is not text."""
    return target in _ARCHIVES


def imported(data: bytes, name: str, source: str = "auto") -> Imported:
    """Read a file; its format is told by its name and content unless it is given."""
    from quizapp.exchange.telling import ZIP, format_of  # it looks through many formats' eyes

    most = MAX_BYTES if data.startswith(ZIP) else LIMITS.bytes
    if len(data) > most:
        return failed("X602", f"The file has more than {most:,} bytes.")
    told = format_of(data, name) if source == "auto" else source
    return READERS[told](data) if told in READERS else _unknown(data)


def _unknown(data: bytes) -> Imported:
    """Say that nobody can tell what this is, rather than what is wrong with it as GIFT."""
    text = decoded(data)[0]
    if not text.strip():
        return failed("X604", "There is nothing in this file.", text=text)
    message = "Nothing here tells how its questions are written, so none could be read."
    return failed("X606", message, text=text)


def exported(
    bank: Bank,
    target: str,
    at: float,
    contents: Contents = NO_FILES,
    text: str = "",
    translations: Mapping[str, bytes] = NO_FILES,
) -> Exported:
    """Write a bank in a format.

    Args:
        bank: The bank.
        target: The name of the format.
        at: The time in seconds, for formats that say when.
        contents: The pictures of the bank by their hashes.
        text: What the bank was read from, for the format that packs it.
        translations: The files of its translations by their names, for the same.

    """
    if target == "zip":
        packed: Exported = _late("own_zip:write_own_zip")(bank, text, contents, translations)
        return packed
    if target in _WITH_FILES:
        with_names, files = with_files(bank, contents)
        return _WITH_FILES[target](with_names, at, files)
    plain, lost = in_words(bank)
    written = _WRITERS[target](plain)
    return replace(written, losses=(*written.losses, *lost))
