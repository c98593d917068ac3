"""Zstandard, by which Anki packs collections: of Python itself from 3.14 on, else a backport."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["zstd"]
