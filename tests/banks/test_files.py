"""Files of banks: what is kept of old ones, and what is said when one cannot be had."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from quizapp.banks.files import KEPT_BACKUPS, keep_backup, told_file_troubles
from quizapp.domain.errors import BankFileTrouble, FileTrouble
from quizapp.web import clock


def test_only_so_many_backups_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT_BACKUPS + 3):
        now = clock.now().replace(microsecond=number)
        newest = keep_backup("bank.yaml", b"%d" % number, tmp_path, now)

    left = sorted(newest.parent.iterdir())
    assert len(left) == KEPT_BACKUPS
    assert left[0].read_bytes() == b"3"
    assert left[-1] == newest


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.EACCES, FileTrouble.NOT_ALLOWED),
        (errno.EROFS, FileTrouble.NOT_ALLOWED),
        (errno.ENOSPC, FileTrouble.DISK_FULL),
        (errno.EDQUOT, FileTrouble.DISK_FULL),
        (errno.ENOTDIR, FileTrouble.NO_FOLDER),
        (errno.EIO, FileTrouble.OTHER),
    ],
)
def test_what_the_system_says_is_put_into_words(number: int, trouble: FileTrouble) -> None:
    with pytest.raises(BankFileTrouble) as told, told_file_troubles():
        raise OSError(number, os.strerror(number))

    assert told.value.trouble is trouble
