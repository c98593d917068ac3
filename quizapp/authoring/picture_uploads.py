"""A picture put into the folder beside a bank, and into the bank's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.banks import files
from quizapp.banks.files import told_file_troubles
from quizapp.banks.picture_files import pictures_beside, pictures_folder
from quizapp.domain.bank.item_source import find_source_item, with_item
from quizapp.domain.bank.picture_folder import looked_at
from quizapp.domain.bank.picture_notes import without_location
from quizapp.domain.bank.pictures import Kind, Picture
from quizapp.domain.bank.splicing import bank_data, spliced
from quizapp.domain.errors import NotFound, PictureRefused
from quizapp.exchange.bank_text import with_pictures
from quizapp.exchange.pictures_in import FoundPicture, free_name
from quizapp.exchange.texts import slug
from quizapp.web.pictures import kept_content

ENDINGS: dict[Kind, str] = {"png": ".png", "jpeg": ".jpg", "gif": ".gif", "webp": ".webp"}
_SHOWING = ("stem", "definition", "text")
"""The fields of items in which a picture is put, the first that an item has."""


@dataclass(frozen=True)
class NewPicture:
    """A picture as it is sent, and what is to be said of it."""

    data: bytes
    name: str
    alt: str
    credit: str
    item_id: str = ""


def kept_file(bank: Path, data: bytes, name: str) -> str:
    """Put a picture into the folder of a bank, and give the name of its file.

    The name is made of safe letters, with the ending of what the content is. Nothing is ever
    overwritten: what is there already under this name stays, and the same content is kept once.
    The place where it was taken is left out.

    Raises:
        PictureRefused: it is none, or too large.
        BankFileTrouble: it could not be written.
    """
    file = looked_at(data, "")
    if file.facts is None:
        raise PictureRefused(file.code, file.trouble)
    content = without_location(data)
    folder, ending = pictures_folder(bank), ENDINGS[file.facts.kind]
    with told_file_troubles():
        folder.mkdir(exist_ok=True)
        stem = slug(Path(name.replace("\\", "/")).stem or "picture")[:60]
        number, free = 1, folder / f"{stem}{ending}"
        while free.exists() or free.is_symlink():
            if free.is_file() and free.read_bytes() == content:
                return free.name
            number += 1
            free = folder / f"{stem}-{number}{ending}"
        files.replace_content(free, content)
    return free.name


def kept_pictures(bank: Path, pictures: Iterable[FoundPicture]) -> dict[str, dict[str, str]]:
    """Put pictures of an import into the folder of a bank; gives how it declares them, by id.

    Raises:
        PictureRefused: one of them is none, or too large.
        BankFileTrouble: one could not be written.
    """
    return {
        each.id: {**each.declared, "file": kept_file(bank, each.content, each.name)}
        for each in pictures
    }


def with_picture(text: str, file: str, picture: NewPicture) -> str:
    """The text of a bank with a picture declared, and shown in the question that it is for.

    Raises:
        NotFound: there is no such question.
        CannotSpliceError: the file is written in a way that does not allow it.
    """
    picture_id, drafted = with_declared(text, file, picture.alt, picture.credit)
    return _shown_in(drafted, picture.item_id, picture_id) if picture.item_id else drafted


def with_declared(text: str, file: str, alt: str = "", credit: str = "") -> tuple[str, str]:
    """The id of a picture, and the text of a bank in which it is declared.

    Raises:
        CannotSpliceError: the text is written in a way that does not allow it.
    """
    picture_id = free_name(slug(Path(file).stem)[:60], _declared(text))
    said = {"file": file, "alt": alt} | ({"credit": credit} if credit else {})
    return picture_id, spliced(text, with_pictures(bank_data(text), {picture_id: said}))


def put_back(bank: Path, pictures: Iterable[Picture]) -> int:
    """Write the files that are missing in the folder from what is kept; gives how many.

    Raises:
        BankFileTrouble: one could not be written.
    """
    missing = missing_files(bank, pictures)
    with told_file_troubles():
        for picture, content in missing:
            pictures_folder(bank).mkdir(exist_ok=True)
            files.replace_content(pictures_folder(bank) / picture.file, content)
    return len(missing)


def missing_files(bank: Path, pictures: Iterable[Picture]) -> list[tuple[Picture, bytes]]:
    """The pictures in use of which the file is gone, with their content."""
    there = pictures_beside(bank).files
    gone = [each for each in pictures if each.facts and each.file not in there]
    found = ((each, kept_content(each.facts.sha256)) for each in gone if each.facts)
    return [(each, content) for each, content in found if content is not None]


def unused_files(bank: Path, text: str) -> list[str]:
    """The files in the folder that no picture of the bank names; none where banks share it."""
    folder = pictures_beside(bank)
    named = {each.get("file") for each in _declared(text).values() if isinstance(each, dict)}
    return [] if folder.is_shared else sorted(folder.files.keys() - named)


def remove_unused(bank: Path, text: str, name: str) -> None:
    """Take a file out of the folder that the bank does not name.

    Raises:
        NotFound: there is none of this name, or it is used.
        BankFileTrouble: it could not be removed.
    """
    if name not in unused_files(bank, text):
        raise NotFound
    with told_file_troubles():
        (pictures_folder(bank) / name).unlink(missing_ok=True)


def _declared(text: str) -> dict[str, Any]:
    declared = bank_data(text).get("pictures")
    return declared if isinstance(declared, dict) else {}


def _shown_in(text: str, item_id: str, picture_id: str) -> str:
    item = find_source_item(text, item_id)
    field = next((key for key in _SHOWING if item and isinstance(item.data.get(key), str)), None)
    if item is None or field is None:
        raise NotFound
    stem = f"{str(item.data[field]).rstrip()} ![]({picture_id})"
    return with_item(text, {**item.data, field: stem}, item.index, {})
