"""What docs/statistics.md states of classes under twenty holds in simulated ones."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[3] / "bench" / "suspected_keys.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("suspected_keys", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "least", "most"), [(8, 0.0, 0.0), (10, 0.13, 0.27), (15, 0.38, 0.55)]
)
def test_a_small_class_finds_some_wrong_keys_and_suspects_hardly_a_right_one(
    n: int, least: float, most: float
) -> None:
    found = loaded().shares(n, classes=300, seed=1)

    assert least <= found.found <= most
    assert found.alarmed_anywhere <= 0.005
    assert found.misled <= 0.02
