"""Modules loaded without what a start need not wait for."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load modules without what a start need not wait for.

    No garbage is looked for among what is loaded, now and later: it stays. To look it through took
    a fifth of a start, and kept everybody in a process that serves waiting for a tenth of a second
    now and then. Nor is there a plugin of pydantic's, for which it would look at all that is
    installed.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    was_enabled, loaded = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > loaded:
            gc.freeze()
        if was_enabled:
            gc.enable()
