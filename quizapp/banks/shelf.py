"""The banks in a running server: which there are, and which of them a request is about.

QUIZAPP_BANK names a file, or a folder of which every file with a bank's ending is one. Files are
looked at a few times a second, by a thread of its own where the app is served
(`quizapp.banks.watching`), otherwise by the requests themselves.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Protocol

from flask import current_app, g, has_request_context
from sqlalchemy.exc import SQLAlchemyError

from quizapp.banks.files import yaml_files
from quizapp.banks.places import BankPlace
from quizapp.banks.publishing import newest_publication_ids
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.watched_files import printable
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NoBank, NotFound

LOOK_EVERY_SECONDS = 0.2
GONE_SECONDS = 2.0
"""How long a file must be missing from the folder: some editors take it away while they save."""

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Who looks at the files in place of the requests."""

    def be_at_work(self) -> None:
        """Begin, unless it has begun in this process, and come back after the first look."""


class BankShelf:
    """The places of the banks that this process serves, in order of file name.

    Attributes:
        path: What QUIZAPP_BANK names.
        places: One for each file, swapped as a whole.
        watcher: Who looks at the files, None if it is the requests.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: tuple[BankPlace, ...] = ()
        self.watcher: Watcher | None = None
        self._looked_at = float("-inf")
        self._gone_since: dict[Path, float] = {}
        self._is_started = False
        self._lock = Lock()

    @property
    def published(self) -> tuple[PublishedBank, ...]:
        """The banks in use."""
        published = (place.published for place in self.places)
        return tuple(each for each in published if each is not None)

    @property
    def banks(self) -> dict[str, Bank]:
        """The banks in use by id, without the texts they were read from."""
        return {published.bank.id: published.bank for published in self.published}

    @property
    def has_several(self) -> bool:
        """Whether addresses and pages must say which bank they mean."""
        places = self.places
        return len(places) > 1 and len({place.bank_id for place in places} - {None}) > 1

    @property
    def error_count(self) -> int:
        """How many errors keep files from being used, all together."""
        return sum(place.error_count for place in self.places)

    def place(self, bank_id: str | None = None) -> BankPlace:
        """The place of this bank; without an id the only one, or the only one with a good bank.

        Raises:
            NotFound: no place has this bank, or several have one and none was named.
            NoBank: there is no place at all.
        """
        places = self.places
        if not places:
            raise NoBank
        if bank_id is None:
            fitting = [place for place in places if place.published or len(places) == 1]
            if len(fitting) > 1:
                raise NotFound
        else:
            # Of two files with one id, it is the one that is served.
            of_bank = (place for place in places if place.bank_id == bank_id)
            fitting = sorted(of_bank, key=lambda place: place.rival is not None)
        if not fitting:
            raise NotFound
        return fitting[0]

    def published_bank(self, bank_id: str | None = None) -> PublishedBank:
        """The bank in use with this id, or without an id the only one.

        Raises:
            NotFound: no bank has this id, or several are in use and none was named.
            NoBank: there has not been a valid one yet.
        """
        if bank_id is None and not self.published:
            raise NoBank
        published = self.place(bank_id).published
        if published is None:
            raise NoBank
        return published

    def look(self, now: datetime) -> None:
        """See to it that changes are taken over. Called before each request."""
        if self.watcher is not None:
            self.watcher.be_at_work()
            return
        moment = time.monotonic()
        if self._is_started and moment - self._looked_at < LOOK_EVERY_SECONDS:
            return
        # Once there is a bank, nobody waits for the thread that reads a newer one.
        if self._lock.acquire(blocking=not self._is_started):
            try:
                self._take_over_changes(moment, now)
            finally:
                self._lock.release()

    def look_at_files(self, now: datetime) -> None:
        """Take over what has been saved, waiting for whoever is at it."""
        with self._lock:
            self._take_over_changes(time.monotonic(), now)

    def look_at_publications(self, now: datetime) -> None:
        """Take over what other processes have published."""
        with self._lock:
            for place in self.places:
                place.record(now)
            try:
                newest = newest_publication_ids()
            except SQLAlchemyError:
                log.exception("What other processes have published could not be looked up")
                return
            for place in self.places:
                place.keep_up(newest.get(place.bank_id or "", 0))

    def take_over_now(
        self, place: BankPlace, now: datetime, publisher_id: int | None = None
    ) -> None:
        """Take over a save of this place's file at once."""
        with self._lock:
            place.file.read()
            self._settle([place], now, publisher_id=publisher_id)
        if has_request_context():
            g.pop("published_banks", None)

    def _take_over_changes(self, moment: float, now: datetime) -> None:
        self._looked_at = moment
        self._list_places(moment)
        if self._is_started:
            changed = [place for place in self.places if place.file.has_changed(moment, now)]
            saved = [place for place in changed if place.file.read()]
        else:
            saved = [place for place in self.places if self._is_whole(place, moment, now)]
        self._settle(saved, now, is_start=not self._is_started)
        self._is_started = True

    def _is_whole(self, place: BankPlace, moment: float, now: datetime) -> bool:
        """Whether the file is to be used as it is at a start.

        In the middle of an edit it is not, unless there is no other bank meanwhile.
        """
        is_still = place.file.is_still(moment, now)
        is_read = place.file.read(is_start=True)
        has_other = not (is_read and is_still) and place.use_last_publication()
        if is_read and not has_other:
            return True
        place.file.forget()
        return False

    def _list_places(self, moment: float) -> None:
        """Add new files, and let go those that have been gone for a while.

        A folder that cannot be read, or has no bank left in it, keeps what it had, like a file.
        """
        known = {place.path: place for place in self.places}
        present = _paths_at(self.path) or [*known] or [self.path]
        waited_for = self._waited_for([path for path in known if path not in present], moment)
        paths = sorted([*present, *waited_for], key=lambda path: path.name)
        if list(known) != paths:
            self.places = tuple(known.get(path) or self._new_place(path) for path in paths)

    def _waited_for(self, gone: Collection[Path], moment: float) -> list[Path]:
        """Of files that are not there now, those that may come back."""
        self._gone_since = {path: self._gone_since.get(path, moment) for path in gone}
        return [path for path in gone if moment - self._gone_since[path] < GONE_SECONDS]

    def _new_place(self, path: Path) -> BankPlace:
        return BankPlace(path, self, is_alone=path == self.path and not path.is_dir())

    def _settle(
        self,
        saved: Collection[BankPlace],
        now: datetime,
        *,
        is_start: bool = False,
        publisher_id: int | None = None,
    ) -> None:
        """Let each bank be served from one file: of several with one id, the first by name."""
        owners: dict[str, BankPlace] = {}
        for place in sorted(self.places, key=lambda place: not place.can_serve):
            if place.bank_id is not None:
                owners.setdefault(place.bank_id, place)
        for place in self.places:
            owner = owners.get(place.bank_id, place) if place.bank_id else place
            if owner is not place:
                place.yield_to(owner)
            elif place in saved or place.rival is not None:
                try:
                    place.take_over(now, is_start=is_start, publisher_id=publisher_id)
                except Exception:
                    if publisher_id is not None:
                        raise  # whoever has saved is told
                    log.exception("The bank %s could not be taken over", printable(place.path))


def bank_shelf() -> BankShelf:
    """The shelf of the current app."""
    shelf: BankShelf = current_app.extensions["bank_shelf"]
    return shelf


def published_bank() -> PublishedBank:
    """The bank that this request is about: the one its address names, else the only one.

    A request has the same one from its beginning to its end.

    Raises:
        NoBank: there has not been a valid one yet.
        NotFound: no bank has this id, or there are several and none was named.
    """
    bank_id = g.get("bank_id")
    if not has_request_context():
        return bank_shelf().published_bank(bank_id)
    known: dict[str | None, PublishedBank] = g.setdefault("published_banks", {})
    if bank_id not in known:
        known[bank_id] = bank_shelf().published_bank(bank_id)
    return known[bank_id]


def find_published_bank() -> PublishedBank | None:
    """The bank that this request is about; None where it is about none, or about several."""
    try:
        return published_bank()
    except (NoBank, NotFound):
        return None


def _paths_at(path: Path) -> list[Path]:
    """The bank's file, or the files of the folder; none where nothing is there or can be read."""
    try:
        if not path.is_dir():
            return [path] if path.exists() else []
    except OSError:
        return []
    return yaml_files(path)
