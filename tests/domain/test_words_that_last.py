"""Words of the code that last beyond it: in databases, files, addresses and styles."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from quizapp import domain, models
from quizapp.domain.bank.codes import CODES
from quizapp.domain.item_analysis.sheet.codes import FAULTS
from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION

LASTING = Path(__file__).with_name("words_that_last.json")


def kinds() -> Iterator[type[StrEnum]]:
    for package in (domain, models):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            here = [each for each in vars(module).values() if isinstance(each, type)]
            yield from (
                each for each in here if issubclass(each, StrEnum) and each.__module__ == found.name
            )


def words() -> dict[str, dict[str, str]]:
    return {
        f"{kind.__module__}.{kind.__name__}": {each.name: each.value for each in kind}
        for kind in kinds()
    }


def test_a_word_that_was_stored_is_read_for_ever() -> None:
    """What was written under a word is found by it alone: who renames one has to migrate it.

    New ones are written down by `python -m tests.domain.test_words_that_last`.
    """
    lasting = json.loads(LASTING.read_text(encoding="utf-8"))

    assert words() == lasting


def test_every_code_says_what_is_wrong_why_it_matters_and_what_helps() -> None:
    said = [text for code in CODES.values() for text in (code.title, code.why, code.hint)]
    said += [text for fault in FAULTS.values() for text in (fault.title, fault.hint)]

    assert all(isinstance(text, str) and len(text) >= len("A tag") for text in said)


def test_predictions_are_kept_apart_by_the_engine_that_made_them() -> None:
    """Raise it with whatever changes what the engine predicts."""
    assert ENGINE_VERSION == 1


if __name__ == "__main__":
    LASTING.write_text(json.dumps(words(), indent=2) + "\n", encoding="utf-8")
