"""Addresses of pages, put together by code that is made when the first of its kind is wanted.

werkzeug writes a function in Python's own syntax for each address, twice: with what else is named,
and without. For all pages of the site that takes a tenth of a start, and most are never called.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from flask import Flask
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule that has its function written when it is called.

    Two threads that call it at once may both have it written; they get the same.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        written = cache(partial(super()._compile_builder, append_unknown))

        def build(rule: LateRule, /, **values: object) -> tuple[str, str]:
            return written()(rule, **values)

        return build


def write_rules_late(app: Flask) -> None:
    """Have the app's rules do so; called before the first one is added."""
    app.url_rule_class = LateRule
