"""The hunt for faults that no test sees: what is broken, what is not, and that nothing stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain import test_words_that_last
from tests.mutants.asking_order import TESTS_OF_WORDS, Order, nearest_first
from tests.mutants.faults import Site, broken, faults
from tests.mutants.hunt import Means, verdicts
from tests.mutants.imports import importers, users
from tests.mutants.recording import NotGreen
from tests.mutants.sample import Mutant, mutants, sample, sources
from tests.mutants.trial import Fate

CODE = '''\
"""Prices."""

__all__ = ["price", "is_cheap"]


def price(count: int) -> int:
    """What so many cost."""
    return count * 3


def is_cheap(count: int) -> bool:
    return price(count) < 10
'''
TESTS = """\
import pytest
from quizapp.domain.prices import is_cheap, price


@pytest.mark.parametrize("name", ["a::b c", "\\x00"])
def test_price(name):
    assert price(2) == 6


def test_few_are_cheap():
    assert is_cheap(1)
"""
FAILING = """\
import pytest
from quizapp.domain.prices import is_cheap


@pytest.mark.parametrize("number", range(200))
def test_the_same(number):
    assert is_cheap(1)


def test_that_fails_in_any_case():
    assert not is_cheap(1)
"""

ALONE = Means(copies=1, most=50)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one module, with tests that overlook what is dear."""
    files = {"quizapp/domain/prices.py": CODE, "tests/test_prices.py": TESTS}
    packages = {f"{each}/__init__.py": "" for each in ("quizapp", "quizapp/domain")}
    for name, text in {**packages, **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def everything_broken(source: str) -> set[str]:
    return {broken(source, number) for number in range(len(faults(source)))}


def is_one_of(mutant: Mutant, *expressions: str) -> bool:
    changed = broken(CODE, mutant.number)
    return any(f"return {each}\n" in changed for each in expressions)


@pytest.mark.parametrize(
    ("source", "mutant"),
    [
        ("rows.where(a, b)", "rows.where(b)"),
        ("x = a or b", "x = a and b"),
        ("if a:\n    b()", "if False:\n    b()"),
        ("x = [a for a in b if c]", "x = [a for a in b]"),
        ("x = 1 if a else 2", "x = 1 if (a) and False else 2"),
    ],
    ids=["a condition", "one of two", "a guard", "a filter", "a choice"],
)
def test_what_can_be_wrong_by_a_slip_is_broken(source: str, mutant: str) -> None:
    assert mutant in everything_broken(source)


@pytest.mark.parametrize(
    "source",
    [
        "x: Literal[1, 2]",
        "Pair = tuple[int, Literal[2]] | None",
        "T = TypeVar('T')",
        "@dataclass(frozen=True, slots=True)\nclass A: ...",
        "'a string that stands alone'",
        "log.warning('words', exc_info=True)",
        "__all__ = ['a']",
        "len(a)",
        "open(encoding='utf-8').close",
        "XlsxColumn(width=3)",
    ],
)
def test_what_no_test_should_notice_stays_whole(source: str) -> None:
    assert everything_broken(source) == set()


def test_how_strict_a_call_is_stays_as_it_is() -> None:
    assert not [each for each in everything_broken("zip(a, b, strict=True)") if "(a, b" in each]


def test_what_only_windows_runs_stays_whole_and_what_others_run_is_broken() -> None:
    source = 'if sys.platform == "win32":\n    a = 1\nelse:\n    a = '

    assert everything_broken(f"{source}2") == {f"{source}3", f"{source}None"}


def test_a_seed_decides_which_lines_are_broken_and_each_is_only_once(project: Path) -> None:
    everything = mutants(project, sources(project))
    lines = {str(mutant) for mutant in everything}

    assert sample(everything, 1, seed=7) == sample(everything, 1, seed=7)
    assert {str(each) for each in sample(everything, 99, seed=7)} == lines
    assert len(sample(everything, 99, seed=7)) == len(lines) == 2


def test_code_that_is_added_above_leaves_the_rest_of_a_sample_as_it_is(project: Path) -> None:
    path, added = project / "quizapp/domain/prices.py", "def free() -> int:\n    return 0\n\n\n"
    before = mutants(project, sources(project))

    path.write_text(CODE.replace("def price", f"{added}def price"))

    after = mutants(project, sources(project))
    for seed in range(20):
        (drawn,) = sample(before, 1, seed)
        assert drawn.text in {each.text for each in sample(after, 2, seed)}


def test_pages_and_formats_and_what_is_for_show_are_not_broken(project: Path) -> None:
    for name in (
        *("taking/pages.py", "taking/other_forms.py", "taking/responding.py"),
        *("cli/run.py", "upkeep/demo/playing.py"),
    ):
        path = project / "quizapp" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    names = [path.name for path in sources(project) if path.stem != "__init__"]

    assert names == ["prices.py", "responding.py"]
    assert list(sources(project, ["quizapp/taking"])) == [project / "quizapp/taking/responding.py"]


def test_what_runs_on_import_concerns_all_who_use_it(project: Path) -> None:
    for name, text in {
        "domain/rates.py": "VAT = 20\n",
        "domain/__init__.py": "from quizapp.domain.rates import VAT\n",
        "domain/bills.py": "from quizapp.domain import VAT\n",
        "domain/slips.py": "from quizapp.domain import rates\n",
    }.items():
        (project / "quizapp" / name).write_text(text)

    found = users("quizapp/domain/rates.py", importers(project))

    assert {Path(path).stem for path in found} == {"rates", "__init__", "bills", "slips"}


def test_what_runs_on_import_is_shown_to_the_tests_near_it_first_and_to_each_file_in_turn() -> None:
    mutant = Mutant("quizapp/domain/prices.py", 0, Site(1, 1, 1, is_run_on_import=True), "")
    tests = [
        "tests/web/test_a.py::one",
        "tests/domain/test_b.py::one",
        "tests/domain/test_b.py::two",
    ]
    near = "tests/domain/test_c.py::one"

    found = nearest_first([*tests, near], mutant)

    assert found == [tests[1], near, tests[2], tests[0]]


def test_the_tests_of_files_about_the_module_are_asked_first(project: Path) -> None:
    mutant = Mutant("quizapp/domain/prices.py", 0, Site(1, 1, 1, is_run_on_import=False), "")
    (project / "tests/test_bills.py").write_text("import quizapp\n")
    (project / "tests/test_dear_prices_in_words.py").write_text("")
    tests = [f"tests/{name}.py::one" for name in ("test_bills", "test_dear_prices_in_words")]

    assert Order(project).of(tests, mutant) == [tests[1], tests[0]]

    (project / "tests/test_bills.py").write_text("from quizapp.domain.prices import price\n")

    assert Order(project).of(tests, mutant) == tests


def test_the_tests_of_words_are_there() -> None:
    names = {test.partition("::")[2] for test in TESTS_OF_WORDS}

    assert names == {name for name in vars(test_words_that_last) if name.startswith("test_")}


@pytest.mark.slow
def test_what_the_tests_overlook_survives_and_the_tree_stays_whole(project: Path) -> None:
    everything = mutants(project, sources(project))
    (project / "tests/test_failing.py").write_text(FAILING)
    chosen = [each for each in everything if is_one_of(each, "count / 3", "price(count) <= 10")]

    found = list(verdicts(project, chosen, ALONE))

    assert [(each.fate, each.tests) for each in found] == [(Fate.KILLED, 50), (Fate.SURVIVED, 50)]
    assert "-    return price(count) < 10\n+    return price(count) <= 10\n" in found[1].diff
    assert (project / "quizapp/domain/prices.py").read_text() == CODE


@pytest.mark.slow
def test_tests_that_fail_anyway_tell_nothing(project: Path) -> None:
    (project / "tests/test_prices.py").write_text("def test_nothing():\n    assert False\n")

    with pytest.raises(NotGreen, match="1 failed"):
        list(verdicts(project, mutants(project, sources(project)), ALONE))
