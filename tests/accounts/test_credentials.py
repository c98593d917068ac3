"""One spelling of each user name, and passwords hashed with the settings that are really used."""

from __future__ import annotations

import pytest

from quizapp.accounts.credentials import is_password, needs_rehash, normal_user_name, password_hash


def test_a_password_belongs_to_its_own_hash_only():
    kept = password_hash("a long enough password")

    assert is_password(kept, "a long enough password")
    assert not is_password(kept, "a long enough passwore")
    assert not needs_rehash(kept)
    assert kept.startswith("$argon2id$")


def test_equal_passwords_have_different_hashes():
    assert password_hash("the same password") != password_hash("the same password")


def test_no_hash_belongs_to_no_password():
    assert not is_password(None, "nobody has this password")
    assert not is_password("", "nobody has this password")
    assert not is_password("damaged", "a password")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("LENA", "lena"), (" Lena ", "lena"), ("Ｌｅｎａ", "lena"), ("Straße", "strasse")],
)
def test_one_name_in_all_its_spellings(written, kept):
    assert normal_user_name(written) == kept
