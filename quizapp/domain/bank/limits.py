"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

FREE_NODES = 100_000
LEAST_BYTES_OF_A_NODE = 10
"""A bank has one node in 25 bytes; a file made to fill the memory has one in two."""


@dataclass(frozen=True)
class Limits:
    """Generous: a bank of 100,000 items has 65 MB and 2,500,000 nodes, and loads."""

    bytes: int = 100_000_000
    depth: int = 40
    nodes: int = 4_000_000
    errors: int = 1_000

    def for_size(self, size: int) -> Limits:
        """Return the limits for a file of so many bytes: a small one cannot hold that much."""
        return replace(self, nodes=min(self.nodes, FREE_NODES + size // LEAST_BYTES_OF_A_NODE))


LIMITS = Limits()

MOST_FILES = 200
"""Pictures of one bank."""

MOST_BYTES = 2_000_000
MOST_PIXELS = 20_000_000
"""Of one picture: a browser unpacks each pixel to four bytes."""
