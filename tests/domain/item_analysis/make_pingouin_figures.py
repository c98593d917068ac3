"""Make `pingouin_figures.json` anew; needs pingouin, which the tests themselves do without.

In a virtual environment of its own: `pip install pingouin`, then run this file. The data are made
by seeded dice and rounded, and stand in the file with the figures.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pingouin as pg

CASES = 8


def marks(dice: np.random.Generator, number: int) -> Any:
    """Learners by items: right and wrong, or in tenths."""
    n, k = int(dice.integers(5, 60)), int(dice.integers(2, 15))
    chance = 1 / (1 + np.exp(dice.normal(size=(1, k)) - dice.normal(size=(n, 1))))
    if number % 2:
        return (dice.random((n, k)) < chance).astype(float)
    return np.round(chance, 1)


def alpha_case(dice: np.random.Generator, number: int) -> dict[str, Any]:
    """A table, with holes in every third case, and its alpha."""
    table = marks(dice, number)
    if number % 3 == 2:
        table[dice.random(table.shape) < 0.03] = np.nan
    alpha, _ = pg.cronbach_alpha(data=pd.DataFrame(table), nan_policy="listwise")
    rows = [[None if np.isnan(each) else float(each) for each in row] for row in table]
    return {"marks": rows, "alpha": float(alpha)}


def two_lists(dice: np.random.Generator, n: int, m: int) -> tuple[list[float], list[float]]:
    """Two lists of shares."""
    return np.round(dice.random(n), 3).tolist(), np.round(dice.random(m) ** 2, 3).tolist()


def correlation_case(dice: np.random.Generator) -> dict[str, Any]:
    """Two lists, their correlation and its interval."""
    n = int(dice.integers(5, 80))
    x, y = two_lists(dice, n, n)
    low, high = pg.compute_esci(pg.corr(x, y)["r"].iloc[0], n, n, eftype="r", decimals=15)
    return {"x": x, "y": y, "r": float(np.corrcoef(x, y)[0, 1]), "low": low, "high": high}


def t_case(dice: np.random.Generator, *, paired: bool) -> dict[str, Any]:
    """Two lists, and the interval of the difference of their means."""
    n, m = (int(each) for each in dice.integers(10, 60, size=2))
    x, y = two_lists(dice, n, n if paired else m)
    first, second = (y, x) if paired else (x, y)
    found = pg.ttest(first, second, paired=paired, correction=not paired)
    column = next(name for name in found.columns if name.startswith("CI95"))
    low, high = (float(each) for each in found[column].iloc[0])
    names = ("pre", "post") if paired else ("x", "y")
    return {names[0]: x, names[1]: y, "low": low, "high": high}


def main() -> None:
    """Write the file."""
    for name in pg.options:  # whatever pingouin would round for printing
        pg.options[name] = None
    dice = np.random.default_rng(20261122)
    figures = {
        "cronbach_alpha": [alpha_case(dice, number) for number in range(CASES)],
        "correlation": [correlation_case(dice) for _ in range(CASES)],
        "paired_t": [t_case(dice, paired=True) for _ in range(CASES)],
        "welch_t": [t_case(dice, paired=False) for _ in range(CASES)],
    }
    for cases in figures.values():
        for number, case in enumerate(cases):
            case["name"] = f"case-{number}"
    made = {"made_with": f"pingouin {version('pingouin')}, numpy {version('numpy')}", **figures}
    place = Path(__file__).parent / "pingouin_figures.json"
    place.write_text(json.dumps(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
