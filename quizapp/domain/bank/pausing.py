"""Reading a large bank without looking for garbage on the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Hold off Python's search for reference cycles, for as long as everything made is kept.

    A bank is hundreds of thousands of small objects without a cycle among them. Searching them
    again and again while they pile up would take as long as the reading itself. It is the whole
    process that pauses, for the second that a large bank takes; whoever paused it, resumes it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
