"""Typing slips: how many there are between two texts, and whether they are few enough.

What a slip is stands in `distance.py`. The rule, with letters counted in the answer that is
wanted:

* In a word of five letters and more one slip is forgiven, from nine letters two, if they do not
  touch: there another part of the word is meant. In one of two to four letters one slip is, if the
  answer has six. In the whole answer there are no more slips than in a word of its length.
* In a word of fewer than nine letters the first is another one only if the two lie side by side on
  a keyboard.
* Digits, abbreviations in capitals, numbers in words, months, weekdays and directions have no
  slips, and “not” before a word is none.
* What is not forgiven otherwise is no slip either: a capital, an accent, a plural.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from quizapp.domain.items.short_answers.distance import apart
from quizapp.domain.items.short_answers.forgiving import Forgiving
from quizapp.domain.items.short_answers.other_words import are_neighbours, is_another_word
from quizapp.domain.items.short_answers.plurals import are_one_and_many, singulars
from quizapp.domain.items.short_answers.spelling import Words, spellings

FEW, MANY = 5, 9
"""Letters from which on one slip is forgiven, and two."""

MOST_SLIPS = 2
_SHORTEST, _LEAST_AROUND = 2, 6
"""Letters that a short word has at least, and its whole answer, for a slip to be forgiven in it."""


def forgivable_slips(typed: str, wanted: str, forgiving: Forgiving) -> int | None:
    """Return how many slips there are, none or more; None if they are too many or no slips."""
    counts = [
        _slips(given, meant, forgiving)
        for given in spellings(typed, forgiving)
        for meant in spellings(wanted, forgiving)
        if len(given) == len(meant) and not _has_abbreviation_apart(wanted, given, meant)
    ]
    return min((count for count in counts if count is not None), default=None)


def bound(letters: int) -> int:
    """Return how many slips are forgiven in so many letters."""
    return int(letters >= FEW) + int(letters >= MANY)


def _slips(given: Words, meant: Words, forgiving: Forgiving) -> int | None:
    letters = sum(each.isalpha() for word in meant for each in word)
    pairs = zip(given, meant, strict=True)
    counts = [_slips_in_word(*pair, forgiving, letters) for pair in pairs]
    found = [count for count in counts if count is not None]
    return sum(found) if len(found) == len(counts) and sum(found) <= bound(letters) else None


def _slips_in_word(typed: str, wanted: str, forgiving: Forgiving, letters: int) -> int | None:
    if typed == wanted:
        return 0
    if are_one_and_many(typed, wanted, forgiving.language):
        return 0 if forgiving.allows("plurals") and typed[0] == wanted[0] else None
    if apart(typed, wanted) != apart(_folded(typed), _folded(wanted)):
        return None
    pairs = [(typed, wanted)]
    if forgiving.allows("plurals"):
        ones, others = (singulars(each, forgiving.language) for each in (typed, wanted))
        pairs += [(one, other) for one in ones for other in others]
    counts = [_slips_in_pair(one, other, letters) for one, other in pairs]
    return min((count for count in counts if count is not None), default=None)


def _slips_in_pair(typed: str, wanted: str, letters: int) -> int | None:
    slips = apart(typed, wanted)
    if slips > MOST_SLIPS or not (_is_of_letters(typed) and _is_of_letters(wanted)):
        return None
    if is_another_word(_folded(typed), _folded(wanted)):
        return None
    if slips > _most_in_word(wanted, letters):
        return None
    return None if _begins_otherwise(typed, wanted) or _touch(typed, wanted) else slips


def _most_in_word(wanted: str, letters: int) -> int:
    """Return how many slips are forgiven in a word of an answer with so many letters."""
    is_among_others = len(wanted) >= _SHORTEST and letters >= _LEAST_AROUND
    return bound(len(wanted)) or int(is_among_others)


def _is_of_letters(word: str) -> bool:
    """Whether a word has letters of an alphabet alone; a sign of Chinese is a word of its own."""
    return all(
        unicodedata.category(each)[0] in "LM" and unicodedata.east_asian_width(each) not in "WF"
        for each in word
    )


@lru_cache(maxsize=1024)
def _folded(word: str) -> str:
    found = spellings(word, Forgiving(frozenset({"case", "accents"})))
    return found[0][0] if found else word


def _begins_otherwise(typed: str, wanted: str) -> bool:
    """Whether the first letter is another one that no finger hits instead."""
    is_replaced = len(typed) == len(wanted) < MANY and typed[1:2] == wanted[1:2]
    return is_replaced and typed[0] != wanted[0] and not are_neighbours(typed[0], wanted[0])


def _touch(typed: str, wanted: str) -> bool:
    """Whether several slips lie side by side, so that a piece of the word is another."""
    if apart(typed, wanted) < MOST_SLIPS:
        return False
    while typed and wanted and typed[0] == wanted[0]:
        typed, wanted = typed[1:], wanted[1:]
    while typed and wanted and typed[-1] == wanted[-1]:
        typed, wanted = typed[:-1], wanted[:-1]
    return max(len(typed), len(wanted)) <= MOST_SLIPS


def _has_abbreviation_apart(wanted: str, given: Words, meant: Words) -> bool:
    """Whether an abbreviation in capitals is wanted, and another word is typed for it."""
    short = {word.casefold() for word in _capitals(wanted)}
    return any(
        word.casefold() in short and word != other for word, other in zip(meant, given, strict=True)
    )


def _capitals(text: str) -> list[str]:
    words = ["".join(filter(str.isalnum, word)) for word in text.split()]
    if text.isupper() and len(words) > 1:
        return []
    return [word for word in words if len(word) > 1 and word.isupper()]
