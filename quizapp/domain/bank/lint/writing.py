"""An item as the rules read it: its questions and texts, at their paths, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizapp.domain.bank.nodes import Node
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MultipleItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import blanked, filled, gaps
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.problems import Path

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, folded; `1.5` and `can’t` are one each."""
    return tuple(_WORD.findall(text.casefold()))


class Wording:
    """A text at its path within the item."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the text."""
        return words(self.text)

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The words of the text, each once."""
        return frozenset(self.words)


@dataclass(frozen=True, slots=True)
class Posed:
    """A question: a stem, the keys, and the distractors that are its own."""

    stem: Wording
    keys: tuple[Wording, ...]
    distractors: tuple[Wording, ...]

    @property
    def options(self) -> tuple[Wording, ...]:
        """Keys, then distractors."""
        return (*self.keys, *self.distractors)


class Writing:
    """An item as the rules read it, and its place in the file."""

    def __init__(self, item: ItemForm, node: Node) -> None:
        self.item = item
        self.node = node
        read = _READERS.get(item.type)
        self.posed: tuple[Posed, ...] = read(item) if read else ()
        self.path: Path = self.posed[0].stem.path if self.posed else ()

    @cached_property
    def statement(self) -> Wording:
        """What the item is about in one text: the stem; of a cloze the text without its gaps."""
        if isinstance(self.item, ClozeItem):
            return Wording(("text",), filled(self.item.text))
        return self.posed[0].stem if self.posed else Wording((), "")

    @cached_property
    def explanation(self) -> Wording:
        """The explanation; without words if there is none."""
        return Wording(("explanation",), self.item.explanation or "")

    @cached_property
    def distractor_forms(self) -> list[tuple[Path, OptionForm]]:
        """The distractors as written, each with its feedback if it has any."""
        written = getattr(self.item, "distractors", ())
        if isinstance(written, dict):
            named: list[tuple[Path, Sequence[OptionForm]]]
            named = [(("distractors", gap), forms) for gap, forms in written.items()]
        else:
            named = [(("distractors",), written)]
        return [((*path, at), form) for path, forms in named for at, form in enumerate(forms)]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield everything that a learner reads, with its path."""
        for posed in self.posed[:1]:
            yield self.statement.path, self.statement.text
            yield from ((key.path, key.text) for key in posed.keys if key.path != posed.stem.path)
        for path, form in self.distractor_forms:
            yield path, form.text
            if form.feedback:
                yield (*path, form.text), form.feedback
        for name in ("feedback", "hint", "explanation"):
            text = getattr(self.item, name, None)
            if text:
                yield (name,), text


def _options(path: Path, forms: Sequence[OptionForm]) -> tuple[Wording, ...]:
    return tuple(Wording((*path, at), form.text) for at, form in enumerate(forms))


def _choice(item: ChoiceItem) -> tuple[Posed, ...]:
    stem, key = Wording(("stem",), item.stem), Wording(("key",), item.key.text)
    return (Posed(stem, (key,), _options(("distractors",), item.distractors)),)


def _multiple(item: MultipleItem) -> tuple[Posed, ...]:
    stem, keys = Wording(("stem",), item.stem), _options(("keys",), item.keys)
    return (Posed(stem, keys, _options(("distractors",), item.distractors)),)


def _true_false(item: TrueFalseItem) -> tuple[Posed, ...]:
    return (Posed(Wording(("stem",), item.stem), (), ()),)


def _cloze(item: ClozeItem) -> tuple[Posed, ...]:
    return tuple(
        Posed(
            Wording(("text",), blanked(item.text, gap)),
            (Wording(("text",), gap),),
            _options(("distractors", gap), item.distractors.get(gap, ())),
        )
        for gap in gaps(item.text)
    )


def _term(item: TermItem) -> tuple[Posed, ...]:
    definition = Wording(("definition",), item.definition)
    return (Posed(definition, (Wording(("term",), item.term),), ()),)


_READERS: dict[str, Callable[[Any], tuple[Posed, ...]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true-false": _true_false,
    "cloze": _cloze,
    "term": _term,
}
"""How items of each type are read; a type without an entry has no question to look at."""
