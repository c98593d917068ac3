"""Addresses of databases, as they are written in the settings."""

from __future__ import annotations

import pytest

from quizapp.web.addresses import without_password
from quizapp.web.config import BadSetting, settings


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mysql://lena:pa:ss@w/ord@host/name", "mysql://lena:…@host/name"),
        ("postgresql://:geheim@host", "postgresql://:…@host"),
        ("postgresql://lena@host/name", "postgresql://lena@host/name"),
        ("Mars/Olympus", "Mars/Olympus"),
    ],
)
def test_a_password_is_not_shown(text, shown):
    assert without_password(text) == shown


def test_what_is_told_of_a_bad_address_does_not_tell_its_password():
    with pytest.raises(BadSetting, match="postgresql://user:password@host/name") as refused:
        settings({"DATABASE_URL": "mysql://lena:geheim@host/name"})

    assert "geheim" not in str(refused.value)
    assert refused.value.__cause__ is None
