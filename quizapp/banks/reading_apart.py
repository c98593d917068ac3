"""Banks read without taking time from those who are answering questions.

Reading a large bank keeps Python busy for seconds (bench/reloading.py measures how learners feel
it). So a process of its own reads it and hands back what came of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from quizapp.banks.translation_files import Files
from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.bank.reader import decoded
from quizapp.web.working_apart import worked_apart

log = logging.getLogger(__name__)

LARGE_BYTES = 200_000
"""From here on a process of its own is worth its start; below, reading takes some 0.1 s."""

LARGE_AT_START_BYTES = 400_000
"""At a start, when nobody is answering yet, such a process is worth it from here on: reading more
would leave megabytes behind in this one."""


def read_apart(
    data: bytes,
    *known: Reading | None,
    files: Files | None = None,
    is_start: bool = False,
) -> Reading:
    """What came of reading a bank, its items ready to be asked.

    Args:
        data: The bytes of the file.
        known: Earlier readings, of which one is given back if it was of the same texts.
        files: The bytes of the bank's translations by the names of their files.
        is_start: Whether the server is only beginning, so that nobody is kept waiting.

    Raises:
        OSError: the process that read it was killed or took too long. What is too much for that
            one would be too much for this one as well, and with it go all who are answering.
    """
    text, fault = decoded(data)
    told = {name: decoded(each)[0] for name, each in (files or {}).items()}
    for reading in known:
        if reading is not None and fault is None and _is_of(reading, text, told):
            return reading
    size = len(data) + sum(map(len, told.values()))
    try:
        is_large = size >= (LARGE_AT_START_BYTES if is_start else LARGE_BYTES)
        return _read(data, tuple((files or {}).items()), is_large=is_large)
    except Exception:
        if not files:
            raise
        # A translation holds back nothing: neither one that is too much, nor a fault of ours.
        log.exception("A bank's translations could not be read; it is used without them")
        return read_apart(data, *known, is_start=is_start)


def _read(data: bytes, files: tuple[tuple[str, bytes], ...], *, is_large: bool) -> Reading:
    given = (files,) if files else ()
    if is_large:
        return worked_apart(prepared_reading, data, *given)
    return prepared_reading(data, *given)


def _is_of(reading: Reading, text: str, told: Mapping[str, str]) -> bool:
    """Whether it is what comes of these texts; a bank that cannot be used has no translations."""
    then = {each.name: each.text for each in reading.translations}
    return reading.text == text and (then == told or reading.held_bank is None)


def prepared_reading(data: bytes, files: tuple[tuple[str, bytes], ...] = ()) -> Reading:
    """The reading, with all that learners' first requests would otherwise have to work out."""
    reading = read_bank(data).with_translations(dict(files))
    if reading.held_bank is not None:
        for item_id in reading.held_bank.items:
            reading.held_bank.content_of(item_id)
    return reading
