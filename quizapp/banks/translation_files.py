"""The files of the same bank in other words: they lie in `translations/` beside the bank's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from quizapp.banks.files import yaml_files
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.pictures import is_file_name
from quizapp.domain.bank.translations import MOST

FOLDER = "translations"
_OF_LINE = re.compile(rb"""(?m)^of:[ \t]+["']?([a-z0-9-]+)""")
_ID_LINE = re.compile(rb"""(?m)^id:[ \t]+["']?([a-z0-9-]+)""")
_HEAD_BYTES = 4_000

Files = Mapping[str, bytes]


def translation_paths(bank_file: Path) -> list[Path]:
    """Return the files beside a bank, in order of name, and those in a folder of the bank's name.

    Where several banks lie side by side, each can have such a folder: `translations/tides/fr.yaml`.
    """
    folder = bank_file.parent / FOLDER
    paths = [*yaml_files(folder), *yaml_files(folder / bank_file.stem)]
    return [path for path in paths if is_file_name(path.name)][:MOST]


def translation_files(bank_file: Path) -> dict[str, bytes]:
    """Return what is in them, by their names; what cannot be read is left out.

    A file in the folder of all banks that says to be of another one is left to that.
    """
    contents = ((path, _content(path)) for path in translation_paths(bank_file))
    found = {path: data for path, data in contents if data is not None}
    others = ids_beside(bank_file) if found else frozenset()
    return {
        path.relative_to(bank_file.parent).as_posix(): data
        for path, data in found.items()
        if path.parent != bank_file.parent / FOLDER or _said(_OF_LINE, data) not in others
    }


def bank_of_translation(path: Path) -> Path | None:
    """Return the bank that a file in a folder of translations belongs to; None for other files."""
    folder = next((each for each in path.absolute().parents if each.name == FOLDER), None)
    wanted = _said(_OF_LINE, _content(path) or b"")
    if folder is None or wanted is None:
        return None
    beside = yaml_files(folder.parent)
    return next((each for each in beside if _said(_ID_LINE, _head(each)) == wanted), None)


def ids_beside(bank_file: Path) -> frozenset[bytes | None]:
    """Return the ids of the other banks in the folder of a bank."""
    own = _said(_ID_LINE, _head(bank_file))
    others = {_said(_ID_LINE, _head(each)) for each in yaml_files(bank_file.parent)}
    return frozenset(others - {own, None})


def _said(line: re.Pattern[bytes], data: bytes) -> bytes | None:
    found = line.search(data)
    return found[1] if found else None


def _head(path: Path) -> bytes:
    return _content(path, _HEAD_BYTES) or b""


def _content(path: Path, most: int = LIMITS.bytes + 1) -> bytes | None:
    """Return the bytes of a file; of a huge one only so many that it is seen to be too large."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError:
        return None
