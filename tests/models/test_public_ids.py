"""Ids that stand in addresses and in commands."""

from __future__ import annotations

from quizapp.models.base import new_public_id


def test_no_id_looks_like_an_option_of_a_command() -> None:
    ids = {new_public_id() for _ in range(2000)}

    assert len(ids) == 2000
    assert not [each for each in ids if each.startswith("-")]
