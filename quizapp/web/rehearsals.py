"""Whether a server is a copy to rehearse with: simulated learners are let at no other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_MARK = "rehearsal"


def mark_as_rehearsal(data_dir: Path) -> None:
    """Make a data folder one of a rehearsal, for as long as it is there."""
    (data_dir / _MARK).touch()


def is_rehearsal(settings: Mapping[str, Any]) -> bool:
    """Whether nobody's records are in this server."""
    return (Path(settings["DATA_DIR"]) / _MARK).exists()
