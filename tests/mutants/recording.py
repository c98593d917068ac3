"""Which tests run which lines: recorded once for a state of the tree, then asked for each fault."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from coverage.numbits import nums_to_numbits

from tests.mutants.asking_order import Order
from tests.mutants.copies import PLUGIN, Copy
from tests.mutants.imports import importers, users
from tests.mutants.sample import Mutant

# Without branches: which test went which way is a hundred times as much to write down. The core
# that comes with Python 3.12 tells of each line only the first test that ran it.
SETTINGS = """\
[run]
source = quizapp
branch = false
relative_files = true
core = ctrace
"""
QUICK = "not slow and not browser and not postgresql"
"""Faults are looked for by quick tests, and on one database."""
MOST_FAILING = 0.01
"""The share of tests that may fail without a fault, and are not asked."""

_FOCUS = """
    CREATE TEMPORARY TABLE focus AS
    SELECT context_id, sum(line_count(numbits)) AS lines FROM line_bits GROUP BY context_id
"""
_CONTEXTS = """
    SELECT context.context
    FROM line_bits
    JOIN file ON file.id = line_bits.file_id
    JOIN context ON context.id = line_bits.context_id
    JOIN focus ON focus.context_id = context.id
    WHERE file.path IN (SELECT value FROM json_each(?))
        AND shares_a_line(line_bits.numbits, ?) AND context.context <> ''
    ORDER BY focus.lines, context.context
"""
_EVERY_LINE = range(1, 10_000)


class NotGreen(Exception):
    """The tests do not pass as things are, so that they can tell nothing about faults."""


def recording(root: Path, copy: Copy, tests: Sequence[str], processes: int) -> Path:
    """The file with what the tests run, recorded now unless it fits what is there.

    Raises:
        NotGreen: more than a few tests fail without any fault.
    """
    folder, choice = root / ".mutants", _digest(*sorted(tests))
    kept = folder / f"{choice}-{_digest(*_code(root))}.coverage"
    if not kept.exists():
        folder.mkdir(exist_ok=True)
        for outdated in folder.glob(f"{choice}-*"):
            outdated.unlink()
        shutil.move(_recorded(copy, tests, processes), kept)
    return kept


def _recorded(copy: Copy, tests: Sequence[str], processes: int) -> Path:
    file, failed = copy.folder / ".coverage", copy.folder / ".failed-tests"
    (copy.folder / ".mutants.cfg").write_text(SETTINGS)
    run = copy.pytest(
        *("-n", str(processes), "-m", QUICK, "-p", PLUGIN.stem, "--failed", str(failed)),
        *("--cov", "--cov-config=.mutants.cfg", "--cov-context=test", "--cov-report="),
        *tests,
    )
    if run.returncode not in (0, 1) or not _is_without(file, failed.read_text().splitlines()):
        raise NotGreen(run.stdout)
    return file


def _is_without(file: Path, failed: Sequence[str]) -> bool:
    """Whether the tests that failed are few, and nobody will be told of them.

    A test that measures time may fail while coverage is recorded, or on a busy machine. It would
    fail with a fault as well, and seem to have noticed it.
    """
    with closing(sqlite3.connect(file)) as database:
        contexts = database.execute("SELECT id, context FROM context").fetchall()
        lost = [(at,) for at, name in contexts if repr(_test(name)) in failed]
        database.executemany("DELETE FROM context WHERE id = ?", lost)
        database.commit()
    return len(set(failed)) <= MOST_FAILING * len({_test(name) for _, name in contexts})


def tests_by_mutant(
    root: Path, file: Path, of: Iterable[Mutant], most: int
) -> dict[Mutant, list[str]]:
    """For each mutant the tests that run its statement, in the order in which they are asked.

    What stands outside functions runs on import, and only once. For it they are the tests that run
    anything in its file or in one that imports it.
    """
    by_module, order = importers(root), Order(root)
    with closing(sqlite3.connect(file)) as database:
        database.create_function("line_count", 1, _line_count, deterministic=True)
        database.create_function("shares_a_line", 2, _shares_a_line, deterministic=True)
        database.execute(_FOCUS)
        return {each: order.of(_tests_for(database, each, by_module), each)[:most] for each in of}


def _tests_for(
    database: sqlite3.Connection, mutant: Mutant, by_module: Mapping[str, set[str]]
) -> list[str]:
    """The tests that run the statement, those that do least besides first."""
    site, paths, lines = mutant.site, {mutant.path}, _EVERY_LINE
    if site.is_run_on_import:
        paths = users(mutant.path, by_module)
    else:
        lines = range(site.first_line, site.last_line + 1)
    asked = (json.dumps(sorted(paths)), nums_to_numbits(lines))
    return list(dict.fromkeys(_test(context) for (context,) in database.execute(_CONTEXTS, asked)))


def _test(context: str) -> str:
    """The test's id. Behind a bar a context says if it was set up, run or torn down."""
    return context.rpartition("|")[0]


def _line_count(numbits: bytes) -> int:
    return int.from_bytes(numbits, "little").bit_count()


def _shares_a_line(one: bytes, other: bytes) -> bool:
    return bool(int.from_bytes(one, "little") & int.from_bytes(other, "little"))


def _code(root: Path) -> Iterator[str]:
    for folder in ("quizapp", "tests"):
        for path in sorted((root / folder).rglob("*.py")):
            yield f"{path.relative_to(root)}\n{path.read_text(encoding='utf-8')}"


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
