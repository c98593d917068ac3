"""What is kept about somebody as files to take along: one for programs, one to read."""

from __future__ import annotations

import json
from typing import Any

from quizapp.web.kept_files import kept_file

STYLES = ("tokens", "own-data-file")


def as_json(data: dict[str, Any]) -> bytes:
    """The data for programs."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_html(data: dict[str, Any]) -> bytes:
    """The data to read."""
    return kept_file("accounts/data/own_data_file.html", STYLES, data=data)
