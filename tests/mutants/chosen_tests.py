"""A plugin for pytest: run the tests whose ids are in a file, in its order; write down who fails.

On a command line, and in pytest's report, the ids of tests with strange parameters could be read as
something else. Here they are lines, as repr() writes them.
"""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chosen", type=Path, help="a file with the ids of the tests to run")
    parser.addoption("--failed", type=Path, help="a file for the ids of the tests that fail")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if (chosen := config.getoption("--chosen")) is not None:
        rank = {test: number for number, test in enumerate(chosen.read_text().split("\n"))}
        items[:] = sorted(
            (item for item in items if repr(item.nodeid) in rank),
            key=lambda item: rank[repr(item.nodeid)],
        )


def pytest_configure(config: pytest.Config) -> None:
    failed, is_worker = config.getoption("--failed"), hasattr(config, "workerinput")
    if failed is not None and not is_worker:
        config.pluginmanager.register(Failures(failed))


class Failures:
    """Writes down each failure once it is known."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.file.touch()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            with self.file.open("a") as lines:
                lines.write(f"{report.nodeid!r}\n")
