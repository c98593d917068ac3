"""Addresses of databases, as they are written in the settings."""

from __future__ import annotations

import re


def read_address(text: str) -> str:
    """An address as SQLAlchemy takes it; nothing stays nothing.

    Raises:
        ValueError: saying what to use.
    """
    # Hosting panels still hand out the old scheme, which SQLAlchemy no longer takes.
    url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", text)
    if url and not (re.match(r"(sqlite|postgresql\+psycopg)://", url) and _is_whole(url)):
        raise ValueError(
            "use an address that begins with sqlite:// or postgresql://, such as "
            "postgresql://user:password@host/name"
        )
    return url


def without_password(text: str) -> str:
    """A setting as it may stand in a log."""
    return re.sub(r"(://[^:@/]*:).*@", r"\1…@", text)


def _is_whole(url: str) -> bool:
    # Loaded here: commands about files alone come without an address, and start quickly.
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        make_url(url)
    except (ArgumentError, ValueError):
        return False
    return True
