"""The banks: whether they can be read, and whether what they say is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from quizapp.banks import files
from quizapp.banks.picture_files import with_pictures_beside
from quizapp.domain.bank import read_bank
from quizapp.models.banks import publications
from quizapp.upkeep.doctor.engines import CannotLook, looked_at
from quizapp.upkeep.doctor.remarks import Remark, note, to_do, well


def bank_remarks(values: Mapping[str, Any]) -> Iterator[Remark]:
    """What is to be said about each bank."""
    for name in files.named_files([str(values["BANK"])]):
        yield _bank(Path(name), values)


def _bank(path: Path, values: Mapping[str, Any]) -> Remark:
    cure = f"See what is wrong, and where, with: quizapp check {path}"
    try:
        reading = with_pictures_beside(read_bank(files.content(path)), path)
    except IsADirectoryError:
        return to_do(
            "bank",
            f"There is no bank in the folder {path}.",
            "Put one into it, or look whether QUIZAPP_BANK names the right folder. To write one: "
            "quizapp new",
        )
    except OSError as error:
        return to_do(
            "bank",
            f"The bank {path} cannot be read: {error.strerror}.",
            "Look whether QUIZAPP_BANK names the right file or folder.",
        )
    if reading.bank is None:
        count = reading.error_count
        errors = "1 error" if count == 1 else f"{count} errors"
        return to_do("bank", f"The bank {path} has {errors}, and is not used as it is.", cure)
    told = f"The bank {path} (“{reading.bank.title}”)"
    try:
        in_use = _text_in_use(values, reading.bank.id)
    except (CannotLook, SQLAlchemyError):
        return note("bank", f"{told} is good. Whether it is in use cannot be seen.")
    if in_use is None:
        return note("bank", f"{told} is good, and was not in use yet.")
    if in_use != reading.text:
        return note(
            "bank",
            f"{told} is good, and another text of it was in use last.",
            "A server takes over what is saved. If it does not, save the file again.",
        )
    return well("bank", f"{told} is good and in use.")


def _text_in_use(values: Mapping[str, Any], bank_id: str) -> str | None:
    with looked_at(values) as connection, Session(connection) as session:
        newest = session.execute(publications(bank_id).limit(1)).first()
        return newest[1].text if newest else None
