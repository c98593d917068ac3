"""What the lines of a written quiz begin with, and what that makes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import ascii_lowercase

from quizapp.domain.bank.positions import Span

_QUESTION = re.compile(
    r"(?:#{1,6}[ \t]+)?(?:\*\*)?(?:Q(?:uestion)?[ \t]*)?([0-9]{1,4})[.):](?:\*\*)?(?:[ \t]+|$)(.*)"
    r"|(?:#{1,6}[ \t]+)(.*)|Q(?:uestion)?[.:][ \t]+(.*)",
    re.IGNORECASE | re.DOTALL,
)
_LETTERED = re.compile(
    r"(\[[ xX*]?\][ \t]*|[*✓✔√][ \t]*)?(?:[-*•][ \t]+)?\(?([A-Za-z])[.)][ \t]+(\S.*)", re.DOTALL
)
_TICKED = re.compile(r"(?:[-*+•][ \t]+)?\[([ xX*]?)\][ \t]+(\S.*)", re.DOTALL)
_BULLETED = re.compile(r"[•◦▪●○][ \t]*(\S.*)", re.DOTALL)
_LABEL = r"(?:\*\*|__)?(?:%s)[ \t]*(?:\*\*|__)?[ \t]*[:=][ \t]*(?:\*\*|__)?[ \t]*(.*)"
_ANSWER = re.compile(
    _LABEL % "(?:the[ ])?(?:correct[ ]|right[ ])?(?:answers?|ans|option)(?:[ ]is)?|key|solution"
    "|(?:richtige[ ])?antwort|lösung",
    re.IGNORECASE | re.DOTALL,
)
_EXPLANATION = re.compile(
    _LABEL % "explanation|rationale|feedback|reason|erklärung|begründung", re.IGNORECASE | re.DOTALL
)
_HINT = re.compile(_LABEL % "hint|hinweis|tipp", re.IGNORECASE | re.DOTALL)
_SETTING = re.compile(
    r"(points?|time|time limit|difficulty|title|quiz title|quiz description|level|shuffle answers"
    r"|show correct answers|one question at a time|can't go back)[ \t]*:[ \t]*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_KEY_HEADING = re.compile(
    r"(?:#{1,6}[ \t]*)?(?:\*\*)?(?:answers?|solutions?|(?:the )?answer key|key|lösungen)(?:\*\*)?"
    r"[ \t]*:?(?:\*\*)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"=[ \t]+(\S.*)", re.DOTALL)
_REMARK = re.compile(r"(?:\.\.\.|\+)[ \t]+(\S.*)", re.DOTALL)
_LISTED = re.compile(r"[*-][ \t]+\S.*", re.DOTALL)
_UNMARKED = re.compile(r"_{4,}|\^{4,}")
_AT_END = re.compile(r"(?:\((?:correct|right|richtig)\)|[✓✔√]|\*)[ \t]*\Z", re.IGNORECASE)
_NEXT_ON_LINE = "(?<=[ \\t])\\(?%s[.)][ \\t]+"
_LABEL_LENGTH = 60


@dataclass(frozen=True)
class Line:
    """A line of a document; one that is set off by bold type or colour may be a key."""

    text: str
    span: Span
    is_set_off: bool = False


@dataclass(frozen=True)
class OptionSign:
    """An option: its letter, "" if it has none; its text; whether it is marked as right, or not.

    `is_listed` where the mark is a star with a space behind it, which also begins a list.
    """

    letter: str
    text: str
    is_marked: bool
    is_listed: bool = False


def question_begun(text: str) -> tuple[str, str] | None:
    """Return number and words of a question that begins here, or None."""
    begun = _QUESTION.fullmatch(text)
    if begun is None:
        return None
    words = next((each for each in begun.groups()[1:] if each is not None), "")
    return begun[1] or "", words.strip().removesuffix("**").strip()


def options_on(text: str, expected: int) -> list[OptionSign]:
    """Return the options on a line: one, or several in a row.

    Args:
        text: The line.
        expected: How many options there are already; letters have to go on from there.

    """
    if lettered := _LETTERED.fullmatch(text):
        if lettered[2].lower() != ascii_lowercase[min(expected, 25)]:
            return []
        mark = (lettered[1] or "").strip()
        rest = _divided(lettered[3], expected + 1)
        first = _option(lettered[2], rest[0], mark not in {"", "[ ]", "[]"})
        first = replace(first, is_listed=(lettered[1] or "").startswith("* "))
        others = enumerate(rest[1:], start=expected + 1)
        return [first, *(_option(ascii_lowercase[at], each, False) for at, each in others)]
    if ticked := _TICKED.fullmatch(text):
        return [OptionSign("", ticked[2].strip(), ticked[1].strip() != "")]
    if bulleted := _BULLETED.fullmatch(text):
        return [_option("", bulleted[1], False)]
    return []


def is_lettered(text: str) -> bool:
    """Whether a line begins like an option, with whichever of the first letters."""
    found = _LETTERED.fullmatch(text)
    return found is not None and found[2].lower() in "abcdefgh"


def options_within(text: str) -> tuple[str, list[OptionSign]]:
    """Part a question from the options that stand behind it on its line; two at least."""
    words, *options = _divided(text, 0)
    if len(options) < 2:
        return text, []
    letters = zip(ascii_lowercase, options, strict=False)
    return words.strip(), [_option(letter, each, False) for letter, each in letters]


def has_letter(text: str) -> bool:
    """Whether a line is the first of several options with letters."""
    return any(option.letter for option in options_on(text, 0))


def labelled(text: str) -> tuple[str, str] | None:
    """Return what a line says of a question beside asking it: its part, and the words."""
    if not {":", "="}.intersection(text[:_LABEL_LENGTH]):
        return None
    for name, pattern in (("answer", _ANSWER), ("explanation", _EXPLANATION), ("hint", _HINT)):
        if found := pattern.fullmatch(text):
            return name, found[1].strip().removesuffix("**").strip()
    return ("setting", text) if _SETTING.fullmatch(text) else None


def typed(text: str) -> tuple[str, str] | None:
    """Return what text2qti says with a sign: a number to be typed, a remark, an essay."""
    for name, pattern in (("number", _NUMERIC), ("remark", _REMARK)):
        if found := pattern.fullmatch(text):
            return name, found[1].strip()
    return ("open", "") if _UNMARKED.fullmatch(text) else None


def is_listed(text: str) -> bool:
    """Whether a line begins like an entry of a list, or what text2qti says with these signs."""
    return _LISTED.fullmatch(text) is not None


def begins_key(text: str) -> bool:
    """Whether the key of the whole quiz stands below this line."""
    return len(text) < _LABEL_LENGTH and _KEY_HEADING.fullmatch(text) is not None


def looks_like_questions(text: str) -> bool:
    """Whether a text has options in lines of their own, and says which are right."""
    lines = [line.strip() for line in text.split("\n", 3_000)[:3_000]]
    ticked = sum(1 for line in lines if _TICKED.fullmatch(line))
    lettered = [found for line in lines if (found := _LETTERED.fullmatch(line))]
    numbered = any(begun[0] for line in lines if (begun := question_begun(line)))
    said = (labelled(line) or ("", "") for line in lines)
    keyed = any(name == "answer" for name, _ in said) or any(map(begins_key, lines))
    marked = any(found[1] for found in lettered)
    return (
        ticked > 1 or (len(lettered) > 1 and (keyed or marked or numbered)) or (keyed and numbered)
    )


def _option(letter: str, text: str, is_marked: bool) -> OptionSign:
    without = _AT_END.sub("", text).strip()
    return OptionSign(letter, without or text.strip(), is_marked or without != text.strip())


def _divided(text: str, expected: int) -> list[str]:
    """Return the options that stand on one line behind each other: A. this B. that C. these."""
    parts = [text]
    for letter in ascii_lowercase[expected:26]:
        sign = _NEXT_ON_LINE % f"[{letter}{letter.upper()}]"
        before, *after = re.split(sign, parts[-1], maxsplit=1)
        if not after or not before.strip():
            break
        parts[-1:] = [before, after[0]]
    return parts
