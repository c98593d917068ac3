"""Passwords that are tried first by whoever guesses: common ones, and one's own names."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from quizapp.accounts.credentials import normal_user_name

LIST = Path(__file__).with_name("common_passwords.txt")
DIGITS_KEPT = 10
SITE = "quizapp"
"""The name of the app, which everybody here can think of."""

_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def is_easy(password: str, *names: str | None) -> bool:
    """Whether the password is a common one, or only a name with digits or signs around it."""
    plain = normal_user_name(password)
    core = _AROUND.sub("", plain)
    own = {normal_user_name(name) for name in (*names, SITE) if name}
    return plain in own or core in own or _mark(plain) in _common()


@cache
def _common() -> frozenset[str]:
    """Read once, when somebody first chooses a password."""
    lines = LIST.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _mark(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()[:DIGITS_KEPT]
