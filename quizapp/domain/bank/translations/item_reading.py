"""One item of a translation: its texts laid over the original, and read by the same form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.translations.ground import Ground, Place
from quizapp.domain.bank.translations.pairing import VARIANTS, Pair, paired, text_fields
from quizapp.domain.bank.validation import validated
from quizapp.domain.items import ITEM_TYPES, ItemForm, Question
from quizapp.domain.items.own_questions import own_questions
from quizapp.domain.items.problems import Problem
from quizapp.domain.items.prompts import prompt_texts
from quizapp.domain.items.short import ShortItem

_OF_THE_ORIGINAL = frozenset({"pin", "allow", "not_beside", "author_note", VARIANTS})
"""What says how items are asked or checked by naming texts: it names those of the original."""

_OF_SIBLINGS = frozenset({"B220", "B235"})


def item_in_words(ground: Ground, item_id: str, place: Place) -> ItemForm | None:
    """Return an item in other words, and note what is wrong with it; None where it cannot be.

    What is returned may still have errors.
    """
    original, written = ground.bank.items[item_id], ground.written[item_id]
    if not ground.is_group(place, "item", "Write each text on a line: `stem: ...`."):
        return None
    texts = text_fields(original.type, written)
    may_have = [VARIANTS] if isinstance(original, ShortItem) else []
    is_whole = ground.note_fields(texts, place, "item", may_have)
    is_whole &= ground.note(_pairs(texts, place.node.data), place.node)
    if not is_whole:
        return None
    return _overlaid(original, written, place.node, ground.findings)


def _pairs(texts: dict[str, Any], told: Any) -> Iterator[Pair | Problem]:
    """Yield texts with their counterparts; citations may be as many as its article needs."""
    for name, original in texts.items():
        if name in told and name != "cites":
            yield from paired(original, told[name], (name,))
        elif told.get(name) == []:
            yield Problem("B273", (name,), "Nothing is cited here, and the original cites words.")


def _overlaid(
    original: ItemForm, written: dict[str, Any], node: Node, findings: Findings
) -> ItemForm | None:
    kept = {name: value for name, value in written.items() if name not in _OF_THE_ORIGINAL}
    data = kept | (node.data if isinstance(node, Mapping) else {})
    form = validated(ITEM_TYPES[original.type], data, "This item", node, findings)
    if form is None:
        return None
    problems = [each for each in form.problems(()) if each.code not in _OF_SIBLINGS]
    for problem in problems or _other_structure(original, form):
        note_problem(problem, node, findings)
    return form


def _other_structure(original: ItemForm, told: ItemForm) -> Iterator[Problem]:
    """Yield that parts are not those of the original, where the fields' shapes do not show it."""
    before, after = own_questions(original), own_questions(told)
    if len(before) != len(after):
        message = f"This text has {len(after)} gaps, and the original has {len(before)}."
        yield Problem("B272", ("text",), message)
    for one, other in zip(before, after, strict=False):
        if _structure(one, original) != _structure(other, told):
            message = (
                f"Its {len(other.options)} parts to choose from, and which of them are right,"
                f" do not match the original's {len(one.options)}."
            )
            yield Problem("B272", _parts_field(original), message)
            return


def _structure(question: Question, item: ItemForm) -> tuple[object, ...]:
    places = {option.id: at for at, option in enumerate(question.options)}
    prompts = {prompt.text: places[prompt.key] for prompt in question.prompts}
    keys = tuple(option.is_key for option in question.options)
    if question.is_typed:  # there may be more or fewer variants of the key
        keys = tuple(key for key in keys if not key)
    return keys, tuple(prompts.get(text) for text in prompt_texts(item))


def _parts_field(item: ItemForm) -> tuple[str]:
    fields = type(item).model_fields
    return (next(name for name in ("text", "pairs", "boxes", "stem", "term") if name in fields),)
