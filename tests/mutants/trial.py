"""One fault, the tests that run it, and whether any of them fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from subprocess import TimeoutExpired

from tests.mutants.copies import PLUGIN, Copy
from tests.mutants.faults import broken
from tests.mutants.recording import NotGreen
from tests.mutants.sample import Mutant


class Fate(StrEnum):
    """What became of a mutant. Over the limit counts as noticed: a suite that hangs is seen."""

    KILLED = "killed"
    TIMEOUT = "timeout"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Verdict:
    """A mutant, its fate, how many tests were asked, and what was changed."""

    mutant: Mutant
    fate: Fate
    tests: int
    diff: str


def tried(mutant: Mutant, copy: Copy, tests: Sequence[str], limit_seconds: float) -> Verdict:
    """Make the fault in the copy, and run the tests until one fails."""
    source = (copy.folder / mutant.path).read_text(encoding="utf-8")
    changed = broken(source, mutant.number)
    with copy.broken(mutant.path, changed):
        fate = _fate(copy, tests, limit_seconds) if tests else Fate.SURVIVED
    return Verdict(mutant, fate, len(tests), _diff(mutant.path, source, changed))


def expect_green(copy: Copy, tests: Sequence[str], limit_seconds: float) -> None:
    """See that tests run in a copy, where nothing is broken.

    Raises:
        NotGreen: they do not pass, so that every fault would look as if it were noticed.
    """
    if _fate(copy, tests, limit_seconds) is not Fate.SURVIVED:
        raise NotGreen("Tests fail in a copy of the tree in which nothing is broken.")


def _fate(copy: Copy, tests: Sequence[str], limit_seconds: float) -> Fate:
    chosen = copy.folder / ".chosen-tests"
    chosen.write_text("\n".join(map(repr, tests)))
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    options = ("-x", "-p", "no:xdist", "-p", "no:cov", "-p", PLUGIN.stem, "--chosen", str(chosen))
    try:
        run = copy.pytest(*options, *files, limit_seconds=limit_seconds)
    except TimeoutExpired:
        return Fate.TIMEOUT
    if run.returncode == _NO_TESTS:
        raise NotGreen(f"None of these tests is there: {tests}")
    return Fate.SURVIVED if run.returncode == 0 else Fate.KILLED


_NO_TESTS = 5
"""Pytest's exit status when it found nothing to run."""


def _diff(path: str, before: str, after: str) -> str:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(unified_diff(old, new, fromfile=path, tofile=path, n=2))
