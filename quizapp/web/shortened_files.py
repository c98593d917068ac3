"""Styles and scripts without what only readers of the sources need."""

from __future__ import annotations

import re

_CSS_PART = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')   # what stands in quotes stays
      | /\*.*?\*/                   # a comment goes
      | \s*(?P<sign>[{};,])\s*      # no space is needed around these
      | (?P<space>\s+)""",
    re.DOTALL | re.VERBOSE,
)
_REMARK = re.compile(r"^[ ]*//.*\n|^[ ]*\n", re.MULTILINE)


def shortened_style(text: str) -> str:
    """A style sheet without comments and white space that means nothing."""
    return _CSS_PART.sub(_kept_of_style, _without_comments(text)).strip()


def shortened_script(text: str) -> str:
    """A script without lines that are empty or hold a remark alone.

    Nothing within a line is touched, so no reader of JavaScript is needed. A test sees to it that
    no text of ours goes over several lines.
    """
    return _REMARK.sub("", text)


def _without_comments(text: str) -> str:
    return _CSS_PART.sub(lambda part: "" if part[0].startswith("/*") else part[0], text)


def _kept_of_style(part: re.Match[str]) -> str:
    return part["text"] or part["sign"] or " "
