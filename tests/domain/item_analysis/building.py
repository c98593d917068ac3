"""Short ways to a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizapp.domain.item_analysis import Choice, Item, Missing, ResponseMatrix, analysis


def matrix(rows: Sequence[Sequence[float | None]], max_mark: float = 1.0) -> ResponseMatrix:
    """Marks as a sheet shows them: a row for each learner."""
    columns = list(zip(*rows, strict=True))
    items = (
        Item(f"q{number}", tuple(column), max_mark) for number, column in enumerate(columns, 1)
    )
    return ResponseMatrix(tuple(f"L{number}" for number in range(len(rows))), tuple(items))


def item_of(responses: Sequence[str | None], key: str, options: str = "", name: str = "x") -> Item:
    """An item by what each learner chose: a letter, "" for no option, None for no response."""
    chosen = tuple(None if each is None else Choice(each) for each in responses)
    marks = tuple(None if each is None else float(each == key) for each in chosen_letters(chosen))
    return Item(name, marks, 1.0, chosen, Choice(key), tuple(options))


def chosen_letters(chosen: Sequence[Choice | None]) -> list[str | None]:
    return [None if each is None else "".join(each) for each in chosen]


def beside_a_ruler(item: Item, strengths: Sequence[int]) -> ResponseMatrix:
    """A matrix in which the rest of the score is as given."""
    ruler = Item("ruler", tuple(map(float, strengths)), float(max(strengths)))
    return ResponseMatrix(tuple(map(str, range(len(strengths)))), (item, ruler))


def figures_of(whole: ResponseMatrix, missing: Missing = "zero") -> Any:
    """The analysis, for tests that would fail on None anyway."""
    return analysis(whole, missing)
