"""Texts that are too long for the place where they are shown."""

from __future__ import annotations


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many characters; “…” stands for what is left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
