"""Which faults are made: a sample that its seed decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.mutants.faults import Site, faults

NOT_BROKEN = (
    *("quizapp/cli", "quizapp/web"),  # what people click and type
    "quizapp/exchange",  # other programs' formats: hold with what those programs read
    "quizapp/upkeep/demo",  # a class made up for show: with other dice it is as good
)
"""Folders that hold neither rules nor deeds."""
PAGES = ("pages", "forms")
"""How modules end that only show and ask, in a feature's package."""


@dataclass(frozen=True)
class Mutant:
    """A fault to make: the number in its file is that of `faults()`."""

    path: str
    number: int
    site: Site

    def __str__(self) -> str:
        return f"{self.path}:{self.site.line}"


def sources(root: Path, only: Iterable[str] = ()) -> Iterator[Path]:
    """The modules of domain, models and deeds; of these, what lies under one of `only`."""
    for path in sorted((root / "quizapp").glob("*/**/*.py")):
        inside = path.relative_to(root)
        is_chosen = not only or any(inside.is_relative_to(each) for each in only)
        is_shown = path.stem.endswith(PAGES) or any(map(inside.is_relative_to, NOT_BROKEN))
        if is_chosen and not is_shown:
            yield path


def mutants(root: Path, paths: Iterable[Path]) -> list[Mutant]:
    """All that can be made of these files."""
    return [
        Mutant(path.relative_to(root).as_posix(), number, fault.site)
        for path in paths
        for number, fault in enumerate(faults(path.read_text(encoding="utf-8")))
    ]


def sample(of: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """As many of them, in the order of the files, and of each line at most one.

    Lines are drawn and then one fault of each: a call with ten arguments has thirty, most of which
    crash, and would hide the single comparison beside it.
    """
    by_line: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for mutant in of:
        by_line[mutant.path, mutant.site.line].append(mutant)
    dice = Random(seed)
    lines = sorted(dice.sample(sorted(by_line), min(count, len(by_line))))
    return [dice.choice(by_line[line]) for line in lines]
