"""What kind of device a browser says it is, in words that its owner knows it by.

Only these words are kept. The header they come from holds versions and models as well, by which
somebody could be told apart from others.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_HEADER = 1000
LONGEST_NAME = 24

# The first that is found counts: nearly every browser also claims to be an older one.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Device:
    """A browser and what it runs on; "" for what it does not say."""

    browser: str = ""
    system: str = ""


def device_of(user_agent: str | None) -> Device:
    """The device that sends this header. It may say anything: what is unknown is left out."""
    header = (user_agent or "")[:LONGEST_HEADER]
    return Device(_first(_BROWSERS, header), _first(_SYSTEMS, header))


def _first(signs: tuple[tuple[str, str], ...], header: str) -> str:
    return next((name for sign, name in signs if sign in header), "")
