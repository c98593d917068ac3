"""Embedded answers, Moodle's syntax for gaps within a text: `{1:MULTICHOICE:=key~wrong#why}`."""

from __future__ import annotations

import re
from collections.abc import Callable

from quizapp.domain.items import ClozeItem
from quizapp.domain.items.gaps import GAP
from quizapp.domain.items.options import OptionForm
from quizapp.domain.maths import has_formulas
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gapped import MARK, Gap
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import CASE_IN_A_GAP
from quizapp.exchange.numbers import finite, without_tolerance
from quizapp.exchange.texts import html_of

_EMBEDDED = re.compile(r"\{(\d{0,3}):([A-Z_]+):((?:[^{}\\]|\\.|\{[^{}]*\})*+)\}", re.DOTALL)
_CHOICES = {"MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"}
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_NUMBERS = {"NUMERICAL", "NM"}
_WITH_CAPITALS = {"SHORTANSWER_C", "SAC", "MWC"}
_ANSWER = re.compile(r"(?:^|~)\s*(=|%-?\d{1,3}(?:\.\d{1,9})?%)?((?:[^~\\]|\\.)*)", re.DOTALL)
_FEEDBACK = re.compile(r"(?<!\\)(?<!&)(?<!&amp;)#")

TextOf = Callable[[str], str]


def parted(text: str) -> tuple[str, list[re.Match[str]]]:
    """Return a text with a mark in place of each embedded answer, and the answers as written."""
    return _EMBEDDED.sub(MARK, text), list(_EMBEDDED.finditer(text))


def unknown_kinds(embedded: list[re.Match[str]]) -> list[str]:
    """Return the kinds of embedded answers that no gap can ask."""
    return sorted({gap[2] for gap in embedded} - _CHOICES - _TYPED - _NUMBERS)


def gap_of(embedded: re.Match[str], asked: Asked, text_of: TextOf, into: Gathering) -> Gap:
    """Read one embedded answer; `text_of` turns its texts into Markdown, when they are parted."""
    kind = embedded[2]
    raw = [(each[1] or "", each[2]) for each in _ANSWER.finditer(embedded[3]) if each[0]]
    if kind in _WITH_CAPITALS:
        into.drop(CASE_IN_A_GAP, asked.span)
    if kind in _NUMBERS:
        raw = [(sign, _without_tolerance(body, asked, into)) for sign, body in raw]
    return Gap(tuple(_answer(sign, body, text_of) for sign, body in raw), kind in _CHOICES)


def embedded(item: ClozeItem) -> tuple[str, str]:
    """Return a cloze item's text with its gaps as embedded answers, and the markup of it all.

    That is HTML where there are formulas: Moodle finds them there alone.
    """
    forms = [form for own in item.distractors.values() for form in own]
    texts = [item.text, *(text for form in forms for text in (form.text, form.feedback or ""))]
    if not any(map(has_formulas, texts)):
        return GAP.sub(lambda gap: _embedded_gap(gap[1].strip(), item, str), item.text), "markdown"
    written = [_embedded_gap(gap.strip(), item, html_of) for gap in GAP.findall(item.text)]
    text = html_of(GAP.sub(MARK, item.text))
    return re.sub(MARK, lambda _: written.pop(0), text), "html"


def _answer(sign: str, raw: str, text_of: TextOf) -> Answer:
    text, *feedback = _FEEDBACK.split(raw, maxsplit=1)
    share = 1.0 if sign == "=" else finite(sign.strip("%")) / 100
    return Answer(text_of(_unescaped(text)), share, text_of(_unescaped("".join(feedback))))


def _without_tolerance(raw: str, asked: Asked, into: Gathering) -> str:
    text, *feedback = _FEEDBACK.split(raw, maxsplit=1)
    number, tolerance = without_tolerance(_unescaped(text))
    if tolerance:
        message = f"Only {number} itself is right here, without the tolerance {tolerance}."
        into.note("X614", message, asked.span)
    return "#".join([number, *feedback])


def _embedded_gap(gap: str, item: ClozeItem, written: TextOf) -> str:
    own = item.distractors.get(gap, ())
    kind = "MULTICHOICE" if own else "SHORTANSWER"
    wrong = (_wrong(form, written) for form in own)
    return f"{{1:{kind}:{'~'.join([f'={_escaped(written(gap))}', *wrong])}}}"


def _wrong(form: OptionForm, written: TextOf) -> str:
    feedback = f"#{_escaped(written(form.feedback))}" if form.feedback else ""
    return f"{_escaped(written(form.text))}{feedback}"


def _escaped(text: str) -> str:
    return re.sub(r"([}~#\"/\\])", r"\\\1", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([{}~#\"/\\])", r"\1", text).strip()
