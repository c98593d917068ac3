"""Write docs/licences.md: what is installed with Quizapp, or carried in it, and its licences.

Run it after a change of what is locked: `python docs/write_licences.py`. A test holds the page to
be the one that this writes, so that nobody adds a dependency without its licence being seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements" / "servers.txt"  # with the drivers that are installed by choice
FOLDER = "quizapp/web/static/vendor"
VENDORED = ROOT / FOLDER / "manifest.json"

TOLD_ELSEWHERE = {
    "async-timeout": "Apache-2.0",
    "backports-zstd": "PSF-2.0",
    "colorama": "BSD-3-Clause",
    "pysqlite3": "Zlib",  # in its repository; the SQLite within is in the public domain
    "tzdata": "Apache-2.0",
}
"""Of what says nothing where it is installed, or is not installed on every system and Python."""
NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ZPL 2.1": "ZPL-2.1",
    "Zope Public License": "ZPL-2.1",
}
LOOKED_AT = frozenset(
    {
        "Apache-2.0",
        "Apache-2.0 OR BSD-2-Clause",
        "BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
        "ZPL-2.1",
        "Zlib",
    }
)
"""Licences that go together with our own (MIT): the packages are installed beside it, unchanged."""

_LOCKED = re.compile(
    r"^(?P<name>[a-z0-9._-]+)(?:\[[^\]]+\])?==[^\n]*\n"
    r"(?:    --hash[^\n]*\n)+"
    r"    # via(?P<via>(?:[^\n]*\n)(?:    #   [^\n]*\n)*)",
    re.MULTILINE,
)
_BUILDING = "quizapp (pyproject.toml:build)"

HEAD = """# Licences

Quizapp is under the [MIT licence](../LICENSE). What it needs is installed beside it, unchanged,
under licences of its own. This page is written by `python docs/write_licences.py` from what the
packages say of themselves, and a test compares it with what is locked. `psycopg`, `redis` and what
these need come only where they are [asked for](hosting.md#as-a-package), and in the container.

## Installed with it

| package | licence | because of |
| --- | --- | --- |
"""

CARRIED = """
## Carried in it

Their licences lie beside them. What is in `vendor` is sent to browsers.

| what | licence |
| --- | --- |
| `quizapp/accounts/common_passwords.txt` | BSD-3-Clause |
"""


class UnknownLicence(ValueError):
    """A package has a licence that nobody has looked at yet, or none that it tells."""


@dataclass(frozen=True)
class Locked:
    """A package of the lock file, and which others want it."""

    name: str
    wanted_by: tuple[str, ...]


def locked() -> list[Locked]:
    """The packages that are installed to run Quizapp; what only builds it is left out."""
    wanted: dict[str, set[str]] = {}
    for found in _LOCKED.finditer(LOCK.read_text(encoding="utf-8")):
        reasons = (line.strip(" #") for line in found["via"].splitlines())
        wanted.setdefault(found["name"], set()).update(filter(None, reasons))
    running = _reached(wanted)
    return [
        Locked(name, tuple(sorted(wanted[name] & (running | {"quizapp"}))))
        for name in sorted(running)
    ]


def _reached(wanted: dict[str, set[str]]) -> set[str]:
    """Whatever is wanted by the project itself, or by what that wants."""
    for reasons in wanted.values():
        reasons.difference_update({_BUILDING})
        if "quizapp (pyproject.toml)" in reasons:
            reasons.discard("quizapp (pyproject.toml)")
            reasons.add("quizapp")
    reached: set[str] = set()
    while (
        more := {name for name, reasons in wanted.items() if reasons & (reached | {"quizapp"})}
        - reached
    ):
        reached |= more
    return reached


def licence_of(name: str) -> str:
    """What a package says of its licence, as one of the names that were looked at.

    Raises:
        UnknownLicence: It says nothing, or something new.
    """
    said = next((NAMES.get(each, each) for each in _said(name)), "nothing")
    if said not in LOOKED_AT:
        raise UnknownLicence(f"{name} says {said!r} of its licence: see what that is, and add it.")
    return said


def _said(name: str) -> Iterator[str]:
    """The best of what the metadata say first; a whole text in place of a name is no name."""
    told: Message | PackageMetadata
    try:
        told = metadata(name)
    except PackageNotFoundError:
        told = Message()
    if expression := told.get("License-Expression"):
        yield expression
    for classifier in told.get_all("Classifier") or []:
        if classifier.startswith("License :: ") and "OSI Approved ::" in classifier:
            yield classifier.rpartition(" :: ")[2]
    yield from (told.get("License") or "").splitlines()[:1]
    yield from filter(None, [TOLD_ELSEWHERE.get(name)])


def page() -> str:
    """The page as it ought to be."""
    rows = [
        f"| {each.name} | {licence_of(each.name)} | {', '.join(each.wanted_by)} |\n"
        for each in locked()
    ]
    files = json.loads(VENDORED.read_text(encoding="utf-8"))
    vendored = [f"| `{FOLDER}/{each['file']}` | {each['licence']} |\n" for each in files]
    return HEAD + "".join(rows) + CARRIED + "".join(vendored)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
