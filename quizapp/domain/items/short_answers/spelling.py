"""Texts made comparable: what never matters is gone, and so is what is forgiven."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizapp.domain.items.short_answers.forgiving import Forgiving

LONGEST = 200
"""Characters of an answer that are read; nobody types more for a few words."""

Words = tuple[str, ...]

_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'")
_ELISION = re.compile(r"^l'(?=\w)", re.IGNORECASE)
_DASH = re.compile(r"[-−‐‑‒–—―]")
_POINT = re.compile(r"[.,]")
_SIGNS = "+#%€$£°'-&"
_ARTICLES = {
    "en": {"the", "a", "an"},
    "fr": {"le", "la", "les", "l", "un", "une", "des", "du"},
    "de": {"der", "die", "das", "den", "dem", "des"}
    | {"ein", "eine", "einen", "einem", "einer", "eines"},
}
_AND = {"en": "and", "fr": "et", "de": "und"}
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ß": "ss"}
)
_WITH_E = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}
)


@lru_cache(maxsize=4096)  # the answers are held against every text that is typed
def spellings(text: str, forgiving: Forgiving) -> tuple[Words, ...]:
    """Return the words of a text, in each way in which they may be written; none of no words.

    A second way there is where accents are forgiven: “Muenchen” is “München” as well as “Munchen”.
    """
    plain = unicodedata.normalize("NFKC", text[: LONGEST + 1])
    texts = [plain]
    if forgiving.allows("accents") and plain != plain.translate(_WITH_E):
        texts.append(plain.translate(_WITH_E))
    found = (_words(each, forgiving) for each in texts)
    return tuple(dict.fromkeys(words for words in found if words))


def _words(text: str, forgiving: Forgiving) -> Words:
    words = [word for each in _tokens(text, forgiving) if (word := each.replace("'", ""))]
    articles = _ARTICLES.get(forgiving.language, set()) if forgiving.allows("articles") else set()
    if len(words) > 1 and words[0].casefold() in articles:
        del words[0]
    return tuple(words)


def _tokens(text: str, forgiving: Forgiving) -> list[str]:
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    text = text.translate(_APOSTROPHES).replace("*", "").strip()
    if forgiving.language == "fr":
        text = _ELISION.sub("l ", text)
    text = text.replace("&", f" {_AND.get(forgiving.language, '&')} ")
    text = _POINT.sub(_kept_point, _DASH.sub(_kept_minus, text))
    if forgiving.allows("accents"):
        text = _without_accents(text)
    text = "".join(map(_kept, text))
    return (text.casefold() if forgiving.allows("case") else text).split()


def _kept_minus(found: re.Match[str]) -> str:
    """Return a minus sign where a number begins with it; other dashes are spaces."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    is_minus = after[:1].isdigit() and before[-1:] in ("", " ", "(")
    return "-" if is_minus else " "


def _kept_point(found: re.Match[str]) -> str:
    """Return what stands within a number; a point elsewhere goes, for “U.S.” is “US”."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    if before[-1:].isdigit() and after[:1].isdigit():
        return found[0]
    return "" if found[0] == "." else " "


def _kept(each: str) -> str:
    """Return what counts as it is, a digit of any script as ours, and else a space."""
    if each.isdecimal():
        return str(unicodedata.decimal(each))
    is_kept = each.isalnum() or each in _SIGNS or unicodedata.category(each)[0] == "M"
    return each if is_kept or each in ".," else " "


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(each for each in parts if not _is_accent(each)))


def _is_accent(mark: str) -> bool:
    """Whether a mark only colours its letter; in Hindi, Thai or Japanese others are letters."""
    weight = unicodedata.combining(mark)
    return weight >= 200 or 10 <= weight <= 35


def is_readable(text: str) -> bool:
    """Whether a text has anything to be read: a letter, a digit or a sign."""
    return len(text) <= LONGEST and bool(spellings(text, Forgiving(frozenset())))


def plain_words(text: str, language: str) -> str:
    """Return the words by which texts are put together that differ in what is mostly forgiven."""
    return words_compared(text, Forgiving.of((), language).fully)


def words_compared(text: str, forgiving: Forgiving) -> str:
    """Return the words by which texts are put together that differ in what is forgiven alone."""
    return " ".join(next(iter(spellings(text, forgiving)), ()))


def joined(text: str, forgiving: Forgiving) -> set[str]:
    """Return a text in each of its spellings without spaces, which never matter."""
    return {"".join(words) for words in spellings(text, forgiving)}
