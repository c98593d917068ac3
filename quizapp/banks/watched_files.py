"""A file that others write: read once it has been still, so that no half-written text counts.

The pictures beside it are looked at with it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizapp.banks.picture_files import (
    PicturesSignature,
    pictures_signature,
    with_pictures_beside,
)
from quizapp.banks.reading_apart import read_apart
from quizapp.domain.bank import Reading
from quizapp.domain.bank.limits import LIMITS

STILL_SECONDS = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signature:
    """What differs when a file has been written, or another one moved into its place."""

    inode: int
    size: int
    modified_ns: int
    changed_ns: int

    @property
    def changed_at(self) -> float:
        """When the file was last written, moved or touched, in seconds since 1970."""
        return max(self.modified_ns, self.changed_ns) / 1e9


_Present = tuple[Signature | None, PicturesSignature]


class WatchedFile:
    """A bank's file, and what came of reading it last.

    Attributes:
        path: The file.
        reading: What came of reading it, None while it cannot be read at all.
        signature: Of the file as it was read; None if there was none.
        expected: A reading of what the file is about to say, by what another process has published.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading: Reading | None = None
        self.signature: Signature | None = None
        self.expected: Reading | None = None
        self._text_reading: Reading | None = None
        self._pictures: PicturesSignature = ()
        self._is_read = False
        self._changing: _Present = (None, ())
        self._changed_moment = 0.0

    def has_changed(self, moment: float, now: datetime) -> bool:
        """Whether the file is not as it was read, and has been still since."""
        present = self._present()
        is_still = self._is_still(present, moment, now)
        return is_still and not (self._is_read and present == (self.signature, self._pictures))

    def read(self) -> bool:
        """Read the file, and say whether this was a save that counts.

        Written while it is being read, it does not: a later look finds it still. Nor does it if
        only its owner or rights were changed.
        """
        before, had, is_known = (self.signature, self._pictures), self.reading, self._is_read
        present = self._present()
        reading = self._reading()
        if self._present() != present:
            return False
        self.reading, (self.signature, self._pictures), self._is_read = reading, present, True
        was, now = before[0], present[0]
        if not is_known or not (had and reading and was and now) or before[1] != present[1]:
            return True
        return (was.modified_ns, had.text) != (now.modified_ns, reading.text)

    def forget(self) -> None:
        """Let the next look read the file again."""
        self._is_read = False

    def is_as_read(self) -> bool:
        """Whether the file on the disk is still the one that was read."""
        return self._is_read and self._present() == (self.signature, self._pictures)

    def is_still(self, moment: float, now: datetime) -> bool:
        """Whether nobody has written the file for half a second."""
        return self._is_still(self._present(), moment, now)

    def pictured(self, reading: Reading) -> Reading:
        """A reading of some text for this file, with what lies beside it."""
        return with_pictures_beside(reading, self.path)

    def _present(self) -> _Present:
        return signature_of(self.path), pictures_signature(self.path)

    def _is_still(self, present: _Present, moment: float, now: datetime) -> bool:
        if present != self._changing:
            self._changing, self._changed_moment = present, moment
        # An old file moved into place is whole; a date in the future says nothing.
        file, pictures = present
        written = max([file.modified_ns if file else 0, *(each[2] for each in pictures)])
        since_write = now.timestamp() - written / 1e9 if file else 0.0
        return max(moment - self._changed_moment, since_write) >= STILL_SECONDS

    def _reading(self) -> Reading | None:
        try:
            with self.path.open("rb") as file:
                data = file.read(LIMITS.bytes + 1)  # no more than it takes to find it too large
            self._text_reading = read_apart(data, self._text_reading, self.expected)
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
    """The signature of a file as it is now, None if there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return Signature(stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


def printable(path: Path) -> str:
    """A path as pages and logs can take it: what is no text in its name is written out."""
    return str(path).encode(errors="backslashreplace").decode()
