"""A passage in its parts: what is marked in it, and the sentences round that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from quizapp.domain.items.content import option_words
from quizapp.domain.items.gaps import GAP

_OPENERS = "\"'“‘„‚«‹([{¿¡*_—–-"
_CLOSERS = "\"'”’»›)]}*_」』）"
_STOPS = ".!?…؟۔।"
_WIDE_STOPS = "。！？"
_TOKEN = re.compile(rf"[^\s{_WIDE_STOPS}]*[{_WIDE_STOPS}]+[{re.escape(_CLOSERS)}]*|\S+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SHORT_FORMS = frozenset(
    [
        *("adm", "brig", "capt", "cmdr", "col", "gen", "lt", "maj", "sgt"),
        *("dr", "gov", "hon", "messrs", "mr", "mrs", "ms", "prof", "rep", "rev", "sen"),
        *("al", "approx", "ave", "ca", "cf", "dept", "fig", "jr", "ltd", "mt", "nos", "pp", "sr"),
        *("st", "vol", "vs"),
    ]
)


@dataclass(frozen=True)
class TextPart:
    """Some of a text's words, marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True)
class _Token:
    """Letters without a space, where they stand, and the number of the mark that holds some."""

    text: str
    start: int
    end: int
    mark: int | None


@lru_cache(maxsize=256)  # each text is asked for again by its checks, questions and cards
def parts(text: str) -> tuple[TextPart, ...]:
    """Return the parts of a text with marks in braces, in its order; with spaces they are the text.

    A mark is one part, however long; to it belongs what touches it without a space, such as a
    comma. All else is cut where a sentence ends: after a full stop, a question mark or the like,
    with the quotes and brackets that close there, if what follows begins with no small letter.
    Nothing ends after an initial (“U.S.”) or a short form such as “Mr.”
    """
    shown, tokens = _tokens(" ".join(text.split()))
    starts = [0, *(at for at, pair in enumerate(pairwise(tokens), 1) if _are_apart(*pair))]
    runs = [tokens[a:b] for a, b in pairwise([*starts, len(tokens)]) if a < b]
    return tuple(
        TextPart(shown[run[0].start : run[-1].end], run[0].mark is not None) for run in runs
    )


def marks(text: str) -> tuple[str, ...]:
    """Return what stands between the braces of a text, in its order."""
    return tuple(mark.strip() for mark in GAP.findall(text))


def in_braces(found: tuple[TextPart, ...]) -> str:
    """Return the parts as a text again, with what is marked in braces."""
    return " ".join(f"{{{{{part.text}}}}}" if part.is_marked else part.text for part in found)


def meant_parts(written: str, found: tuple[TextPart, ...]) -> list[TextPart]:
    """Return the part that reads so, or else those that begin so."""
    words = option_words(written)
    whole = [part for part in found if option_words(part.text) == words]
    return whole or [part for part in found if option_words(part.text).startswith(words)]


def first_words(part: TextPart, found: tuple[TextPart, ...]) -> str:
    """Return the first words of a part, three or as many more as tell it from the others."""
    words = part.text.split()
    begun = (" ".join(words[:count]) for count in range(3, len(words)))
    return next((each for each in begun if meant_parts(each, found) == [part]), part.text)


def _tokens(text: str) -> tuple[str, list[_Token]]:
    """Return the text without braces, and its tokens."""
    shown, places, end = "", [], 0
    for mark in GAP.finditer(text):
        shown += text[end : mark.start()]
        places.append((len(shown), len(shown) + len(mark[1].strip())))
        shown, end = shown + mark[1].strip(), mark.end()
    shown += text[end:]
    return shown, [_token(found, places) for found in _TOKEN.finditer(shown)]


def _token(found: re.Match[str], places: list[tuple[int, int]]) -> _Token:
    start, end = found.span()
    within = (at for at, place in enumerate(places) if place[0] < end and start < place[1])
    return _Token(found[0], start, end, next(within, None))


def _are_apart(one: _Token, other: _Token) -> bool:
    if one.mark is not None or other.mark is not None:
        return one.mark != other.mark
    return _ends(one.text) and _begins(other.text)


def _ends(word: str) -> bool:
    bare = word.rstrip(_CLOSERS)
    if bare.endswith(tuple(_STOPS + _WIDE_STOPS)) and not bare.endswith("."):
        return True
    core = bare[:-1].lstrip(_OPENERS)
    is_short = _INITIALS.fullmatch(core) is not None or core.casefold() in _SHORT_FORMS
    return bare.endswith(".") and not is_short


def _begins(word: str) -> bool:
    return not word.lstrip(_OPENERS)[:1].islower()
