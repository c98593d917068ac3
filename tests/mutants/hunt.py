"""A whole run: copies of the tree, what tests run, and every chosen fault tried, two at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutants.copies import Copy, copy_of
from tests.mutants.recording import recording, tests_by_mutant
from tests.mutants.sample import Mutant
from tests.mutants.trial import Verdict, expect_green, tried


@dataclass(frozen=True)
class Means:
    """With what faults are looked for.

    Attributes:
        tests: Files or folders of tests.
        most: How many tests are asked about one fault, at most.
        limit_seconds: How long these may take together.
        copies: In how many copies of the tree faults are tried at once.
    """

    tests: Sequence[str] = ("tests",)
    most: int = 200
    limit_seconds: float = 120.0
    copies: int = 2


def verdicts(root: Path, chosen: Sequence[Mutant], means: Means) -> Iterator[Verdict]:
    """What becomes of each fault, in their order, as it is known.

    Raises:
        NotGreen: the tests fail without any.
    """
    with _copies(root, means.copies) as copies:
        ran = recording(root, copies[0], means.tests, means.copies)
        asked = tests_by_mutant(root, ran, chosen, means.most)
        for tests in [tests for tests in asked.values() if tests][:1]:
            expect_green(copies[0], tests, means.limit_seconds)
        free: SimpleQueue[Copy] = SimpleQueue()
        for copy in copies:
            free.put(copy)

        def verdict(mutant: Mutant) -> Verdict:
            copy = free.get()
            try:
                return tried(mutant, copy, asked[mutant], means.limit_seconds)
            finally:
                free.put(copy)

        with ThreadPoolExecutor(means.copies) as pool:
            yield from pool.map(verdict, chosen)


@contextmanager
def _copies(root: Path, count: int) -> Iterator[list[Copy]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="mutants-")))
        yield [stack.enter_context(copy_of(root, folder / str(n))) for n in range(count)]
