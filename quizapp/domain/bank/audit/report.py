"""The audit as a table for people, and as findings beside the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from quizapp.domain.bank.audit.playing import THE_MEMORY, Played
from quizapp.domain.bank.codes import CODES
from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.bank.positions import Lines

_ITEMS = re.compile(r"^items(?=\s*:)", re.MULTILINE)
_NAMES = 36


def audit_as_text(results: Sequence[Played], left_out: Mapping[str, int] | None = None) -> str:
    """Return one line per strategy: expected share, its 95 % interval, and chance.

    `left_out` are the questions that were not played, by the type of their item.
    """
    if not results:
        return "Pass without reading: no question of the bank asks to pick an option.\n"
    title = f"    {'strategy':<{_NAMES}} {'share':>6}   95 % interval  {'chance':>6} {'p':>5}\n"
    count = max(each.count for each in results if each.strategy != THE_MEMORY)
    head = f"Pass without reading: {count:,} questions, expected share won\n"
    lines = "".join(_line(each, count) for each in results)
    return head + title + lines + (_of_left_out(left_out) if left_out else "")


def _of_left_out(left_out: Mapping[str, int]) -> str:
    by_type = ", ".join(f"{count:,} {name}" for name, count in sorted(left_out.items()))
    return f"    not played, for there is no one option to pick: {by_type}\n"


def audit_findings(results: Sequence[Played], text: str) -> tuple[Finding, ...]:
    """Return a finding for each strategy that beats chance, at the list of items."""
    entry, lines = CODES["W522"], Lines(text)
    items_key = _ITEMS.search(text)
    span = lines.span(items_key.start(), items_key.end()) if items_key else lines.span(0, 0)
    return tuple(
        Finding("W522", entry.severity, _message(each), entry.hint, span)
        for each in results
        if each.beats_chance
    )


def _line(played: Played, count: int) -> str:
    verdict = "  beats chance" if played.beats_chance else ""
    if played.strategy == THE_MEMORY:
        verdict = f"  in quizzes, {played.count:,} questions{verdict}"
    elif played.count != count:
        verdict = f"  in {played.count:,} of them{verdict}"
    return (
        f"    {played.strategy:<{_NAMES}} {played.share:>6.1%}"
        f"   {played.low:>5.1%} - {played.high:>5.1%} {played.chance:>7.1%} {played.p:>5.2f}"
        f"{verdict}\n"
    )


def _message(played: Played) -> str:
    return (
        f"Going by {played.strategy} wins {played.share:.0%} of {played.count} questions"
        f" (95 % interval {played.low:.0%} to {played.high:.0%}); chance is {played.chance:.0%}."
    )
