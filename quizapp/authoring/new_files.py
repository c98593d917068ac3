"""A file for questions made in the browser: its text, its name, and its place in the folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.authoring.item_editing import free_id
from quizapp.banks import files
from quizapp.banks.files import told_file_troubles
from quizapp.banks.locks import file_lock
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import BankShelf
from quizapp.domain.bank import Finding, Severity, read_bank
from quizapp.domain.bank.pasted_article import pasted_sections
from quizapp.domain.bank.yaml_text import Bare, yaml_group
from quizapp.exchange.texts import slug
from quizapp.web.database import write_transaction


class NameIsTaken(Exception):
    """There is a file of this name, or a bank with this id, on the server already."""


@dataclass(frozen=True)
class BankFileMade(
    Deed,
    name="make bank file",
    kind=DeedKind.BANK,
    sentence=_l("made the question file %(bank)s"),
):
    """A file for questions was made in the browser; it has an article, and no question yet."""


@dataclass(frozen=True)
class NewFile:
    """What a new file says: its title and its article."""

    bank_id: str
    title: str
    language: str
    article_title: str
    author: str
    publisher: str
    published: date
    url: str
    text: str

    def written(self) -> str:
        """The text of the file: everything but the questions, with a topic for each part."""
        sections = self._sections()
        article = {
            "title": self.article_title or self.title,
            "author": self.author,
            "publisher": self.publisher,
            "published": Bare(self.published.isoformat()),
            **({"url": self.url} if self.url else {}),
            "sections": sections,
        }
        head = {"format": Bare("1"), "id": self.bank_id, "title": self.title}
        topics = {section["id"]: section["heading"] for section in sections}
        return "".join(
            (
                yaml_group({**head, "language": self.language}, 0),
                "\n",
                yaml_group({"article": article}, 0),
                "\n",
                yaml_group({"topics": topics}, 0),
            )
        )

    def faults(self) -> tuple[Finding, ...]:
        """What is wrong with it, but that it has no question yet."""
        findings = read_bank(self.written().encode()).findings
        errors = (each for each in findings if each.severity is Severity.ERROR)
        return tuple(each for each in errors if each.missing_key != "items")

    def _sections(self) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for pasted in pasted_sections(self.text):
            heading = pasted.heading or self.article_title or self.title
            section_id = free_id(slug(heading), {each["id"] for each in made})
            text = "\n\n".join(pasted.paragraphs)
            made.append({"id": section_id, "heading": heading, "text": text})
        return made


def suggested_name(title: str) -> str:
    """The name that a file of this title gets, without its ending."""
    return slug(title)


def is_taken(name: str, shelf: BankShelf) -> bool:
    """Whether another file has this name, or another bank this id; capitals tell none apart."""
    taken: Collection[str | None] = {
        *(place.path.stem.casefold() for place in shelf.places),
        *(place.bank_id for place in shelf.places),
    }
    return name.casefold() in taken


def make_bank_file(
    shelf: BankShelf, new: NewFile, data_dir: Path, actor_id: int, now: datetime
) -> BankPlace:
    """Write a new file into the folder of the banks, and give its place.

    Raises:
        NameIsTaken: there is a file of this name.
        BankFileTrouble: it could not be written; nothing was.
    """
    path = shelf.path / f"{new.bank_id}.yaml"
    with told_file_troubles(), file_lock(path, data_dir):
        if path.exists() or path.is_symlink() or is_taken(new.bank_id, shelf):
            raise NameIsTaken
        _put(path, new, actor_id, now)
    shelf.look_at_files(now)
    place = next(place for place in shelf.places if place.path == path)
    place.take_over_now(now, actor_id)
    return place


def _put(path: Path, new: NewFile, actor_id: int, now: datetime) -> None:
    """Write the file and note whose deed it is: both or neither."""
    is_in_place = False
    with files.content_beside(path, new.written().encode()) as put_in_place:
        try:
            with write_transaction() as tx:
                note_deed(tx, BankFileMade(), new.bank_id, now, actor_id=actor_id)
                tx.flush()
                put_in_place()
                is_in_place = True
        except BaseException:
            if is_in_place:
                files.put_back(path, None)
            raise
