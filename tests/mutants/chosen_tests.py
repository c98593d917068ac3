"""A plugin for pytest: run the tests whose ids are in a file, in its order.

On a command line the ids of tests with strange parameters would be read as something else.
"""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chosen", type=Path, help="a file with the ids of the tests, as repr()s")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if (chosen := config.getoption("--chosen")) is not None:
        rank = {test: number for number, test in enumerate(chosen.read_text().split("\n"))}
        items[:] = sorted(
            (item for item in items if repr(item.nodeid) in rank),
            key=lambda item: rank[repr(item.nodeid)],
        )
