"""A bank with an item of each type, and the same in French."""

from __future__ import annotations

import os
import time
from pathlib import Path

from quizapp.banks import shelf
from quizapp.domain.bank import Bank, Finding, Reading, read_bank
from quizapp.domain.bank.translations import TranslationReading

FOLDER = Path(__file__).parents[1] / "banks" / "worded"
ORIGINAL = (FOLDER / "questions.yaml").read_text(encoding="utf-8")
FRENCH = (FOLDER / "translations" / "fr.yaml").read_text(encoding="utf-8")


def told(french: str = FRENCH, original: str = ORIGINAL, name: str = "fr.yaml") -> Reading:
    """What comes of reading the bank with this translation."""
    reading = read_bank(original.encode())
    return reading.with_translations({f"translations/{name}": french.encode()})


def bank_of(reading: Reading) -> Bank:
    """The bank, which is there."""
    assert reading.bank is not None, reading.findings
    return reading.bank


def translated(old: str, new: str) -> TranslationReading:
    """What comes of the translation with one part of it replaced."""
    assert FRENCH.count(old) == 1, f"{old!r} is not in one place"
    return told(FRENCH.replace(old, new)).translations[0]


def places(reading: TranslationReading) -> list[tuple[str, int]]:
    """Code and line of everything found in a translation."""
    return [(each.code, each.span.line) for each in reading.findings]


def line_of(text: str, part: str) -> int:
    """The line of a text in which a part begins."""
    return text[: text.index(part)].count("\n") + 1


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, in their order."""
    return [each.code for each in findings]


def laid_out(folder: Path) -> Path:
    """Write the bank and its translation into a folder, as if long ago; gives the bank's file."""
    path = folder / "questions.yaml"
    save_long_ago(path, ORIGINAL)
    french_file(path).parent.mkdir()
    save_long_ago(french_file(path), FRENCH)
    return path


def french_file(bank_file: Path) -> Path:
    """The file of the French translation beside a bank."""
    return bank_file.parent / "translations" / "fr.yaml"


def take_away(path: Path) -> None:
    """Remove a file, so that the next request sees that it is gone."""
    path.unlink()
    time.sleep(2 * shelf.LOOK_EVERY_SECONDS)


def save_long_ago(path: Path, text: str) -> None:
    """Write a file so that nobody waits for it to be still, and the next request sees it."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() - 10, time.time() - 10))
    time.sleep(2 * shelf.LOOK_EVERY_SECONDS)
