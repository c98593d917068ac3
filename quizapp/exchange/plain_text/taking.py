"""Written questions as items, once all of them are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quizapp.domain.shortening import shortened
from quizapp.exchange.asked import Answer, Asked, Kind
from quizapp.exchange.foreign_text import taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.key_readings import Possible, counts_from_0, doubt, settled_keys
from quizapp.exchange.plain_text.draft import READINGS, Draft, is_bare, possible_key
from quizapp.exchange.texts import one_line

_LISTED = re.compile(r"\s*[,;|]\s*|\s+")


def take_all(drafts: Sequence[Draft], into: Gathering, markup: str) -> None:
    """Take all questions, once it is known how the answers of the file are meant."""
    readings = READINGS
    if counts_from_0(answer for draft in drafts if draft.options for answer in draft.answers):
        readings = (*READINGS, "from 0")
    for draft in drafts:
        draft.settle_list()
        draft.readings = readings
    _doubt_numbers(drafts)
    _doubt_list(drafts)
    are_written = any(draft.answers for draft in drafts)
    possible = [possible_key(draft, are_written=are_written) for draft in drafts]
    for draft, right, read in zip(drafts, settled_keys(possible), possible, strict=True):
        _take(draft, right, read, into, markup)


def _doubt_numbers(drafts: Sequence[Draft]) -> None:
    """Doubt a bare number below lines that were numbered themselves: they may be its options."""
    for above, draft in pairwise(drafts):
        is_alone = not (above.options or above.answers or above.words or above.unaskable)
        is_asked = draft.stem[-1:] and draft.stem[-1].rstrip().endswith(("?", ":", "_"))
        is_number = not draft.options and any(map(is_bare, draft.answers))
        if is_alone and above.number and is_number and not is_asked:
            draft.contradiction = "its answer may be the number of a line above it"


def _doubt_list(drafts: Sequence[Draft]) -> None:
    """Doubt one list of answers at the end that has as many as there are questions."""
    asked = [draft for draft in drafts if draft.options]
    if len(asked) > 1 and not any(draft.answers for draft in asked[:-1]):
        listed = [part for answer in asked[-1].answers for part in _LISTED.split(answer.strip())]
        if len(listed) == len(asked):
            asked[-1].contradiction = "its answers may be those of all questions above it"


def _take(
    draft: Draft, right: frozenset[int] | None, possible: Possible, into: Gathering, markup: str
) -> None:
    stem = "\n".join(draft.stem).strip()
    asked = _answered(draft, right)
    if draft.unaskable:
        into.note("X611", f"Left out: {draft.unaskable}.", draft.span)
    elif draft.contradiction:
        into.note("X612", f"Left out: {draft.contradiction}.", draft.span)
    elif right is None:
        into.note("X612", f"Left out: {doubt(possible, draft.choices)}.", draft.span)
    elif not draft.options and not draft.answers and not draft.words:
        message = f"Left out: “{shortened(one_line(stem), 60)}” has neither options nor an answer."
        into.note("X613", message, draft.span)
    elif asked is None:
        said = "its answer is none of the options" if draft.answers else "no option is marked right"
        into.note("X612", f"Left out: {said}.", draft.span)
    else:
        take(_in_markdown(asked, stem, draft, into, markup), into)


def _answered(draft: Draft, right: frozenset[int] | None) -> tuple[Kind, tuple[Answer, ...]] | None:
    """Return the kind of question and its answers; None where none of them is right."""
    if not draft.options:
        words = [*draft.words, *draft.answers]
        if words and words[0].strip(" .").lower() in _truths(draft):
            is_true = words[0].strip(" .").lower() in {"true", "t"}
            return "truth", (Answer("true", float(is_true)), Answer("false", 1.0 - is_true))
        return "words", tuple(Answer(word, 1.0) for word in words)
    if not right:
        return None
    texts = [option.text for option in draft.options]
    if len(right) == 1:
        answers = tuple(Answer(text, float(at in right)) for at, text in enumerate(texts))
        return (
            "truth" if {text.lower() for text in texts} == {"true", "false"} else "one"
        ), answers
    fair = 1 / len(right)
    return "many", tuple(
        Answer(text, fair if at in right else -fair) for at, text in enumerate(texts)
    )


def _truths(draft: Draft) -> set[str]:
    """Return what says that a statement is true or false; of a question, T is any letter."""
    is_statement = bool(draft.stem) and not draft.stem[-1].rstrip().endswith(("?", ":", "_"))
    return {"true", "false", "t", "f"} if is_statement else {"true", "false"}


def _in_markdown(
    answered: tuple[Kind, tuple[Answer, ...]],
    stem: str,
    draft: Draft,
    into: Gathering,
    markup: str,
) -> Asked:
    def shown(text: str) -> str:
        return taken_text(text, markup, into, draft.span)

    kind, answers = answered
    explanation = [*draft.said.get("explanation", ()), *draft.said.get("remark", ())]
    return Asked(
        kind=kind,
        stem=shown(stem),
        answers=tuple(replace(answer, text=shown(answer.text)) for answer in answers),
        hints=tuple(map(shown, draft.said.get("hint", ()))),
        explanation=shown("\n\n".join(filter(None, explanation))),
        span=draft.span,
    )
