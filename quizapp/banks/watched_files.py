"""A file that others write: read once it has been still, so that no half-written text counts."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from quizapp.banks.picture_files import picture_paths, with_pictures_beside
from quizapp.banks.reading_apart import read_apart
from quizapp.banks.translation_files import Files, translation_files, translation_paths
from quizapp.domain.bank import Reading
from quizapp.domain.bank.limits import LIMITS

STILL_SECONDS = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signature:
    """What differs when a file has been written, or another one moved into its place.

    `beside` are those of the bank's translations and pictures, by their paths.
    """

    inode: int
    size: int
    modified_ns: int
    changed_ns: int
    beside: tuple[tuple[str, Signature], ...] = ()

    @property
    def changed_at(self) -> float:
        """When the file was last written, moved or touched, in seconds since 1970."""
        return max(self.modified_ns, self.changed_ns) / 1e9

    @property
    def written_at(self) -> float:
        """When the file or one of those beside it was last written, in seconds since 1970."""
        beside = (each.modified_ns for _, each in self.beside)
        return max(self.modified_ns, *beside, 0) / 1e9


class WatchedFile:
    """A bank's file, and what came of reading it last.

    Attributes:
        path: The file.
        reading: What came of reading it, None while it cannot be read at all.
        signature: Of the file as it was read; None if there was none.
        files: The translations beside it, by name.
        expected: A reading of what the file is about to say, by what another process has published.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading: Reading | None = None
        self.signature: Signature | None = None
        self.expected: Reading | None = None
        self.files: Files = {}
        self._text_reading: Reading | None = None
        self._is_read = False
        self._changing: Signature | None = None
        self._changed_moment = 0.0

    def has_changed(self, moment: float, now: datetime) -> bool:
        """Whether the file is not as it was read, and has been still since."""
        present = signature_of(self.path)
        is_still = self._is_still(present, moment, now)
        return is_still and not (self._is_read and present == self.signature)

    def read(self, *, is_start: bool = False) -> bool:
        """Read the file, and say whether this was a save that counts.

        Written while it is being read, it does not: a later look finds it still. Nor does it if
        only its owner or rights were changed.
        """
        present = signature_of(self.path)
        reading = self._reading(is_start=is_start)
        if signature_of(self.path) != present:
            return False
        was, had, is_known = self.signature, self.reading, self._is_read
        self.reading, self.signature, self._is_read = reading, present, True
        if not is_known or not (had and reading and was and present):
            return True
        saved_before, saved = (was.modified_ns, was.beside), (present.modified_ns, present.beside)
        return (saved_before, had.text) != (saved, reading.text)

    def forget(self) -> None:
        """Let the next look read the file again."""
        self._is_read = False

    def is_as_read(self) -> bool:
        """Whether the file on the disk is still the one that was read."""
        return self._is_read and signature_of(self.path) == self.signature

    def is_still(self, moment: float, now: datetime) -> bool:
        """Whether nobody has written the file for half a second."""
        return self._is_still(signature_of(self.path), moment, now)

    def pictured(self, reading: Reading) -> Reading:
        """A reading of some text for this file, with what lies beside it."""
        return with_pictures_beside(reading, self.path)

    def _is_still(self, present: Signature | None, moment: float, now: datetime) -> bool:
        if present != self._changing:
            self._changing, self._changed_moment = present, moment
        # An old file moved into place is whole; a date in the future says nothing.
        since_write = now.timestamp() - present.written_at if present else 0.0
        return max(moment - self._changed_moment, since_write) >= STILL_SECONDS

    def _reading(self, *, is_start: bool) -> Reading | None:
        try:
            with self.path.open("rb") as file:
                data = file.read(LIMITS.bytes + 1)  # no more than it takes to find it too large
            self.files = translation_files(self.path)
            known = (self._text_reading, self.expected)
            self._text_reading = read_apart(data, *known, files=self.files, is_start=is_start)
            return self.pictured(self._text_reading)
        except IsADirectoryError:
            log.warning("There is no bank in the folder %s", printable(self.path))
            return None
        except OSError as error:
            log.warning("The bank %s cannot be read: %s", printable(self.path), error.strerror)
            return None
        except Exception:
            # A fault of ours must not keep the other banks from being looked at.
            log.exception("The bank %s cannot be read", printable(self.path))
            return None


def signature_of(path: Path) -> Signature | None:
    """The signature of a bank's file as it is now, None if there is none."""
    own = _own_signature(path)
    if own is None:
        return None
    beside = ((str(each), _own_signature(each)) for each in _paths_beside(path))
    return replace(own, beside=tuple((name, each) for name, each in beside if each is not None))


def _paths_beside(path: Path) -> list[Path]:
    return [*translation_paths(path), *picture_paths(path)]


def _own_signature(path: Path) -> Signature | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return Signature(stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def printable(path: Path) -> str:
    """A path as pages and logs can take it: what is no text in its name is written out."""
    return str(path).encode(errors="backslashreplace").decode()
