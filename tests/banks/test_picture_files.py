"""Pictures beside a bank, found by their hashes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from quizapp.banks.picture_files import contents_beside
from tests.support.pictures import png

PICTURES = [png(shade=shade) for shade in range(5)]
HASHES = [hashlib.sha256(data).hexdigest() for data in PICTURES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    for number, data in enumerate(PICTURES):
        (made / f"{number}.png").write_bytes(data)
    return made


def test_the_folder_is_looked_through_once_for_all_pictures(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, scandir = [], os.scandir

    def counted(path):
        looks.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", counted)
    content = contents_beside(folder.parent / "bank.yaml")

    found = [content(each) for each in HASHES]

    assert found == PICTURES
    assert looks == [folder]


def test_a_file_that_was_changed_since_the_look_is_not_taken_for_what_it_was(folder: Path) -> None:
    content = contents_beside(folder.parent / "bank.yaml")
    first = content(HASHES[0])

    (folder / "1.png").write_bytes(PICTURES[2])

    assert first == PICTURES[0]
    assert content(HASHES[1]) is None
