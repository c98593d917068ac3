"""Hashing passwords with Argon2id, a few at a time."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 128

# RFC 9106's second choice divided for a small machine: a class of thirty logs in at once.
_hasher = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
# Hashing is slow on purpose; answering goes on meanwhile.
_slots = BoundedSemaphore(2)
# Compared against when the user name is unknown, so that the time taken says nothing.
_NOBODY = _hasher.hash("nobody has this password")


def password_hash(password: str) -> str:
    """A salted hash to keep."""
    with _slots:
        return _hasher.hash(password)


def is_password(kept_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; takes as long where there is no hash."""
    with _slots:
        try:
            return _hasher.verify(kept_hash or _NOBODY, password) and bool(kept_hash)
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(kept_hash: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _hasher.check_needs_rehash(kept_hash)
