"""What a language is called."""

from __future__ import annotations

import pytest

from quizapp.web.languages import language_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr", "Français"),
        ("pt-BR", "Português (Brasil)"),
        ("zh-Hant", "中文 (繁體)"),
        ("xq", "xq"),
    ],
)
def test_a_language_is_called_by_its_own_name_or_its_code(code: str, name: str) -> None:
    assert language_name(code, code) == name
