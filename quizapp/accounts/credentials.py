"""What people log in with, user names and passwords: which can be used, and how they are kept."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_USER_NAME, LONGEST_USER_NAME = 3, 40
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 128

# RFC 9106's second choice divided for a small machine: a class of thirty logs in at once.
_hasher = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
# Hashing is slow on purpose; answering goes on meanwhile.
_slots = BoundedSemaphore(2)


def normal_user_name(text: str) -> str:
    """The user name as it is kept and compared: one form of each letter, no capitals."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def is_usable_user_name(text: str) -> bool:
    """Whether the name has 3 to 40 letters, digits, dots, dashes or underscores, letters first.

    Letters of every script, with their marks; also as it is kept, which can be longer.
    """
    kept = normal_user_name(text)
    return (
        SHORTEST_USER_NAME <= len(text) <= LONGEST_USER_NAME
        and len(kept) <= LONGEST_USER_NAME
        and unicodedata.category(kept[0])[0] in "LN"
        and all(unicodedata.category(each)[0] in "LMN" or each in "._-" for each in kept)
    )


def password_hash(password: str) -> str:
    """A salted hash to keep."""
    with _slots:
        return _hasher.hash(password)


def is_password(kept_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; takes as long where there is no hash."""
    with _slots:
        of_nobody = _of_nobody()
        try:
            return _hasher.verify(kept_hash or of_nobody, password) and bool(kept_hash)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _of_nobody() -> str:
    """Compared against when the user name is unknown, so that the time taken says nothing.

    Made when somebody first logs in, known or not: a start need not wait for it.
    """
    return _hasher.hash("nobody has this password")


def needs_rehash(kept_hash: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _hasher.check_needs_rehash(kept_hash)
