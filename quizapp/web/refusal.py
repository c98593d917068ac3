"""What an error page says."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class Refusal:
    """What an error page says. Without a next step of its own it leads to the home page."""

    status: int
    title: LazyString
    sentence: LazyString
    endpoint: str = "home.home"
    label: LazyString | None = None
