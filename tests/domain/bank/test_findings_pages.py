"""docs/findings/: each page is the one that the table gives, and its examples do what it says."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from quizapp.domain.bank import Severity
from quizapp.domain.bank.codes import CODES

DOCS = Path(__file__).parents[3] / "docs"

LEFT_OUT = {"W517", "W518"}
"""Examples are short: they go without explanations and feedback, but for those about them."""


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_findings", DOCS / "write_findings.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


WRITER = loaded()
EXAMPLES = WRITER.examples()


def test_every_code_has_an_example_and_every_example_a_code():
    assert list(EXAMPLES) == list(CODES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_wrong_example_gives_its_finding_and_no_other(code):
    example = EXAMPLES[code]

    found = {finding.code for finding in example.findings(example.wrong)}

    assert found - (LEFT_OUT - {code}) == {code, *example.beside}


@pytest.mark.parametrize("code", EXAMPLES)
def test_right_example_is_free_of_it(code):
    example = EXAMPLES[code]
    rights = [text for text in (example.right, example.better) if text is not None]

    for found in map(example.findings, rights):
        assert code not in {finding.code for finding in found}
        is_bank = example.kind != "file"
        assert not is_bank or all(each.severity is not Severity.ERROR for each in found)


def test_pages_are_those_that_the_table_gives():
    written = {path.name: path.read_text(encoding="utf-8") for path in WRITER.FOLDER.glob("*.md")}

    assert written == WRITER.pages(), "run python docs/write_findings.py"
