"""Options that give the key away, or cannot stand beside each other.

Haladyna, Downing and Rodriguez (2002): guidelines 22 (choices independent, not overlapping),
25 (none-of-the-above with care), 26 (no all-of-the-above), 28a (specific determiners), 28c (clang
associations).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quizapp.domain.bank.lint.english import ABSOLUTES, telling
from quizapp.domain.bank.lint.writing import Posed, Wording, Writing
from quizapp.domain.items import ChoiceItem, ItemForm, MultipleItem
from quizapp.domain.items.content import option_id
from quizapp.domain.items.problems import Problem

CLANG_LETTERS = 6
"""Letters from which on a word that returns is striking."""

_OTHERS = re.compile(
    r"(all|none|both|neither|either|any|two|some)( (of|and))?"
    r"( (the|these|those))? (above|following|below|other options|options|answers|choices|others?)"
    r"|(all|none|both|neither) of (these|those|them)|[a-d] and [a-d]|both [a-d] and [a-d]"
)
_OTHERS_FIRST = frozenset(
    ("all", "none", "both", "neither", "either", "any", "two", "some", *"abcd")
)
_NOTHING_ELSE = frozenset((None, "the", "a", "an"))
_ARTICLE_LETTERS = frozenset("tTaA")
_ARTICLE = re.compile(r"(the|an?) +", re.IGNORECASE)


def clang(writing: Writing) -> Iterator[Problem]:
    """Warn if the key repeats a striking word of the stem, and no distractor does (English).

    Words in every option are no cue; and where a distractor echoes the stem as well, the echo
    leads nowhere.
    """
    for posed in writing.posed:
        if len(posed.keys) != 1 or len(posed.distractors) < 2:
            continue
        key, telltale = posed.keys[0], _roots_echoed_by_key_alone(posed)
        if telltale:
            word = next(each for each in key.words if _root(each) in telltale)
            message = f"“{word}” is in the stem and in the key, and in no distractor."
            yield Problem("W505", key.path, message)


def _roots_echoed_by_key_alone(posed: Posed) -> frozenset[str]:
    striking = _striking_roots(telling(posed.stem.word_set))
    echoes = [_striking_roots(option.word_set) & striking for option in posed.options]
    own = echoes[0] - frozenset.intersection(*echoes)
    leads_elsewhere = any(echo - echoes[0] or echo & own for echo in echoes[1:])
    return frozenset() if leads_elsewhere else own


def absolutes(writing: Writing) -> Iterator[Problem]:
    """Warn if two distractors or more are absolute, and the key is not (English)."""
    for posed in writing.posed:
        absolute = [o for o in posed.distractors if not ABSOLUTES.isdisjoint(o.words)]
        if len(absolute) < 2 or any(key.word_set & ABSOLUTES for key in posed.keys):
            continue
        option = absolute[0]
        word = next(each for each in option.words if each in ABSOLUTES)
        message = f"“{word}” and its like stand in {len(absolute)} distractors and not in the key."
        yield Problem("W506", option.path, message)


def pointing_at_others(writing: Writing) -> Iterator[Problem]:
    """Warn of options that speak about the other options, and of those that move (English)."""
    for posed in writing.posed:
        for option in posed.options:
            if not option.words or option.words[0] not in _OTHERS_FIRST or len(option.text) >= 40:
                continue
            if _OTHERS.fullmatch(option.text.lower().strip(" .*_")):
                message = "This option speaks about the other options."
                yield Problem("W507", option.path, message)
                yield from _moving(writing.item, option)


def _moving(item: ItemForm, option: Wording) -> Iterator[Problem]:
    """Warn of an option that may be read before those that it speaks about."""
    if not isinstance(item, ChoiceItem | MultipleItem) or _is_last(item, option_id(option.text)):
        return
    if item.options:
        yield Problem("W535", option.path, f"“{option.text}” does not stand last.")
    else:
        message = f"“{option.text}” is shuffled with the others, and may stand before them."
        yield Problem("W535", option.path, message)


def _is_last(item: ChoiceItem | MultipleItem, sought: str) -> bool:
    if item.options:
        return option_id(item.options[-1].text) == sought
    return item.pin is not None and sought in map(option_id, item.pin.last)


def saying_the_same(writing: Writing) -> Iterator[Problem]:
    """Warn of options that differ only in an article, a capital or a full stop."""
    for posed in writing.posed:
        if len(posed.options) > 1 and not _end_differently(posed):
            yield from _repeated(posed)


def _end_differently(posed: Posed) -> bool:
    """Whether no two options have the same last word, behind an article if there is one."""
    ends = {option.words[-1] if option.words else None for option in posed.options}
    return len(ends) == len(posed.options) and ends.isdisjoint(_NOTHING_ELSE)


def _repeated(posed: Posed) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for option in posed.options:
        text = option.text
        earlier = seen.setdefault(_folded(text), text)
        if earlier is not text and option_id(earlier) != option_id(text):
            message = f"“{option.text}” says the same as “{earlier}”."
            yield Problem("W512", option.path, message)


def _folded(text: str) -> str:
    plain = text.rstrip(" .")
    if text[:1] in _ARTICLE_LETTERS and _ARTICLE.match(text):
        plain = _ARTICLE.sub("", plain, count=1).rstrip(" .")
    return plain[:1].lower() + plain[1:]


def _striking_roots(words: Iterable[str]) -> frozenset[str]:
    return frozenset([_root(word) for word in words if len(word) >= CLANG_LETTERS])


@lru_cache(maxsize=8192)  # words come again and again
def _root(word: str) -> str:
    """Return a word without the endings of plural and tense, roughly."""
    for ending in ("’s", "'s", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
