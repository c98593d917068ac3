"""Stems that ask nothing, and stems with a “not” that is easy to overlook.

Haladyna, Downing and Rodriguez (2002): guidelines 14 to 17 (directions clear, central idea in the
stem, no window dressing, positive wording; a NOT in capitals or bold).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.bank.lint.english import IMPERATIVES
from quizapp.domain.bank.lint.writing import Writing, words
from quizapp.domain.items.problems import Problem

_QUESTION_MARKS = re.compile(r"[?？؟;︖]|__|\.{3}|…")
_SENTENCE_END = re.compile(r"[.!]['\"’”)*_]*$")
_SENTENCES = re.compile(r"(?<=[.!?:])\s+")
_QUESTION = re.compile(r"(which|what|who|whom|when|where)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(that|who|whom|whose|which|because|if|when|where|while|although|why|how)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"(?<!\*)\b(?:(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might)"
    r"(?: [\w’'-]+){0,4}? (not)|(\w+n['’]t))\b(?!\*| only\b)"
)
_EXCEPT = re.compile(r"(?<!\*)\b(except)(?: for)?\s*(?:[:?]|_{2,}|\.{3}|…)?$")


def asking_nothing(writing: Writing) -> Iterator[Problem]:
    """Warn of a stem that is neither a question, nor to be completed, nor a task (English)."""
    stem = writing.statement
    if "?" in stem.text or writing.item.type not in ("choice", "multiple"):
        return
    if _QUESTION_MARKS.search(stem.text):
        return
    if not _SENTENCE_END.search(stem.text):
        return
    begun = (words(sentence)[:1] for sentence in _SENTENCES.split(stem.text))
    if not any(first and first[0] in IMPERATIVES for first in begun):
        message = "This stem ends like a statement and does not say what is wanted."
        yield Problem("W509", stem.path, message)


def asking_to_judge_a_question(writing: Writing) -> Iterator[Problem]:
    """Warn of a question where a statement is to be judged."""
    stem = writing.statement
    if writing.item.type == "true-false" and stem.text.endswith(("?", "？", "؟")):
        message = "A question is neither true nor false."
        yield Problem("W509", stem.path, message, hint="Write it as a statement.")


def hidden_negative(writing: Writing) -> Iterator[Problem]:
    """Warn of a “not” or “except” that decides the answer and is not marked (English)."""
    stem = writing.statement
    text = stem.text
    if not ("not" in text or "n't" in text or "n’t" in text or "except" in text):
        return
    if writing.item.type not in ("choice", "multiple"):
        return
    sentence = _SENTENCES.split(stem.text)[-1]
    if negative := _EXCEPT.search(sentence) or _deciding_not(sentence):
        word = next(filter(None, negative.groups()))
        message = f"Whoever overlooks the “{word}” chooses what is not asked for."
        yield Problem("W508", stem.path, message, part=word)


def _deciding_not(sentence: str) -> re.Match[str] | None:
    """Return a “not” in the main clause of a question about which, what, who, when or where."""
    asked = _QUESTION.search(sentence)
    negative = _NOT.search(sentence, asked.end()) if asked else None
    if asked is None or negative is None or _CLAUSE.search(sentence, asked.end(), negative.start()):
        return None
    return negative
