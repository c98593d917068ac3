"""Write docs/findings/: a page for every code, from the table of codes and findings/examples.yaml.

Run it after a change to either: `python docs/write_findings.py`. A test holds the pages to be those
that this writes, and tries every example.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from quizapp.domain.bank import Finding, read_bank, with_picture_files
from quizapp.domain.bank.audit import audit, audit_findings
from quizapp.domain.bank.codes import ALLOWABLE, CODES
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.picture_folder import PictureFile, PictureFolder, too_large
from quizapp.domain.bank.pictures import PictureFacts

FOLDER = Path(__file__).parent / "findings"
GROUPS = {
    "Y": "Reading YAML",
    "B": "The shape of the bank, and what refers to what",
    "C": "Citations",
    "W": "The writing of items",
}


SHOWN = "What pulls at the sea? ![](boat)"

_BOAT = PictureFacts("0" * 64, "png", 640, 480)
_FILES = {
    "good": PictureFile(_BOAT),
    "placed": PictureFile(_BOAT, has_location=True),
    "large": too_large(12_000_000),
}


@dataclass(frozen=True)
class Example:
    """What gives the finding, what does not, and how both are tried and shown."""

    code: str
    kind: str
    wrong: str
    right: str
    better: str | None = None
    shown: list[str] | None = None
    limits: dict[str, int] = field(default_factory=dict)
    encoding: str = "utf-8"
    beside: list[str] = field(default_factory=list)
    audit: bool = False
    extra: list[str] | None = None
    files: dict[str, str] = field(default_factory=dict)

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Return what is found in a bank with the wrong or the right text in it."""
        if self.kind == "translation":
            return self._in_translation(text)
        data = self._bank(text).encode(self.encoding)
        limits = Limits(**self.limits) if text == self.wrong else Limits()
        reading = read_bank(data, limits, lint=True)
        files = {"boat.png": "good"} | (self.files if text == self.wrong else {})
        folder = PictureFolder({name: _FILES[kind] for name, kind in files.items()})
        reading = with_picture_files(reading, folder)
        if not self.audit or reading.bank is None:
            return reading.findings
        return (*reading.findings, *audit_findings(audit(reading.bank), reading.text))

    def _in_translation(self, text: str) -> tuple[Finding, ...]:
        bank = (FOLDER / "bank.yaml").read_bytes()
        written = (FOLDER / "translation.yaml").read_text(encoding="utf-8")
        told = self._with_part_replaced(written, text)
        (reading,) = read_bank(bank).with_translations({"fr.yaml": told.encode()}).translations
        return reading.findings

    def _bank(self, text: str) -> str:
        if self.kind == "file":
            return text
        bank = (FOLDER / "bank.yaml").read_text(encoding="utf-8")
        if self.kind == "pictures":
            return _with_pictures(bank, text)
        if self.extra:
            bank = bank.replace(self.extra[0], self.extra[1].replace("\n", "\n    "))
        if self.kind == "in":
            return self._with_part_replaced(bank, text)
        head = "  - id: example\n    topic: moon\n" if self.kind == "item" else ""
        if self.extra:
            bank = bank.replace(*self.extra)
        items = head + indent(text, "    " if head else "  ").rstrip("\n") + "\n"
        return bank.replace("quizzes:\n", f"{items}quizzes:\n")

    def _with_part_replaced(self, bank: str, text: str) -> str:
        first = self.right.partition("\n")[0]
        line = next(
            line for line in bank.split("\n") if line.lstrip(" -").startswith(first.lstrip(" -"))
        )
        column = line.index(first)
        old, new = (part.replace("\n", "\n" + " " * column) for part in (self.right, text))
        assert bank.count(old) == 1, f"{self.code}: {old!r} is not in one place"  # noqa: S101  stops the script
        return bank.replace(old, new)


def _with_pictures(bank: str, text: str) -> str:
    """Return the bank with pictures, of which a stem shows `boat`."""
    written = f"pictures:\n{indent(text, '  ').rstrip()}\ntopics:\n"
    shown = bank.replace("stem: What pulls at the sea?", f'stem: "{SHOWN}"')
    return shown.replace("topics:\n", written)


def examples() -> dict[str, Example]:
    """Return the examples by code."""
    written: dict[str, Any] = yaml.safe_load((FOLDER / "examples.yaml").read_text(encoding="utf-8"))
    return {code: _example(code, dict(parts)) for code, parts in written.items()}


def pages() -> dict[str, str]:
    """Return every page of the folder by its name."""
    found = examples()
    return {f"{code}.md": _page(found[code]) for code in CODES} | {"README.md": _index()}


def _example(code: str, parts: dict[str, Any]) -> Example:
    kind, encoding = parts.pop("as"), parts.pop("bytes", "utf-8")
    return Example(code, kind, encoding=encoding, **parts)


def _page(example: Example) -> str:
    code, entry = example.code, CODES[example.code]
    wrong, right = _shown(example)
    allowing = f"\nAn item can let it stand: `allow: {{{code}: the reason}}`.\n"
    return (
        f"# {code}: {entry.title}\n\n{entry.severity.value.capitalize()}. {entry.why}\n\n"
        f"**What helps.** {entry.hint}\n{allowing if code in ALLOWABLE else ''}\n"
        f"## Wrong\n\n{wrong}\n## Right\n\n{right}"
    )


def _shown(example: Example) -> list[str]:
    right = example.right if example.better is None else example.better
    if example.shown and example.kind in ("in", "file", "item", "pictures"):
        return [f"{text}\n" for text in example.shown]
    return [f"```yml\n{text.rstrip()}\n```\n" for text in (example.wrong, right)]


def _index() -> str:
    """Return the list of all codes, by group."""
    parts = [
        "# What `quizapp check` finds\n\nErrors keep a bank from being used. Warnings and notes"
    ]
    parts.append(" do not; with `--strict` warnings count as well.\n")
    for letter, title in GROUPS.items():
        parts.append(f"\n## {title}\n\n| code | what | how bad |\n| --- | --- | --- |\n")
        parts += [
            f"| [{code}]({code}.md) | {entry.title} | {entry.severity} |\n"
            for code, entry in CODES.items()
            if code[0] == letter
        ]
    return "".join(parts)


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
