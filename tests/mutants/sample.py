"""Which faults are made: a sample that its seed decides, and that other code leaves as it is."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    """A fault to make: the number in its file is that of `faults()`, the text its line."""

    path: str
    number: int
    site: Site
    text: str

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
    return [mutant for path in paths for mutant in _mutants(root, path)]


def _mutants(root: Path, path: Path) -> Iterator[Mutant]:
    source, inside = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
    lines = source.splitlines()
    for number, fault in enumerate(faults(source)):
        yield Mutant(inside, number, fault.site, lines[fault.site.line - 1].strip())


def sample(of: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """As many of them, in the order of the files, and of each line at most one.

    Lines are drawn and then one fault of each: a call with ten arguments has thirty, most of which
    crash, and would hide the single comparison beside it.

    Each line has dice of its own, thrown by its words and not by where it stands. So code that is
    added takes few lines out of the sample, and who looked at a survivor finds it there again.
    """
    dice = _dice_by_line(of, seed)
    drawn = sorted(dice, key=lambda line: dice[line][0])[:count]
    return [dice[line][1] for line in sorted(drawn)]


def _dice_by_line(of: Iterable[Mutant], seed: int) -> dict[tuple[str, int], tuple[float, Mutant]]:
    """For each line a number by which it is drawn, and the fault that is made if it is."""
    by_line: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    for mutant in of:
        by_line[mutant.path, mutant.site.line].append(mutant)
    before: Counter[tuple[str, str]] = Counter()
    thrown = {}
    for line, possible in sorted(by_line.items()):
        words = (possible[0].path, possible[0].text)
        dice = Random(repr((seed, *words, before[words])))
        thrown[line] = (dice.random(), dice.choice(possible))
        before[words] += 1
    return thrown
