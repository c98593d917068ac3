"""What the system says when a file cannot be read or written, in the app's own terms."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.domain.errors import BankFileTrouble, FileTrouble

_TROUBLES = {
    errno.ENOENT: FileTrouble.NO_FOLDER,
    errno.ENOTDIR: FileTrouble.NO_FOLDER,
    errno.EACCES: FileTrouble.NOT_ALLOWED,
    errno.EPERM: FileTrouble.NOT_ALLOWED,
    errno.EROFS: FileTrouble.NOT_ALLOWED,
    errno.ENOSPC: FileTrouble.DISK_FULL,
    errno.EFBIG: FileTrouble.DISK_FULL,
    errno.EDQUOT: FileTrouble.DISK_FULL,
}

log = logging.getLogger(__name__)


@contextmanager
def told_file_troubles() -> Iterator[None]:
    """Turn an error of the file system into one that a page can tell.

    Raises:
        BankFileTrouble: saying what kind of trouble it is.
    """
    try:
        yield
    except TimeoutError as error:
        raise BankFileTrouble(FileTrouble.BUSY) from error
    except OSError as error:
        log.warning("The bank's file: %s", error)
        trouble = _TROUBLES.get(error.errno or 0, FileTrouble.OTHER)
        raise BankFileTrouble(trouble, error.strerror or "") from error
