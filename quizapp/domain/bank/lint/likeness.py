"""Items that are almost the same, and items that tell the key of another.

Both look only at items that share something rare, so that time grows with the bank and not with
its square. Near duplicates are found as in set similarity joins: of two sets with a Jaccard
similarity of t at least, the rarest (1 - t) part of each must meet (prefix filtering; Chaudhuri,
Ganti and Kaushik 2006, Bayardo, Ma and Srikant 2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import ceil

from quizapp.domain.bank.lint.english import telling
from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Posed, Wording, Writing, words
from quizapp.domain.items import PlaceItem
from quizapp.domain.items.problems import Problem

LIKENESS = 0.8
"""Jaccard similarity of word pairs from which on two items count as almost the same."""

COMPARED = 10
"""Items with the same rare pair, or the same key, that an item is held against at most."""

SHARED_WORDS = 3
SHARED_PART = 0.6
"""How much of a stem's telling words another stem repeats, for it to be about the same thing."""

Pair = tuple[str, str]
Pairs = frozenset[Pair]
"""Words that are neighbours."""


def near_duplicates(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each item that is almost the same as one before it."""
    for at, earlier in alike(writings):
        message = f"This is almost the same as `{writings[earlier].item.id}`."
        yield writings[at], Problem("W514", writings[at].path, message)


def alike(writings: Sequence[Writing]) -> Iterator[tuple[int, int]]:
    """Yield the place of each item that is almost the same as one before it, and that one's."""
    all_pairs = list(map(_pairs, writings))
    holders: dict[Pair, list[int]] = defaultdict(list)
    for at, rarest in _rarest_pairs(all_pairs):
        candidates = {holder for pair in rarest for holder in holders[pair]}
        earlier = _first_alike(all_pairs[at], candidates, all_pairs)
        if earlier is not None:
            yield at, earlier
        for pair in rarest:
            if len(holders[pair]) < COMPARED:
                holders[pair].append(at)


def _rarest_pairs(all_pairs: Sequence[Pairs]) -> Iterator[tuple[int, list[Pair]]]:
    """Yield each item that may be like another, and its pairs of which the other has one too."""
    repeated = _repeated(all_pairs)
    shared_by = {at: pairs & repeated for at, pairs in enumerate(all_pairs)}
    reaches = {at: _rare_left(all_pairs[at], shared) for at, shared in shared_by.items()}
    likely = [at for at, reach in reaches.items() if reach > 0]
    counts = Counter(chain.from_iterable(shared_by[at] for at in likely))
    for at in likely:
        by_rarity = sorted(shared_by[at], key=lambda pair: (counts[pair], pair))
        yield at, by_rarity[: reaches[at]]


def _first_alike(pairs: Pairs, candidates: Iterable[int], all_pairs: Sequence[Pairs]) -> int | None:
    return next((at for at in sorted(candidates) if _are_alike(pairs, all_pairs[at])), None)


def giveaways(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each stem that holds the key of another item, and much of its stem (English)."""
    for writing, stem, item_id in keys_in_stems(writings):
        message = f"This stem tells the key of `{item_id}`."
        yield writing, Problem("W515", stem.path, message)


def keys_in_stems(writings: Sequence[Writing]) -> Iterator[tuple[Writing, Wording, str]]:
    """Yield each item whose stem holds the key of another, that stem, and the other's id."""
    asked_by = _asked_by_beginning(writings)
    beginnings = frozenset(asked_by)
    for writing in writings:
        if writing.item.type == "true-false" and getattr(writing.item, "key", None) is False:
            continue  # what it says is not so
        for posed in writing.posed:
            told = posed.stem.words
            named = beginnings.intersection(chain(told, pairwise(told)))
            if named:
                asked = [asked_by[each] for each in named]
                for item_id in _given_away_by(writing, posed.stem, asked):
                    yield writing, posed.stem, item_id


def _asked_by_beginning(writings: Sequence[Writing]) -> dict[Beginning, list[_Asked]]:
    """Map the beginnings of keys to the questions, a few for each, that ask for such a key."""
    asked_by: dict[Beginning, list[_Asked]] = {}
    for writing in writings:
        for posed in writing.posed:
            for key in posed.keys:
                if _is_distinctive(key.words):
                    holders = asked_by.setdefault(_beginning(key), [])
                    if len(holders) < COMPARED:
                        holders.append(_Asked(writing, posed))
    return asked_by


Beginning = str | tuple[str, str]


class _Asked:
    """A question whose key may stand in the stem of another."""

    __slots__ = ("_keys", "_needed", "last_words", "posed", "writing")

    def __init__(self, writing: Writing, posed: Posed) -> None:
        self.writing = writing
        self.posed = posed
        self.last_words = frozenset([key.words[-1] for key in posed.keys if key.words])
        self._needed: frozenset[str] | None = None
        self._keys: list[str] = []

    @property
    def needed(self) -> frozenset[str]:
        """The words of which a stem has to repeat some; worked out for the few that need it."""
        if self._needed is None:
            self._needed = frozenset(telling(self.posed.stem.word_set))
            self._keys = [f" {' '.join(key.words)} " for key in self.posed.keys]
        return self._needed

    def is_told_by(self, stem: Wording) -> bool:
        """Whether a stem holds the whole of a key, in much the same words as it is asked for."""
        needed = self._needed or self.needed
        if needed.isdisjoint(stem.word_set):
            return False
        shared = len(needed & stem.word_set)
        if shared < SHARED_WORDS or shared < SHARED_PART * len(needed):
            return False
        text = f" {' '.join(stem.words)} "
        return any(key in text for key in self._keys)


def _given_away_by(writing: Writing, stem: Wording, asked_by: list[list[_Asked]]) -> list[str]:
    told: set[str] = set()
    said = stem.word_set
    for asked in chain.from_iterable(asked_by):
        if asked.last_words.isdisjoint(said) or asked.writing is writing:
            continue
        if asked.is_told_by(stem):
            told.add(asked.writing.item.id)
    return sorted(told)


def _beginning(key: Wording) -> Beginning:
    """Return the first two words, or the only one."""
    words = key.words
    return (words[0], words[1]) if len(words) > 1 else words[0]


def _is_distinctive(words: tuple[str, ...]) -> bool:
    """Whether words say something by themselves: a longer word or number, or more than one."""
    return len(words) > 1 or (len(words) == 1 and len(words[0]) > 4)


def _pairs(writing: Writing) -> Pairs:
    """Return the pairs of neighbouring words in what the item asks and its keys."""
    return frozenset(pairwise(_asked_words(writing)))


def _repeated(all_pairs: Iterable[Pairs]) -> set[Pair]:
    """Return the pairs that more than one item holds."""
    seen, repeated = set[Pair](), set[Pair]()
    for pairs in all_pairs:
        repeated |= pairs & seen
        seen |= pairs
    return repeated


def _rare_left(pairs: Pairs, shared: Pairs) -> int:
    """Return of how many of an item's rarest shared pairs every item like it holds one."""
    reach = len(pairs) - ceil(LIKENESS * len(pairs)) + 1
    return reach - (len(pairs) - len(shared))


def _asked_words(writing: Writing) -> list[str]:
    """Return the words of what the item asks and of its keys, with a bar before each text."""
    asked = ["|", *writing.statement.words]
    if writing.item.type != "cloze":
        for posed in writing.posed:
            for key in posed.keys:
                asked.append("|")
                asked += key.words
    if isinstance(writing.item, PlaceItem):
        for part in writing.item.right:
            asked += ["|", *words(part.text)]
    return asked


def _are_alike(one: Pairs, other: Pairs) -> bool:
    shared = len(one & other)
    return shared >= LIKENESS * (len(one) + len(other) - shared)
