"""Banks that a command was given by name."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.banks.files import STANDARD_INPUT, content
from quizapp.banks.picture_files import with_pictures_beside
from quizapp.cli.outcomes import give_up
from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.bank import Reading, read_bank


def read_or_give_up(command: str, name: str) -> Reading:
    """What came of reading a bank; without the file, the command ends."""
    try:
        data = content(name)
        with shown_progress("Reading", is_long=len(data) >= LARGE_BYTES) as told:
            reading = read_bank(data)
            if name != STANDARD_INPUT:
                reading = with_pictures_beside(reading, Path(name))
            told(1.0)
            return reading
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        give_up(command, f"{click.format_filename(name)}: {reason}")
