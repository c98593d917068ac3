"""Embedded answers, Moodle's syntax for gaps within a text: `{1:MULTICHOICE:=key~wrong#why}`."""

from __future__ import annotations

import re
from typing import Any

from quizapp.domain.items import ClozeItem
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import FULL, add, options
from quizapp.exchange.labels import sorted_labels

_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:[^{}\\]|\\.)*)\}", re.DOTALL)
_OWN_GAP = re.compile(r"\{\{([^{}]*)\}\}")
_CHOICES = {"MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS"}
_WORDS = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC", "NUMERICAL", "NM"}
_ANSWER = re.compile(r"(?:^|~)\s*(=|%-?\d+(?:\.\d+)?%)?((?:[^~\\]|\\.)*)", re.DOTALL)
_FEEDBACK = re.compile(r"(?<!\\)#")


def take_gaps(asked: Asked, into: Gathering) -> None:
    """Make a cloze item of a text with embedded answers."""
    said, others = sorted_labels(asked.labels)
    if others:
        into.note("X613", f"Tags have no place here: {', '.join(others)}.", asked.span)
    marked = list(_GAP.finditer(asked.stem))
    unknown = sorted({gap[2] for gap in marked} - _CHOICES - _WORDS)
    if unknown or not marked or "{{" in asked.stem:
        what = f"gaps of the kind {', '.join(unknown)}" if unknown else "a text without gaps"
        into.note("X611", f"Left out: {what}.", asked.span)
        return
    text, own = "", {}
    for before, gap in zip(_between(asked.stem, marked), [*marked, None], strict=True):
        text += before
        if gap is not None:
            answers = _answers(gap[3])
            key = _key(answers, gap[2], asked, into)
            text += f"{{{{{key}}}}}"
            own.update(_distractors(key, answers, gap[2]))
    add(asked, said, into, "cloze", text=text, distractors=own)


def embedded(item: ClozeItem) -> str:
    """Return a cloze item's text with its gaps as embedded answers."""
    return _OWN_GAP.sub(lambda gap: _embedded_gap(gap[1].strip(), item), item.text)


def _between(text: str, marked: list[re.Match[str]]) -> list[str]:
    starts = [0, *(gap.end() for gap in marked)]
    ends = [*(gap.start() for gap in marked), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _answers(body: str) -> list[Answer]:
    return [_answer(each[1] or "", each[2]) for each in _ANSWER.finditer(body) if each[0]]


def _answer(sign: str, raw: str) -> Answer:
    text, *feedback = _FEEDBACK.split(raw, maxsplit=1)
    share = 1.0 if sign == "=" else float(sign.strip("%") or 0) / 100
    return Answer(_unescaped(text), share, _unescaped("".join(feedback)))


def _key(answers: list[Answer], kind: str, asked: Asked, into: Gathering) -> str:
    """Return the word of a gap, noting what else was right."""
    right = [answer for answer in answers if answer.share >= FULL]
    others = right[1:] if kind in _CHOICES else _all_but_first(right, answers)
    if others:
        words = ", ".join(f"“{answer.text}”" for answer in others)
        into.note("X613", f"A gap has one answer; left out: {words}.", asked.span)
    if right and right[0].feedback:
        into.note("X613", f"A gap has no feedback for “{right[0].text}”.", asked.span)
    return right[0].text if right else ""


def _all_but_first(right: list[Answer], answers: list[Answer]) -> list[Answer]:
    """Return the answers beside the first right one, which include those that earn a part."""
    return [answer for answer in answers if answer not in right[:1]]


def _distractors(key: str, answers: list[Answer], kind: str) -> dict[str, Any]:
    wrong = [answer for answer in answers if answer.share < FULL]
    return {key: options(wrong)} if wrong and kind in _CHOICES else {}


def _embedded_gap(gap: str, item: ClozeItem) -> str:
    own = item.distractors.get(gap, ())
    kind = "MULTICHOICE" if own else "SHORTANSWER"
    return f"{{1:{kind}:{'~'.join([f'={_escaped(gap)}', *map(_wrong, own)])}}}"


def _wrong(form: OptionForm) -> str:
    feedback = f"#{_escaped(form.feedback)}" if form.feedback else ""
    return f"{_escaped(form.text)}{feedback}"


def _escaped(text: str) -> str:
    return re.sub(r"([}~#\"/\\])", r"\\\1", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).strip()
