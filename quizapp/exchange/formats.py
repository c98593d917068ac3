"""The formats that there are, and telling which one a file is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePath

from quizapp.domain.bank import Bank
from quizapp.domain.bank.limits import LIMITS
from quizapp.exchange.aiken import read_aiken, write_aiken
from quizapp.exchange.anki import read_apkg, write_apkg
from quizapp.exchange.archives import MAX_BYTES, BadArchiveError, check_archive
from quizapp.exchange.gift import read_gift, write_gift
from quizapp.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from quizapp.exchange.plain_yaml import read_yaml, write_yaml
from quizapp.exchange.qti import read_qti, write_qti, write_qti12
from quizapp.exchange.results import Exported, Imported, failed
from quizapp.exchange.tables import read_csv, read_xlsx, write_csv, write_xlsx
from quizapp.exchange.texts import decoded

_ARCHIVES = {"xlsx", "qti", "qti12", "apkg"}
_SUFFIXES = {
    ".gift": "gift",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".apkg": "apkg",
    ".colpkg": "apkg",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "yaml",
}
_AIKEN = re.compile(r"(?m)^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*\r?$")
_HEAD_LENGTH = 2_000
_ZIP = b"PK"

READERS: dict[str, Callable[[bytes], Imported]] = {
    "gift": read_gift,
    "aiken": read_aiken,
    "moodle-xml": read_moodle_xml,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "qti": read_qti,
    "apkg": read_apkg,
    "yaml": read_yaml,
}
_WRITERS: dict[str, Callable[[Bank], Exported]] = {
    "gift": write_gift,
    "aiken": write_aiken,
    "moodle-xml": write_moodle_xml,
    "csv": write_csv,
    "xlsx": write_xlsx,
    "qti": write_qti,
    "qti12": write_qti12,
    "yaml": write_yaml,
}
TARGETS = (*_WRITERS, "apkg")


def is_archive(target: str) -> bool:
    """Whether a format is not text."""
    return target in _ARCHIVES


def imported(data: bytes, name: str, source: str = "auto") -> Imported:
    """Read a file; its format is told by its name and content unless it is given."""
    most = MAX_BYTES if data.startswith(_ZIP) else LIMITS.bytes
    if len(data) > most:
        return failed("X602", f"The file has more than {most:,} bytes.")
    return READERS[format_of(data, name) if source == "auto" else source](data)


def exported(bank: Bank, target: str, at: float) -> Exported:
    """Write a bank in a format; `at` is the time in seconds, for formats that say when."""
    writer = partial(write_apkg, at=at) if target == "apkg" else _WRITERS[target]
    return writer(bank)


def format_of(data: bytes, name: str) -> str:
    """Return the format of a file: by its content where that is plain, else by its name."""
    if data.startswith(_ZIP):
        return _archive_format(data)
    suffix = PurePath(name).suffix.lower()
    head = decoded(data[:_HEAD_LENGTH])[0].lstrip()
    if head.startswith("<"):
        return "moodle-xml" if re.search(r"<quiz\b", head) else "qti"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    return "aiken" if _AIKEN.search(decoded(data)[0]) else "gift"


def _archive_format(data: bytes) -> str:
    try:
        names = check_archive(data)
    except BadArchiveError:
        return "qti"  # which says what is wrong with it
    if any(name.startswith("collection.anki") for name in names):
        return "apkg"
    return "xlsx" if "xl/workbook.xml" in names else "qti"
