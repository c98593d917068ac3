"""Banks read without taking time from those who are answering questions.

Reading a large bank keeps Python busy for seconds, and a thread that does it makes all others wait
for their turns (bench/reloading.py measures how long). So a process of its own reads it, at a low
priority, and hands back what came of it.
"""

from __future__ import annotations

import errno
import logging
import os
import pickle
import subprocess
import sys

from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.bank.reader import decoded

LARGE_BYTES = 200_000
"""From here on a process of its own is worth its start; below, reading takes some 0.1 s."""

GIVE_UP_SECONDS = 120
NICENESS = 5

log = logging.getLogger(__name__)


def read_apart(data: bytes, *known: Reading | None) -> Reading:
    """What came of reading a bank, its items ready to be asked.

    Args:
        data: The bytes of the file.
        known: Earlier readings, of which one is given back if it was of the same text.

    Raises:
        OSError: the process that read it was killed or took too long. What is too much for that
            one would be too much for this one as well, and with it go all who are answering.
    """
    text, fault = decoded(data)
    for reading in known:
        if reading is not None and fault is None and reading.text == text:
            return reading
    if len(data) >= LARGE_BYTES:
        reading = _reading_of_another_process(data)
        if reading is not None:
            return reading
    return prepared(read_bank(data))


def prepared(reading: Reading) -> Reading:
    """The reading, with all that learners' first requests would otherwise have to work out."""
    if reading.held_bank is not None:
        for item_id in reading.held_bank.items:
            reading.held_bank.content_of(item_id)
    return reading


def _reading_of_another_process(data: bytes) -> Reading | None:
    """None where there can be none: embedded Pythons, for instance, know no program to start.

    Raises:
        OSError: it was killed or took too long.
    """
    try:
        process = subprocess.run(  # noqa: S603  this very module
            [sys.executable, "-m", __name__],
            input=data,
            capture_output=True,
            timeout=GIVE_UP_SECONDS,
            check=True,
        )
        reading: Reading = pickle.loads(process.stdout)  # noqa: S301  our own process wrote it
    except Exception as error:
        # Also a class that is another one there: the program may have been updated meanwhile.
        log.warning("A large bank could not be read in another process", exc_info=True)
        if _was_too_much(error):
            raise OSError(errno.EIO, "the process that read it was ended") from error
        return None
    return reading


def _was_too_much(error: Exception) -> bool:
    if isinstance(error, subprocess.CalledProcessError):
        return error.returncode < 0  # by a signal, as when memory runs out
    return isinstance(error, subprocess.TimeoutExpired)


def _serve_parent() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    reading = prepared(read_bank(sys.stdin.buffer.read()))
    pickle.dump(reading, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


if __name__ == "__main__":
    _serve_parent()
