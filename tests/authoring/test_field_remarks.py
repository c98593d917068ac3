"""What is said beside the fields of a form, to somebody who does not see the file."""

from __future__ import annotations

import re

import pytest

from quizapp.authoring.field_remarks import hint_without_yaml
from quizapp.domain.bank.codes import CODES

OF_THE_FILE = {"W521", "W522"}
OF_THE_WRITING = [code for code in CODES if code[0] == "W" and code not in OF_THE_FILE]


@pytest.mark.parametrize("code", OF_THE_WRITING)
def test_a_hint_about_the_writing_names_no_key_of_the_file(code: str) -> None:
    hint = hint_without_yaml(code, CODES[code].hint)

    assert re.findall(r"`[a-z]+(?:: [^`]*)?`", hint) == []
