"""Grammar that rules options out: a or an, singular or plural (English).

Haladyna, Downing and Rodriguez (2002): guideline 28b (avoid grammatical inconsistencies that cue
the test-taker to the correct choice).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.lint.writing import Posed, Writing
from quizapp.domain.items.problems import Problem

_ARTICLE = re.compile(r"\b(an?) *(?:_{2,}|(?:\.{3}|…|:)?$)", re.IGNORECASE)
_VERB = re.compile(r"\b(is|was|has|are|were|have) *(?:_{2,}[.?]?|\.{3}|…|:)?$", re.IGNORECASE)
_PAIR = re.compile(r"\b(?:which|what) two\b", re.IGNORECASE)
_PLURAL_VERBS = ("are", "were", "have")

_CONSONANT_SOUND = re.compile(r"(eu|ewe|one|once|ubiq|uk|uni(?!n|m)|us[aeiu]|ut[ei]|uto)")
_VOWEL_SOUND = re.compile(r"([aeio]|u|hono|hour|heir|honest|8|11\b|18\b)")


def ruling_article(writing: Writing) -> Iterator[Problem]:
    """Warn if “a” or “an” before the gap fits the key, and not each distractor."""
    for posed in writing.posed:
        if posed.distractors and _has_opening(posed.stem.text):
            yield from _article_cues(posed)


def _article_cues(posed: Posed) -> Iterator[Problem]:
    written = _ARTICLE.search(posed.stem.text)
    if written is None:
        return
    article = written[1].lower()
    needed = [_article_for(option.text) for option in posed.distractors]
    unfit = [each for each in needed if each not in (None, article)]
    if unfit and all(_article_for(key.text) == article for key in posed.keys):
        message = f"“{written[1]}” rules out {len(unfit)} of the {len(needed)} distractors."
        yield Problem("W503", posed.stem.path, message)


def ruling_number(writing: Writing) -> Iterator[Problem]:
    """Warn if singular or plural in the stem fits the key, and no distractor."""
    for posed in writing.posed:
        if len(posed.keys) == 1 and len(posed.distractors) > 1:
            yield from _number_cues(posed)


def _number_cues(posed: Posed) -> Iterator[Problem]:
    key = posed.keys[0].text
    others = [option.text for option in posed.distractors]
    if _PAIR.search(posed.stem.text):
        if " and " in key and not any(" and " in other or "," in other for other in others):
            message = "The stem asks for two, and only the key names two."
            yield Problem("W504", posed.stem.path, message)
    elif (verb := _verb_before_option(posed.stem.text)) and _fits_key_alone(verb, key, others):
        yield Problem("W504", posed.stem.path, f"“{verb}” fits the key, and no distractor.")


def _verb_before_option(stem: str) -> str | None:
    """Return the verb that a stem breaks off at, or leaves a gap after."""
    ending = _VERB.search(stem) if _has_opening(stem) else None
    return ending[1] if ending else None


def _fits_key_alone(verb: str, key: str, others: Iterable[str]) -> bool:
    is_plural = verb.lower() in _PLURAL_VERBS
    return _is_plural(key) is is_plural and all(_is_plural(o) is (not is_plural) for o in others)


def _has_opening(stem: str) -> bool:
    """Whether a stem has a gap, or may be meant to be completed by the option."""
    return "__" in stem or stem[-1:] not in ("?", ".", "") or stem.endswith("...")


def _article_for(option: str) -> str | None:
    """Return the article that an option needs; None where it takes none, or nobody can tell."""
    first = option.split()[0].strip("*_\"'“‘")
    if first.lower() in ("a", "an", "the") or first[:1] != first[:1].lower() or not first:
        return None
    if _CONSONANT_SOUND.match(first):
        return "a"
    return "an" if _VOWEL_SOUND.match(first) else "a"


def _is_plural(option: str) -> bool | None:
    """Tell the number of a short noun phrase, if its form tells it."""
    words = re.findall(r"[A-Za-z]+", option.lower())
    if not words or len(words) > 4 or words[0] == "to":
        return None
    if words[0] in ("a", "an", "one"):
        return False
    if "and" in words:
        return True
    last = words[-1]
    if last.endswith("s"):
        return None if last.endswith(("ss", "us", "is", "ics", "ews")) else True
    return False if words[0] in ("the", "its", "his", "her") or len(words) == 1 else None
