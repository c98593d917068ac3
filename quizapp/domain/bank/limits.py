"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Generous for a bank about one article, tight for a file made to break the reader."""

    bytes: int = 20_000_000
    depth: int = 40
    nodes: int = 2_000_000
    errors: int = 1_000


LIMITS = Limits()
