"""What was worked out of a bank, kept as long as the bank is: a bank never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar
from weakref import ref

from quizapp.domain.bank.bank import Bank

Found = TypeVar("Found")


def kept_with_bank(work_out: Callable[[Bank], Found]) -> Callable[[Bank], Found]:
    """Let a function of a bank work its result out once for each bank.

    Banks are found by what they are, not by what they hold: to compare two of them takes longer
    than most of what is kept.
    """
    kept: dict[int, tuple[ref[Bank], Found]] = {}

    @wraps(work_out)
    def found_of(bank: Bank) -> Found:
        number = id(bank)
        entry = kept.get(number)
        if entry is not None and entry[0]() is bank:
            return entry[1]
        found = work_out(bank)
        kept[number] = (ref(bank, partial(_drop, kept, number)), found)
        return found

    return found_of


def _drop(kept: dict[int, tuple[ref[Bank], Found]], number: int, gone: ref[Bank]) -> None:
    """Forget what was of a bank that is gone; its number may be another bank's by now."""
    entry = kept.get(number)
    if entry is not None and entry[0] is gone:
        del kept[number]
