"""Items to be linted: a bank around them, and what is found in it."""

from __future__ import annotations

import re

from quizapp.domain.bank import Finding, read_bank
from quizapp.domain.bank.limits import LIMITS, Limits

HEAD = """\
format: 1
id: b
title: B
language: {language}
article:
  title: A
  author: Ida Ekman
  publisher: The School
  published: 2020-03-01
  sections:
    - id: sea
      heading: The sea
      text: |
        An account by Ida Ekman for The School.

        The moon pulls at the sea. According to the harbour office, 1,200 ships a year wait.
        The harbour has 450 berths. In 2019 it said that 1.5 million fish live there.
topics: {{t: T}}
items:
"""


ABSOLUTES = {"all", "always", "every", "everyone", "never", "no", "nobody", "none", "only", "whole"}
"""Words that learners know to be seldom right."""

HELP = {"W517", "W518"}
"""Left out of account, for the items here are short, but where the test is about them."""


def findings(
    *items: str, language: str = "en", limits: Limits = LIMITS, after: str = ""
) -> tuple[Finding, ...]:
    """Return what is found in a bank of these items, given by their keys, and what comes after."""
    written = "".join(
        f"  - id: item-{number}\n    topic: t\n" + "".join(f"    {line}\n" for line in keys)
        for number, keys in enumerate(map(str.splitlines, items))
    )
    return read_bank(
        (HEAD.format(language=language) + written + after).encode(), limits, lint=True
    ).findings


def codes(*items: str, language: str = "en") -> list[str]:
    return [each.code for each in findings(*items, language=language) if each.code[0] == "W"]


def place(item: str) -> tuple[str, int, int]:
    """Return the item without its mark, and the place of the mark in the file."""
    before, _, after = item.partition("«")
    line = HEAD.count("\n") + 3 + before.count("\n")
    return before + after, line, len(before) - before.rfind("\n") + 4


def listed(stem: str, *options: str) -> str:
    """Return an item that shows its options as written; `key: ` stands before the key."""
    return f'stem: "{stem}"\norder: as-written\noptions: [{", ".join(options)}]'


def choice(stem: str, key: str, *distractors: str, more: str = "") -> str:
    return f'stem: "{stem}"\nkey: "{key}"\ndistractors: {list(distractors)}\n{more}'


def words(text: str) -> set[str]:
    """The words and numbers of a text, folded."""
    return set(re.findall(r"[a-z0-9]+", text.lower()))
