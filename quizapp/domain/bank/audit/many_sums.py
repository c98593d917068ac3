"""Many sums at once: figures side by side in one large integer, which is added as a whole.

A bank of a thousand questions is played hundreds of times by more than a hundred strategies. One
addition of long integers takes the place of one for each strategy.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack

_ONE = 1 << 36
"""What stands for 1 in the 64 bits of each figure: its sums may go up to 2**28."""


def side_by_side(figures: Sequence[float]) -> int:
    """Return figures of 0 and above in one integer; sums of such are exact to 1 in 2**36."""
    return int.from_bytes(
        pack(f"<{len(figures)}Q", *[round(it * _ONE) for it in figures]), "little"
    )


def apart(total: int, count: int) -> list[float]:
    """Return so many figures of a sum."""
    return [it / _ONE for it in unpack(f"<{count}Q", total.to_bytes(8 * count, "little"))]
