"""Anki's packages of notes (.apkg)."""

from __future__ import annotations

from quizapp.exchange.anki.reader import read_apkg
from quizapp.exchange.anki.writer import write_apkg

__all__ = ["read_apkg", "write_apkg"]
