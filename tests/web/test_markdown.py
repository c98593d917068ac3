"""Markdown for several readers at once."""

from __future__ import annotations

from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import NoReturn

import pytest
from markdown_it.ruler import Ruler


def read_anew(name: str) -> ModuleType:
    """A module as a server that has just begun has it; nobody else gets this one."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compile_too_late(_rules: object) -> NoReturn:
    raise AssertionError("a second reader would now find half of the rules")


@pytest.mark.parametrize(
    ("name", "reader", "read"),
    [
        ("quizapp.web.markdown", "markdown", "<p>Some <em>words</em></p>\n"),
        ("quizapp.web.markdown", "markdown_inline", "Some <em>words</em>"),
        ("quizapp.exchange.texts", "html_of", "Some <em>words</em>"),
    ],
)
def test_the_first_readers_of_a_server_find_all_rules(
    name: str, reader: str, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = read_anew(name)
    monkeypatch.setattr(Ruler, "__compile__", compile_too_late)

    assert getattr(module, reader)("Some *words*") == read
