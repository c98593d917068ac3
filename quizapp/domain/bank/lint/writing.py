"""An item as the rules read it: its questions and texts, at their paths, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from quizapp.domain.bank.nodes import Node
from quizapp.domain.bank.pictures import NAMED, with_words_for_pictures
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MatchItem,
    MultipleItem,
    NumberItem,
    OrderItem,
    PlaceItem,
    ShortItem,
    SortItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import blanked, filled, gaps
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.ordering import placed_options
from quizapp.domain.items.problems import Path
from quizapp.domain.maths import with_formulas_in_a_line

_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text, folded; `1.5` and `can’t` are one each.

    However often a large bank has a word, it is kept once.
    """
    return tuple(map(intern, _WORD.findall(_without_pictures(text).casefold())))


def _without_pictures(text: str) -> str:
    """Return a text with the words that stand in it for pictures, without their names."""
    return NAMED.sub(r"\1", with_words_for_pictures(text)) if "![" in text else text


class Wording:
    """A text at its path within the item, what a reader sees of it in a line, and its words."""

    __slots__ = ("_word_set", "path", "seen", "text", "words")

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.seen = with_formulas_in_a_line(text)
        self.words = words(self.seen)
        self._word_set: frozenset[str] | None = None

    @property
    def word_set(self) -> frozenset[str]:
        """The words of the text, each once."""
        if self._word_set is None:
            self._word_set = frozenset(self.words)
        return self._word_set


class Posed:
    """A question: a stem, the keys, the distractors that are its own, and all of these options."""

    __slots__ = ("distractors", "keys", "options", "stem")

    def __init__(
        self, stem: Wording, keys: tuple[Wording, ...], distractors: tuple[Wording, ...]
    ) -> None:
        self.stem = stem
        self.keys = keys
        self.distractors = distractors
        self.options = keys + distractors


class Writing:
    """An item as the rules read it, and its place in the file.

    Attributes:
        item: The item.
        node: Where it stands.
        posed: Its questions, as far as they bring stem and options of their own.
        path: Where to point at for the item as a whole.
        statement: What the item is about in one text: the stem; of a cloze the text without gaps.
        distractor_forms: The distractors as written, each with its feedback if it has any.
        entries: Of an order: what is put in order; of others with parts: prompts and answers.

    """

    __slots__ = ("distractor_forms", "entries", "item", "node", "path", "posed", "statement")

    def __init__(self, item: ItemForm, node: Node) -> None:
        self.item = item
        self.node = node
        self.distractor_forms: Sequence[tuple[Path, OptionForm]] = ()
        self.entries: Sequence[Wording] = ()
        self.posed: Sequence[Posed] = ()
        self.statement = _NO_STATEMENT
        if item.type in _READERS:
            _READERS[item.type](self, item)
        self.path: Path = self.posed[0].stem.path if self.posed else ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield everything that a learner reads, with its path."""
        for posed in self.posed[:1]:
            yield self.statement.path, posed.stem.text if self.entries else self.statement.text
            yield from ((entry.path, entry.text) for entry in self.entries)
            yield from ((key.path, key.text) for key in posed.keys if key.path != posed.stem.path)
        for path, form in self.distractor_forms:
            yield path, form.text
            if form.feedback:
                yield (*path, form.text), form.feedback
        for name in ("front", "feedback", "hint", "explanation"):
            text = getattr(self.item, name, None)
            if isinstance(text, Mapping):
                yield from (((name, key), each) for key, each in text.items())
            elif text:
                yield (name,), text


_NO_STATEMENT = Wording((), "")


def _read_choice(writing: Writing, item: ChoiceItem | MultipleItem) -> None:
    right, others = placed_options(item, "key" if isinstance(item, ChoiceItem) else "keys")
    keys = tuple([Wording(path, form.text) for path, form in right])
    _read_options(writing, Wording(("stem",), item.stem), keys, others)


def _read_options(
    writing: Writing,
    stem: Wording,
    keys: tuple[Wording, ...],
    distractors: Sequence[tuple[Path, OptionForm]],
) -> None:
    writing.distractor_forms = distractors
    writing.statement = stem
    options = tuple([Wording(path, form.text) for path, form in distractors])
    writing.posed = (Posed(stem, keys, options),)


def _read_true_false(writing: Writing, item: TrueFalseItem) -> None:
    writing.statement = Wording(("stem",), item.stem)
    writing.posed = (Posed(writing.statement, (), ()),)


def _read_cloze(writing: Writing, item: ClozeItem) -> None:
    writing.statement = Wording(("text",), filled(item.text))
    of_gaps: dict[str, list[tuple[Path, OptionForm]]] = {
        gap: [(("distractors", gap, at), form) for at, form in enumerate(forms)]
        for gap, forms in item.distractors.items()
    }
    writing.distractor_forms = [pair for pairs in of_gaps.values() for pair in pairs]
    writing.posed = [
        Posed(
            Wording(("text",), blanked(item.text, gap)),
            (Wording(("text",), gap),),
            tuple([Wording(path, form.text) for path, form in of_gaps.get(gap, ())]),
        )
        for gap in gaps(item.text)
    ]


def _read_term(writing: Writing, item: TermItem) -> None:
    key = (Wording(("term",), item.term),)
    own: list[tuple[Path, OptionForm]] = [
        (("distractors", at), form) for at, form in enumerate(item.distractors)
    ]
    _read_options(writing, Wording(("definition",), item.definition), key, own)


def _read_place(writing: Writing, item: PlaceItem) -> None:
    """Read the question alone: the parts of a passage are the article's, and no options of ours."""
    writing.statement = Wording(("stem",), item.stem)
    writing.posed = (Posed(writing.statement, (), ()),)


