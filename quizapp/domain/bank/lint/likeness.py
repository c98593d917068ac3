"""Items that are almost the same, and items that tell the key of another.

Both look only at items that share something rare, so that time grows with the bank and not with
its square. Near duplicates are found as in set similarity joins: of two sets with a Jaccard
similarity of t at least, the rarest (1 - t) part of each must meet (prefix filtering; Chaudhuri,
Ganti and Kaushik 2006, Bayardo, Ma and Srikant 2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from quizapp.domain.bank.lint.english import telling
from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Posed, Writing
from quizapp.domain.items.problems import Problem

LIKENESS = 0.8
"""Jaccard similarity of word pairs from which on two items count as almost the same."""

COMPARED = 10
"""Items with the same rare pair, or the same key, that an item is held against at most."""

SHARED_WORDS = 3
SHARED_PART = 0.6
"""How much of a stem's telling words another stem repeats, for it to be about the same thing."""

Pairs = frozenset[tuple[str, str]]


def near_duplicates(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each item that is almost the same as one before it."""
    all_pairs = [_pairs(writing) for writing in writings]
    counts = Counter(pair for pairs in all_pairs for pair in pairs)
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, pairs in enumerate(all_pairs):
        shared = [pair for pair in pairs if counts[pair] > 1]
        reach = len(pairs) - ceil(LIKENESS * len(pairs)) + 1
        rare_left = reach - (len(pairs) - len(shared))
        if rare_left <= 0:
            continue
        rarest = sorted(shared, key=lambda pair: (counts[pair], pair))[:rare_left]
        candidates = {other for pair in rarest for other in holding[pair]}
        found = next((o for o in sorted(candidates) if _are_alike(pairs, all_pairs[o])), None)
        if found is not None:
            earlier = writings[found].item.id
            message = f"This is almost the same as `{earlier}`."
            yield writings[at], Problem("W514", writings[at].path, message)
        for pair in rarest:
            if len(holding[pair]) < COMPARED:
                holding[pair].append(at)


def giveaways(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each stem that holds the key of another item, and much of its stem (English)."""
    owners: dict[tuple[str, str], list[tuple[Writing, Posed]]] = defaultdict(list)
    for writing in writings:
        for posed in writing.posed:
            for key in posed.keys:
                holders = owners[_beginning(key.words)]
                if _is_distinctive(key.words) and len(holders) < COMPARED:
                    holders.append((writing, posed))
    for writing in writings:
        if getattr(writing.item, "key", None) is not False:
            yield from _given_away_by(writing, owners)


def _given_away_by(
    writing: Writing, owners: dict[tuple[str, str], list[tuple[Writing, Posed]]]
) -> Iterator[Remark]:
    told: set[str] = set()
    for posed in writing.posed:
        for beginning in {*pairwise(posed.stem.words), *((w, "") for w in posed.stem.words)}:
            for other, asked in owners.get(beginning, ()):
                if other is not writing and other.item.id not in told and _tells(posed, asked):
                    told.add(other.item.id)
                    message = f"This stem tells the key of `{other.item.id}`."
                    yield writing, Problem("W515", posed.stem.path, message)


def _tells(posed: Posed, asked: Posed) -> bool:
    """Whether a stem holds the whole of a key asked for elsewhere, in much the same words."""
    stem = f" {' '.join(posed.stem.words)} "
    if not any(f" {' '.join(key.words)} " in stem for key in asked.keys):
        return False
    needed = telling(asked.stem.word_set)
    shared = needed & posed.stem.word_set
    return len(shared) >= max(SHARED_WORDS, SHARED_PART * len(needed))


def _beginning(words: tuple[str, ...]) -> tuple[str, str]:
    return (words[0], words[1] if len(words) > 1 else "") if words else ("", "")


def _is_distinctive(words: tuple[str, ...]) -> bool:
    """Whether words say something by themselves: a longer word or number, or more than one."""
    return len(words) > 1 or any(len(word) > 4 for word in words)


def _pairs(writing: Writing) -> Pairs:
    """Return the pairs of neighbouring words in what the item asks and its keys."""
    words = list(writing.statement.words)
    if writing.item.type != "cloze":
        for posed in writing.posed:
            words.extend(word for key in posed.keys for word in ("|", *key.words))
    return frozenset(pairwise(("|", *words)))


def _are_alike(one: Pairs, other: Pairs) -> bool:
    smaller, larger = sorted((len(one), len(other)))
    if smaller < LIKENESS * larger:
        return False
    shared = len(one & other)
    return shared >= LIKENESS * (len(one) + len(other) - shared)
