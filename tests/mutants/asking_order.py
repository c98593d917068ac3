"""Which of the tests that run a statement are asked first: those that are about its module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from tests.mutants.sample import Mutant

TESTS_OF_TABLES = ("tests/models/", "tests/test_migrations.py")
"""Asked first about columns and constraints, which half of all tests make use of."""

TESTS_OF_WORDS = tuple(
    f"tests/domain/test_words_that_last.py::{name}"
    for name in (
        "test_a_word_that_was_stored_is_read_for_ever",
        "test_every_code_says_what_is_wrong_why_it_matters_and_what_helps",
        "test_predictions_are_kept_apart_by_the_engine_that_made_them",
    )
)
"""Asked first about what stands outside functions: they look at all words, and run no line."""


class Order:
    """The order in which tests are asked, for not all of them can be.

    First come those of files that are about the module: it or its folder is in the file's name, or
    the file imports it. Of the others, those that do least besides, or for what stands outside
    functions those that stand near.

    Args:
        root: The tree with the tests.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str] = {}
        self._words = [test for test in TESTS_OF_WORDS if (root / _file(test)).exists()]

    def of(self, tests: Iterable[str], mutant: Mutant) -> list[str]:
        """All these tests, and for what stands outside functions those of words before."""
        if not mutant.site.is_run_on_import:
            return sorted(tests, key=lambda test: not self._is_about(_file(test), mutant))
        near = nearest_first(tests, mutant)
        about = sorted(near, key=lambda test: not self._is_about(_file(test), mutant))
        return list(dict.fromkeys([*self._words, *about]))

    def _is_about(self, file: str, mutant: Mutant) -> bool:
        module = Path(mutant.path)
        words = f"_{Path(file).stem}_"
        if any(f"_{name}_" in words for name in (module.stem, module.parent.name)):
            return True
        return ".".join(module.with_suffix("").parts) in self._text(file)

    def _text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = (self._root / file).read_text(encoding="utf-8")
        return self._texts[file]


def nearest_first(tests: Iterable[str], mutant: Mutant) -> list[str]:
    """Tests of tables and those that stand where the module does; of each file one, then another.

    A name in a module may concern a thousand tests, and only one of them looks at it.
    """
    before: Counter[str] = Counter()
    rank = {}
    for test in tests:
        file = _file(test)
        rank[test] = (not _is_of_tables(test, mutant), -_nearness(file, mutant), before[file])
        before[file] += 1
    return sorted(rank, key=rank.__getitem__)


def _is_of_tables(test: str, mutant: Mutant) -> bool:
    """Whether the test is of tables as such, and so is the mutant."""
    return mutant.path.startswith("quizapp/models/") and test.startswith(TESTS_OF_TABLES)


def _nearness(test_file: str, mutant: Mutant) -> int:
    """How many folders the two have in common: tests mirror the house."""
    pairs = zip(Path(test_file).parts[1:-1], Path(mutant.path).parts[1:-1], strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _file(test: str) -> str:
    return test.partition("::")[0]
