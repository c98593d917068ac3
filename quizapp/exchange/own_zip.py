"""A bank with its pictures and translations in one file: as it lies in its folder, packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from quizapp.domain.bank import Bank
from quizapp.domain.bank.picture_folder import FOLDER
from quizapp.exchange.archives import BadArchiveError, check_archive, part_of
from quizapp.exchange.own_bank import read_own_bank
from quizapp.exchange.packed_pictures import named_parts
from quizapp.exchange.picture_marks import PictureMark
from quizapp.exchange.pictures_in import FoundPicture, Media
from quizapp.exchange.pictures_out import Contents
from quizapp.exchange.results import START, Exported, Imported, failed, finding

BANK = "questions.yaml"
TRANSLATIONS = "translations"
_DATE = (2000, 1, 1, 0, 0, 0)
"""Every part has the same date, so that equal banks give equal bytes."""


def write_own_zip(
    bank: Bank, text: str, contents: Contents, translations: Mapping[str, bytes]
) -> Exported:
    """Pack a bank's text, word for word, and the files of its pictures and translations."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(bank, text, contents, translations).items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return Exported(stream.getvalue())


def is_own_zip(names: tuple[str, ...]) -> bool:
    """Whether these are the files of a bank and its pictures."""
    return any(PurePosixPath(name).name == BANK for name in names)


def read_own_zip(data: bytes) -> Imported:
    """Read the items of a packed bank, with the pictures that they show."""
    try:
        names = check_archive(data)
        name = next((each for each in names if PurePosixPath(each).name == BANK), None)
        if name is None:
            return failed("X601", f"There is no bank in this file: no `{BANK}`.")
        imported = read_own_bank(part_of(data, name))
    except BadArchiveError as error:
        return failed(error.code, error.message)
    folder = PurePosixPath(name).parent / FOLDER
    within = {each: PurePosixPath(each).name for each in names if _is_in(folder, each)}
    told = _with_pictures(imported, named_parts(data, within))
    return _without_translations(told, [each for each in names if _is_translation(each)])


def _parts(
    bank: Bank, text: str, contents: Contents, translations: Mapping[str, bytes]
) -> dict[str, bytes]:
    parts = {BANK: text.encode()}
    for picture in bank.pictures.values():
        if picture.facts is not None and picture.facts.sha256 in contents:
            parts[f"{FOLDER}/{picture.file}"] = contents[picture.facts.sha256]
    for name, told in sorted(translations.items()):  # the first of a name is the one shown
        parts.setdefault(f"{TRANSLATIONS}/{PurePosixPath(name).name}", told)
    return parts


def _is_translation(name: str) -> bool:
    path = PurePosixPath(name)
    return TRANSLATIONS in path.parts[:-1] and path.suffix in {".yaml", ".yml"}


def _is_in(folder: PurePosixPath, name: str) -> bool:
    return PurePosixPath(name).parent == folder


def _without_translations(imported: Imported, names: list[str]) -> Imported:
    """Return what was imported, and say that items of a bank are taken without other words."""
    if not names:
        return imported
    message = f"Translations are left out: {', '.join(sorted(names))}."
    note = finding("X613", message, START)
    return replace(imported, findings=(*imported.findings, note))


def _with_pictures(imported: Imported, files: dict[str, bytes]) -> Imported:
    """Return what was imported with the pictures that the bank declares and that can be shown."""
    media = Media(files)
    found: list[FoundPicture] = []
    notes = list(imported.findings)
    for picture in imported.declared.values():
        mark = PictureMark(picture.alt, quote(picture.file), picture.credit or "")
        _, trouble = media.take(mark)
        if trouble is not None:
            file = f"its file `{picture.file}` {trouble}"
            message = f"The picture `{picture.id}` is left out: {file}."
            notes.append(finding("X613", message, START))
        else:
            content = files[picture.file]
            credit = picture.credit or ""
            found.append(FoundPicture(picture.id, picture.file, picture.alt, credit, content))
    return imported.with_pictures(tuple(found), tuple(notes))
