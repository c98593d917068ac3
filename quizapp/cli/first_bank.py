"""A bank for a folder that has none, where Quizapp is installed without its checkout."""

from __future__ import annotations

import shutil
from pathlib import Path

from quizapp.web.config import BUNDLED, CHECKOUT, given

NAME = "questions.yaml"
TRANSLATIONS = "translations"


def lay_out_bank() -> Path | None:
    """Put a copy of the bank that the package carries into the working directory; gives its path.

    Served from within the package, what teachers change of it would be gone with the next version.
    Nothing is done where a bank is named or there, nor where nothing can be written.
    """
    target = Path.cwd() / NAME
    if CHECKOUT or given("BANK") or target.exists() or not (BUNDLED / NAME).exists():
        return None
    try:
        if not (Path.cwd() / TRANSLATIONS).exists():
            shutil.copytree(BUNDLED / TRANSLATIONS, Path.cwd() / TRANSLATIONS)
        shutil.copyfile(BUNDLED / NAME, target)
    except OSError:
        return None
    return target
