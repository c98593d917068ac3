"""From questions as other programs have them to items of a bank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from quizapp.domain.items.gaps import BLANK, gaps
from quizapp.domain.items.ordering import listed_form
from quizapp.domain.shortening import shortened
from quizapp.exchange.answer_notes import (
    SHARE_SLACK,
    note_other_keys,
    note_other_words,
    note_partial_marks,
    note_unmatched,
)
from quizapp.exchange.asked import GAP_MARK, Answer, Asked
from quizapp.exchange.gathering import Draft, Gathering
from quizapp.exchange.labels import labels_said, with_order_said
from quizapp.exchange.numeric import number_fields
from quizapp.exchange.paired import grouped, whole_pairs
from quizapp.exchange.passages import passage_fields
from quizapp.exchange.short_answers import has_short_answer, short_fields
from quizapp.exchange.texts import one_line, slug

FULL = 0.999
CASE_IN_A_GAP = "that capitals count in a gap"
_BLANKS = (GAP_MARK, BLANK, "___")


def take(asked: Asked, into: Gathering) -> None:
    """Make items of a question and note what that changes."""
    said = labels_said(asked, into)
    asked = with_order_said(asked, said)
    if len(asked.hints) > 1:
        into.note("X613", "Only the first hint was kept.", asked.span)
    is_order = asked.kind == "many" and said.get("type") == "order"
    _TAKERS["order" if is_order else asked.kind](asked, said, into)


def options(answers: Iterable[Answer]) -> list[Any]:
    """Return answers as options are written in a bank: text, or a pair of text and feedback."""
    return [option(answer) for answer in answers]


def option(answer: Answer) -> Any:
    """Return one answer as an option is written."""
    return {answer.text: answer.feedback} if answer.feedback.strip() else answer.text


def add(asked: Asked, said: dict[str, Any], into: Gathering, type_name: str, **fields: Any) -> None:
    """Add an item with what all kinds of question share."""
    kept = ("level", "drills", "kind") if type_name == "term" else ("level", "drills")
    carried: dict[str, Any] = {key: said[key] for key in kept if key in said}
    shared = {"explanation": asked.explanation, "hint": next(iter(asked.hints), "")}
    draft = Draft(
        type=type_name,
        fields={**fields, **shared, **carried},
        span=asked.span,
        item_id=asked.item_id,
        name=asked.name,
        topic_id=said.get("topic", ""),
        topic=asked.topic,
    )
    into.add(draft)


def _take_one(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    answers = distinct(asked.answers, asked, into)
    keys = [answer for answer in answers if answer.share >= FULL]
    wrong = [answer for answer in answers if answer.share < FULL]
    if not keys:
        into.note("X612", "Left out: no answer earns the whole mark.", asked.span)
        return
    note_other_keys(keys[1:], asked, into)
    note_partial_marks(wrong, asked, into)
    if add_passage(asked, said, into, answers, keys[:1]):
        return
    if said.get("type") == "term":
        _add_term(asked, said, into, keys[0], wrong)
    elif asked.after.strip() or said.get("type") == "cloze":
        _add_gap(asked, said, into, keys[0], wrong)
    else:
        kept = [answer for answer in answers if answer not in keys[1:]]
        fields = _arranged(asked, kept, keys[:1], {"key": option(keys[0])})
        add(asked, said, into, "choice", stem=asked.stem, **fields)


def add_passage(
    asked: Asked,
    said: dict[str, Any],
    into: Gathering,
    answers: Sequence[Answer],
    keys: Sequence[Answer],
) -> bool:
    """Add a passage to mark, as `outgoing` has written it, if its answers still make one."""
    if said.get("type") != "place":
        return False
    fields = passage_fields(answers, keys)
    if fields is None:
        message = "Its answers are no longer the parts of a passage: it became a choice."
        into.note("X615", message, asked.span)
        return False
    credit = {"credit": said["credit"]} if "credit" in said else {}
    add(asked, said, into, "place", stem=asked.stem, **fields, **credit)
    return True


def _arranged(
    asked: Asked, answers: Sequence[Answer], keys: Sequence[Answer], right: dict[str, Any]
) -> dict[str, Any]:
    """Return the options as they are written: in one list where their order is fixed."""
    if asked.is_ordered:
        listed = [
            listed_form(each.text.strip(), each.feedback.strip(), is_key=each in keys)
            for each in answers
        ]
        return {"options": listed, "order": "as-written"}
    wrong = options(answer for answer in answers if answer not in keys)
    last = [asked.answers[at - 1].text for at in asked.pinned if at <= len(asked.answers)]
    pinned = [text for text in dict.fromkeys(last) if text in [each.text for each in answers]]
    return {**right, "distractors": wrong, **({"pin": {"last": pinned}} if pinned else {})}


def _add_term(
    asked: Asked, said: dict[str, Any], into: Gathering, key: Answer, wrong: Sequence[Answer]
) -> None:
    """Add a term with its own distractors, as `outgoing` has written it."""
    if key.feedback:
        into.note("X613", f"A term has no feedback for “{key.text}”.", asked.span)
    own = {"distractors": options(wrong)} if wrong else {}
    add(asked, said, into, "term", term=key.text, definition=asked.stem, **own)


def _add_gap(
    asked: Asked, said: dict[str, Any], into: Gathering, key: Answer, wrong: Sequence[Answer]
) -> None:
    """Add a text with a gap; its distractors are its own."""
    if key.feedback:
        into.note("X613", f"A gap has no feedback for “{key.text}”.", asked.span)
    own = {key.text.strip(): options(wrong)} if wrong else {}
    add(asked, said, into, "cloze", text=_with_gap(asked, key.text, said), distractors=own)


def _with_gap(asked: Asked, word: str, said: dict[str, Any]) -> str:
    """Return the text with its gap; of our own texts also where the same gap was blanked."""
    gap = f"{{{{{word.strip()}}}}}"
    text = f"{asked.stem}{GAP_MARK}{asked.after}" if asked.after.strip() else asked.stem
    mark = next((each for each in _BLANKS if text.count(each) == 1), None)
    text = text.replace(mark, gap) if mark else f"{text} {gap}"
    return text.replace(BLANK, gap) if said.get("type") == "cloze" else text


def _take_many(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    answers = distinct(asked.answers, asked, into)
    keys = [answer for answer in answers if answer.share > SHARE_SLACK]
    wrong = [answer for answer in answers if answer.share <= SHARE_SLACK]
    if keys and add_passage(asked, said, into, answers, keys):
        return
    credit = said.get("credit", "proportional")
    if keys and "credit" not in said and not _is_proportional(keys, wrong):
        message = "The marks are weighed otherwise here: (keys chosen - wrong ones) / keys."
        into.note("X614", message, asked.span)
    stem = f"{asked.stem}{GAP_MARK}{asked.after}" if asked.after.strip() else asked.stem
    fields = _arranged(asked, answers, keys, {"keys": options(keys)})
    add(asked, said, into, "multiple", stem=stem, **fields, credit=credit)


def _is_proportional(keys: Sequence[Answer], wrong: Sequence[Answer]) -> bool:
    fair = 1 / len(keys)
    alike = all(abs(answer.share - fair) < 0.01 for answer in keys)
    return alike and all(abs(answer.share + fair) < 0.01 for answer in wrong)


def _take_truth(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    right = next((answer for answer in asked.answers if answer.share >= FULL), None)
    wrong = next((answer for answer in asked.answers if answer.share < FULL), None)
    if right is None:
        into.note("X612", "Left out: neither true nor false is right.", asked.span)
        return
    if wrong is None and len(asked.answers) > 1:
        into.note("X612", "Left out: both true and false are right.", asked.span)
        return
    if right.feedback:
        into.note("X613", f"Feedback on the right answer: “{right.feedback}”.", asked.span)
    feedback = wrong.feedback if wrong else ""
    key = right.text.strip().lower()
    add(asked, said, into, "true-false", stem=asked.stem, key=key, feedback=feedback)


def _take_words(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    right = [answer for answer in asked.answers if answer.share >= FULL]
    if not right:
        into.note("X612", "Left out: no answer earns the whole mark.", asked.span)
        return
    if said.get("type") == "number" and (fields := number_fields(asked, into)):
        add(asked, said, into, "number", stem=asked.stem, **fields)
        return
    is_bare = "type" not in said and not _has_place_for_gap(asked)
    if said.get("type") == "short" or (is_bare and has_short_answer(asked)):
        add(asked, said, into, "short", **short_fields(asked, said, into))
        return
    if "forgive" in said:
        into.drop(CASE_IN_A_GAP, asked.span)
    note_other_words(asked, right[0], into)
    if said.get("type") == "term":
        add(asked, said, into, "term", term=right[0].text, definition=asked.stem)
        return
    if is_bare:
        into.note("X615", "A word to be typed became a gap at the end of the question.", asked.span)
    if len(gaps(f"{{{{{right[0].text}}}}}")) != 1 or "{{" in asked.stem + asked.after:
        into.note("X612", "Left out: braces in the text would be read as gaps.", asked.span)
        return
    add(asked, said, into, "cloze", text=_with_gap(asked, right[0].text, said))


def _take_number(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    """Take a number; what is none that can be marked as one is taken for words."""
    fields = number_fields(asked, into)
    if fields is None:
        _take_words(replace(asked, kind="words"), said, into)
        return
    stem = f"{asked.stem}{GAP_MARK}{asked.after}" if asked.after.strip() else asked.stem
    add(asked, said, into, "number", stem=stem, **fields)


def _has_place_for_gap(asked: Asked) -> bool:
    return bool(asked.after.strip()) or any(asked.stem.count(mark) == 1 for mark in _BLANKS)


def _take_order(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    """Take what is to be put in order; what is not our own says in no file how it is marked."""
    entries = distinct(asked.answers, asked, into)
    if any(entry.feedback for entry in entries):
        into.note("X613", "The entries of an order have no feedback; it is left out.", asked.span)
    if not {"credit", "topic"} & said.keys():
        message = (
            "The marks are weighed otherwise here: (pairs in order - pairs out of order) / pairs."
        )
        into.note("X614", message, asked.span)
    sequence = [entry.text for entry in entries]
    credit = said.get("credit", "proportional")
    add(asked, said, into, "order", stem=asked.stem, sequence=sequence, credit=credit)


def _take_pairs(asked: Asked, said: dict[str, Any], into: Gathering) -> None:
    """Make an item of the pairs; where there are too many for one, or one alone, terms."""
    whole = whole_pairs(asked.answers)
    if not whole:
        into.note("X612", "Left out: nothing is to be matched.", asked.span)
        return
    if item := grouped(asked, said):
        type_name, fields = item
        halves = [each for each in asked.answers if each.text.strip() and each not in whole]
        note_unmatched(halves, asked, into)
        credit = said.get("credit", "proportional")
        add(asked, said, into, type_name, stem=asked.stem, **fields, credit=credit)
        return
    message = (
        f"“{shortened(one_line(asked.stem), 80)}” became {len(whole)} terms, one for each pair."
    )
    into.note("X615", message, asked.span)
    note_unmatched([answer for answer in asked.answers if answer not in whole], asked, into)
    for answer in whole:
        pair = replace(asked, item_id="", name=_pair_name(asked, answer))
        add(pair, said, into, "term", term=answer.partner, definition=answer.text)


def _pair_name(asked: Asked, answer: Answer) -> str:
    base = asked.item_id or asked.name or asked.stem
    return f"{slug(base)[:40].rstrip('-')}-{slug(answer.partner)[:20].rstrip('-')}"


def distinct(answers: Iterable[Answer], asked: Asked, into: Gathering) -> list[Answer]:
    """Return the answers without empty ones and those that say the same as another."""
    given = list(answers)
    kept: dict[str, Answer] = {}
    for answer in sorted(given, key=lambda each: each.share < FULL):
        words = one_line(answer.text)
        if not words or words in kept:
            said = f"the option “{words}” stands twice" if words else "an option is empty"
            into.note("X613", f"Left out: {said}.", asked.span)
        else:
            kept[words] = answer
    chosen = {id(answer) for answer in kept.values()}
    return [answer for answer in given if id(answer) in chosen]


_TAKERS = {
    "one": _take_one,
    "many": _take_many,
    "truth": _take_truth,
    "words": _take_words,
    "pairs": _take_pairs,
    "order": _take_order,
    "number": _take_number,
}
