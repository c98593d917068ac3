"""Compiled addresses, kept from one test's app to the next: that was most of what an app took."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.routing import Rule

Builder = Callable[..., Any]

_compiled = Rule._compile_builder
_kept: dict[object, Builder] = {}


def _kept_builder(rule: Rule, append_unknown: bool = True) -> Builder:
    """The function that builds a rule's addresses; it asks the rule for all but its text."""
    key = (rule.rule, rule.subdomain, rule.host, append_unknown, str(rule.defaults))
    if key not in _kept:
        _kept[key] = _compiled(rule, append_unknown)
    return _kept[key]


def keep_compiled_rules(patch: pytest.MonkeyPatch) -> None:
    """Compile each address once for all apps."""
    patch.setattr(Rule, "_compile_builder", _kept_builder)
