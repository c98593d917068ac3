"""Where a process counts what its limits count, while there is no Redis."""

from __future__ import annotations

import threading
from typing import Any

from limits.storage import MemoryStorage


class CountsOfProcess(MemoryStorage):
    """The library's counts in memory, changed by one thread at a time.

    Each change may start the timer that clears old counts away. Where two start the same one, the
    second fails: a learner who begins a quiz with the whole class got a 500.
    """

    STORAGE_SCHEME = ["memory"]  # noqa: RUF012  in place of the library's own, as it registers them

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._one_at_a_time = threading.RLock()
        super().__init__(*args, **kwargs)

    def acquire_entry(self, *args: Any, **kwargs: Any) -> bool:
        """Count one of a moving window, if there is room for it."""
        with self._one_at_a_time:
            return super().acquire_entry(*args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count one of a fixed window."""
        with self._one_at_a_time:
            return super().incr(*args, **kwargs)
