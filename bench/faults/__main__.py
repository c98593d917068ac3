"""Faults under load, counted: `python -m bench.faults [KIND ...] [--database D] [--rounds N]`.

Kinds: kills, stops, restarts and failovers (of PostgreSQL), crowd, backups, saves (of the bank's
file). Each starts `quizapp serve` with two processes on a temporary folder, lets learners answer,
does what its name says, and then lays what the server acknowledged beside what the database holds:
nothing is lost, doubled or otherwise than it was acknowledged, no limit of attempts was passed,
every score follows from its answers, and no answer was a 5xx but a 503 that says that it was not
saved.
Without `--rounds`, each kind has its full count. Exits with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.faults.backup_rounds import backups
from bench.faults.bank_rounds import saves
from bench.faults.failover_rounds import failovers
from bench.faults.rounds import Say, crowd, kills, restarts, stops
from bench.faults.stand import PAIR, Stand, stand_on

POSTGRESQL_ALONE = ("restarts", "failovers")

Kind = Callable[[Stand, int, random.Random, Say], list[str]]

KINDS: dict[str, tuple[Kind, int]] = {
    "kills": (kills, 50),
    "stops": (stops, 20),
    "restarts": (restarts, 10),
    "failovers": (failovers, 10),
    "crowd": (crowd, 300),
    "backups": (backups, 60),
    "saves": (saves, 500),
}


def say(line: str) -> None:
    """Print at once: the rounds take a while."""
    print(line, flush=True)


def main() -> None:
    """Run the kinds that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    kinds = given.kinds or [
        kind for kind in KINDS if kind not in POSTGRESQL_ALONE or given.database == "postgresql"
    ]
    found: list[str] = []
    for kind in kinds:
        run, count = KINDS[kind]
        say(f"{kind}, {given.database}")
        began = time.monotonic()
        with (
            tempfile.TemporaryDirectory(prefix="faults-") as folder,
            stand_on(PAIR if run is failovers else given.database, Path(folder) / "stand") as stand,
        ):
            wrong = run(stand, given.rounds or count, random.Random(given.seed), say)
        say(f"{kind}: {len(wrong)} wrong, {time.monotonic() - began:.0f} s")
        for each in wrong[:20]:
            say(f"- {each}")
        found += wrong
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