def _read_number(writing: Writing, item: NumberItem) -> None:
    _read_options(writing, Wording(("stem",), item.stem), (Wording(("key",), item.key),), ())


def _read_short(writing: Writing, item: ShortItem) -> None:
    """Read it by its key alone: that variants say the same is what they are for."""
    _read_options(writing, Wording(("stem",), item.stem), (Wording(("key",), item.key),), ())


def _read_order(writing: Writing, item: OrderItem) -> None:
    entries = [Wording(("sequence", at), text) for at, text in enumerate(item.sequence)]
    _read_parts(writing, item.stem, entries)


def _read_match(writing: Writing, item: MatchItem) -> None:
    prompts = [Wording(("pairs", prompt), prompt) for prompt in item.pairs]
    answers = {answer: Wording(("pairs", prompt), answer) for prompt, answer in item.pairs.items()}
    others = [Wording(("distractors", at), text) for at, text in enumerate(item.distractors)]
    _read_parts(writing, item.stem, [*prompts, *answers.values(), *others])


def _read_sort(writing: Writing, item: SortItem) -> None:
    boxes = [Wording(("boxes", box), box) for box in item.boxes]
    statements = [
        Wording(("boxes", box, at), text)
        for box, texts in item.boxes.items()
        for at, text in enumerate(texts)
    ]
    _read_parts(writing, item.stem, [*boxes, *statements])


def _read_parts(writing: Writing, stem: str, entries: Sequence[Wording]) -> None:
    """Read the parts as what the item is about; no key stands among wrong options."""
    writing.entries = entries
    writing.statement = Wording(("stem",), " ".join((stem, *(entry.text for entry in entries))))
    writing.posed = (Posed(Wording(("stem",), stem), (), ()),)


_READERS: dict[str, Callable[[Writing, Any], None]] = {
    "choice": _read_choice,
    "multiple": _read_choice,
    "true-false": _read_true_false,
    "cloze": _read_cloze,
    "term": _read_term,
    "place": _read_place,
    "order": _read_order,
    "match": _read_match,
    "sort": _read_sort,
    "number": _read_number,
    "short": _read_short,
}
"""How items of each type are read; a type without an entry has no question to look at."""
