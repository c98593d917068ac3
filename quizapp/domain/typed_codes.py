"""Codes that people read from a board or a slip of paper and type."""

from __future__ import annotations

import unicodedata
from random import Random

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not mistaken for one another when read aloud or written down."""

CODE_LENGTH = 8
"""31 ** 8 codes are about 10 ** 12: nobody guesses one."""

_OF_PASSWORDS = ALPHABET.lower().replace("l", "")
"""The same in small letters, of which one is mistaken for a figure."""

_MOST_TYPED = 64


def drawn_code(rng: Random) -> str:
    """A code at random; to be a secret, the dice must be the operating system's."""
    return "".join(rng.choices(ALPHABET, k=CODE_LENGTH))


def drawn_password(rng: Random) -> str:
    """A password to be typed from a slip: three groups of small letters and digits."""
    groups = ("".join(rng.choices(_OF_PASSWORDS, k=4)) for _ in range(3))
    return "-".join(groups)


def normal_code(text: str) -> str:
    """The code as it is kept, from what was typed: in any case, with spaces or dashes.

    Empty if what was typed cannot be a code.
    """
    typed = unicodedata.normalize("NFKC", text[:_MOST_TYPED]).upper()
    code = "".join(each for each in typed if each.isalnum())
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def grouped_code(code: str) -> str:
    """The code as it is shown, in two groups that are easy to read: ABCD-EFGH."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
