"""What others wrote and we carry: listed, unchanged, and with its licence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "quizapp" / "web" / "static" / "vendor"
ENTRIES = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))

each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])


@each_entry
def test_a_vendored_file_is_the_one_that_is_listed(entry) -> None:
    digest = hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest()

    assert digest == entry["sha256"]


@each_entry
def test_its_licence_stands_beside_it(entry) -> None:
    licence = (FOLDER / entry["licence_file"]).read_text(encoding="utf-8")

    assert "permission" in licence.lower()
    for package in entry.get("packages", ()):
        assert package in licence


def test_every_file_is_listed() -> None:
    listed = {"manifest.json"}
    for entry in ENTRIES:
        listed |= {entry[key] for key in ("file", "licence_file", "built_from") if key in entry}

    assert {path.name for path in FOLDER.iterdir()} == listed
