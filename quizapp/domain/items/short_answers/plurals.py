"""Whether two words are one and many of the same, by a few rules for each language.

* English: -s; -es after s, x, z, ch, sh and o; -ies for -y; -ves for -f and -fe; a few by heart.
* French: -s and -x; -aux for -al.
* German: -e, -n, -en, -er, -s, -nen, with or without Umlaut.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SHORTEST = 3
_BY_HEART = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "feet": "foot",
    "mice": "mouse",
    "crises": "crisis",
    "bases": "basis",
    "media": "medium",
}
_ENGLISH = (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("s", ""))
_HISSING = ("ses", "xes", "zes", "ches", "shes", "oes")
_FRENCH = (("aux", "al"), ("s", ""), ("x", ""))
_GERMAN = tuple((ending, "") for ending in ("nen", "en", "er", "e", "n", "s"))


def are_one_and_many(one: str, other: str, language: str) -> bool:
    """Whether the two differ, and only by the ending of a plural."""
    if _bare(one) == _bare(other):
        return False
    return not singulars(one, language).isdisjoint(singulars(other, language))


def has_plurals(language: str) -> bool:
    """Whether anything is known of the plurals of a language."""
    return language in _OF_LANGUAGE


@lru_cache(maxsize=4096)
def singulars(word: str, language: str) -> frozenset[str]:
    """Return the word, and what it may be one of, in small letters without accents."""
    word = _bare(word)
    if not word.isalpha():
        return frozenset([word])
    of_language = _OF_LANGUAGE.get(language)
    return frozenset([word, *(of_language(word) if of_language else ())])


def _bare(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _of_english(word: str) -> list[str]:
    by_heart = [
        word.removesuffix(many) + one
        for many, one in _BY_HEART.items()
        if word == many or (many == "men" and word.endswith(many))
    ]
    found = [] if word.endswith(("ss", "us", "is")) else _without(word, _ENGLISH)
    return [*by_heart, *found, *([word[:-2]] if word.endswith(_HISSING) else [])]


def _of_french(word: str) -> list[str]:
    return _without(word, _FRENCH)


def _of_german(word: str) -> list[str]:
    return _without(word, _GERMAN)


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> list[str]:
    return [
        word.removesuffix(many) + one
        for many, one in endings
        if word.endswith(many) and len(word) - len(many) >= _SHORTEST - len(one)
    ]


_OF_LANGUAGE = {"en": _of_english, "fr": _of_french, "de": _of_german}
