"""`make mutants`: how many small faults in the code do the tests notice?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from tests.mutants.hunt import Means, verdicts
from tests.mutants.recording import NotGreen
from tests.mutants.sample import Mutant, mutants, sample, sources
from tests.mutants.trial import Fate, Verdict

ROOT = Path(__file__).parents[2]
ENOUGH = 0.9


@click.command()
@click.option("--seed", default=1, help="Another seed, another sample.")
@click.option("--count", default=200, help="How many lines are broken, one at a time.")
@click.option("--only", multiple=True, help="Only in this folder or module.")
@click.option("--at", multiple=True, help="Instead of a sample: each fault of this FILE:LINE.")
@click.option("--tests", multiple=True, default=["tests"], help="The tests to look with.")
@click.option("--most", default=200, help="How many tests are asked about one fault, at most.")
@click.option("--limit", default=120.0, help="How many seconds these may take.")
def main(
    seed: int,
    count: int,
    only: Sequence[str],
    at: Sequence[str],
    tests: Sequence[str],
    most: int,
    limit: float,
) -> None:
    """Make small faults, one at a time, in a copy of the tree, and run the tests that concern it.

    Exits 0 if at least 90 % of the faults are noticed, 1 if fewer are, and 2 if it could not run.
    """
    chosen = _lines(at) if at else sample(mutants(ROOT, sources(ROOT, only)), count, seed)
    found: list[Verdict] = []
    try:
        for verdict in verdicts(ROOT, chosen, Means(tests, most, limit)):
            found.append(verdict)
            click.echo(f"{verdict.fate:9} {verdict.mutant}")
    except NotGreen as error:
        click.echo(error, err=True)
        raise SystemExit(2) from error
    raise SystemExit(_report(found))


def _lines(at: Sequence[str]) -> list[Mutant]:
    modules = sources(ROOT, [line.rpartition(":")[0] for line in at])
    return [mutant for mutant in mutants(ROOT, modules) if str(mutant) in at]


def _report(found: Sequence[Verdict]) -> int:
    """Show what was not killed, and the share that was noticed; returns the exit status."""
    for verdict in found:
        if verdict.fate is not Fate.KILLED:
            click.echo(f"\n{verdict.fate}: {verdict.mutant}, {verdict.tests} tests run it")
            click.echo(verdict.diff)
    fates = Counter(verdict.fate for verdict in found)
    noticed = 1 - fates[Fate.SURVIVED] / max(len(found), 1)
    counts = ", ".join(f"{fates[fate]} {fate}" for fate in Fate)
    click.echo(f"{counts} of {len(found)}: {noticed:.1%} noticed")
    return 0 if noticed >= ENOUGH else 1


if __name__ == "__main__":
    main()
