"""What texts that people type may be."""

from __future__ import annotations

import pytest

from quizapp.web.text_fields import is_readable


@pytest.mark.parametrize("name", ["Ada", "أمل", "李", "7b", "O'Neill;--"])
def test_a_name_has_a_letter_or_a_digit_of_any_script(name: str) -> None:
    assert is_readable(name)


@pytest.mark.parametrize("name", ["", "-", "\u200b", "…", "🙂"])
def test_what_nobody_can_read_out_is_no_name(name: str) -> None:
    assert not is_readable(name)
