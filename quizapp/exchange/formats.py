"""The formats that there are, and telling which one a file is in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from quizapp.domain.bank import Bank
from quizapp.domain.bank.limits import LIMITS
from quizapp.exchange.aiken import read_aiken, write_aiken
from quizapp.exchange.anki import read_apkg, write_apkg
from quizapp.exchange.anki.text_file import read_anki_text
from quizapp.exchange.archives import MAX_BYTES
from quizapp.exchange.docx import read_docx
from quizapp.exchange.foreign_text import MARKDOWN
from quizapp.exchange.gift import read_gift, write_gift
from quizapp.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from quizapp.exchange.own_zip import read_own_zip, write_own_zip
from quizapp.exchange.pairs import read_pairs
from quizapp.exchange.pictures_out import NO_FILES, Contents, in_words, with_files
from quizapp.exchange.plain_text import read_cards, read_text
from quizapp.exchange.plain_yaml import read_yaml, write_yaml
from quizapp.exchange.qti import read_qti, write_qti, write_qti12
from quizapp.exchange.results import Exported, Imported, failed
from quizapp.exchange.tables import read_csv, read_ods, read_xlsx, write_csv, write_xlsx
from quizapp.exchange.telling import ZIP, format_of
from quizapp.exchange.texts import decoded

_ARCHIVES = {"xlsx", "qti", "qti12", "apkg", "zip"}

READERS: dict[str, Callable[[bytes], Imported]] = {
    "gift": read_gift,
    "aiken": read_aiken,
    "moodle-xml": read_moodle_xml,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "qti": read_qti,
    "apkg": read_apkg,
    "zip": read_own_zip,
    "yaml": read_yaml,
    "text": read_text,
    "markdown": partial(read_text, markup=MARKDOWN),
    "cards": read_cards,
    "pairs": read_pairs,
    "anki-text": read_anki_text,
    "docx": read_docx,
    "ods": read_ods,
}
_WRITERS: dict[str, Callable[[Bank], Exported]] = {
    "gift": write_gift,
    "aiken": write_aiken,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "yaml": write_yaml,
}
_WITH_FILES: dict[str, Callable[[Bank, float, Mapping[str, bytes]], Exported]] = {
    "moodle-xml": lambda bank, _, files: write_moodle_xml(bank, files),
    "qti": lambda bank, _, files: write_qti(bank, files),
    "qti12": lambda bank, _, files: write_qti12(bank, files),
    "apkg": write_apkg,
}
"""Formats that take the pictures along."""

PICTURED = frozenset({*_WITH_FILES, "zip"})

TARGETS = ("gift", "aiken", "moodle-xml", "csv", "xlsx", "qti", "qti12", "yaml", "apkg", "zip")


def is_archive(target: str) -> bool:
    """Whether a format is not text."""
    return target in _ARCHIVES


def imported(data: bytes, name: str, source: str = "auto") -> Imported:
    """Read a file; its format is told by its name and content unless it is given."""
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
        return write_own_zip(bank, text, contents, translations)
    if target in _WITH_FILES:
        with_names, files = with_files(bank, contents)
        return _WITH_FILES[target](with_names, at, files)
    plain, lost = in_words(bank)
    written = _WRITERS[target](plain)
    return replace(written, losses=(*written.losses, *lost))
