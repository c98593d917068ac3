"""The page of licences is what the lock file and the packages say."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _writer() -> ModuleType:
    """The script beside the pages."""
    script = ROOT / "docs" / "write_licences.py"
    spec = importlib.util.spec_from_file_location("write_licences", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look for their names
    spec.loader.exec_module(module)
    return module


WRITER = _writer()


def test_the_page_of_licences_is_the_one_that_is_written_from_what_is_locked() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")

    assert page == WRITER.page(), "run: python docs/write_licences.py"


def test_every_package_that_is_locked_to_run_or_build_is_known() -> None:
    """What only builds the package is not on the page; everything else is."""
    lock = WRITER.LOCK.read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]+\])?==", lock, re.MULTILINE))
    building = {"editables", "hatchling", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}

    listed = {each.name for each in WRITER.locked()}

    assert names - listed <= building
    assert listed <= names


def test_a_licence_that_nobody_has_looked_at_is_not_written_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(WRITER, "LOOKED_AT", frozenset({"MIT"}))

    with pytest.raises(WRITER.UnknownLicence, match="frozendict says"):
        WRITER.licence_of("frozendict")


def test_every_file_of_others_in_the_package_is_on_the_page() -> None:
    page = WRITER.page()
    licences = (ROOT / "quizapp").rglob("*.LICENSE.txt")

    stems = {path.name.removesuffix(".LICENSE.txt") for path in licences}
    assert stems
    assert {stem for stem in stems if stem not in page} == set()
