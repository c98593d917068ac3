"""Plain YAML or JSON in the shapes that people write by themselves.

A list of questions, or a group with such a list: `{question, options, answer}` and their likes.
The answer is a text, a letter, a number, or a list of these. Quizapp's own banks are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Mapping, Node, Sequence
from quizapp.domain.bank.positions import Span
from quizapp.domain.bank.yaml_text import Bare, yaml_list
from quizapp.domain.items import ItemForm, MatchItem, OrderItem, ShortItem, SortItem, TrueFalseItem
from quizapp.exchange.asked import GAP_MARK, Answer, Asked
from quizapp.exchange.foreign_text import LOOSE, MARKDOWN, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.key_readings import settled_keys
from quizapp.exchange.numeric import known_number_losses
from quizapp.exchange.outgoing import bank_losses, outgoing, parts_left_out
from quizapp.exchange.own_bank import is_own_bank, read_own_bank
from quizapp.exchange.plain_answers import (
    Keys,
    Unsettled,
    all_written,
    settled_answers,
    unsettled_answers,
    written,
)
from quizapp.exchange.results import Exported, Imported, Loss, failed
from quizapp.exchange.short_answers import forgiving_losses
from quizapp.exchange.yaml_parts import MOST_PARTS, Part, yaml_parts

_KEYS = {
    "stem": ("question", "stem", "prompt", "text", "q", "title"),
    "options": ("options", "choices", "answers", "alternatives"),
    "key": ("answer", "correct", "correct_answer", "correctAnswer", "key", "solution", "a"),
    "wrong": ("distractors", "incorrect_answers", "incorrectAnswers", "wrong_answers", "wrong"),
    "explanation": ("explanation", "feedback", "rationale", "reason"),
    "hint": ("hint",),
    "topic": ("topic", "category", "subject"),
    "id": ("id", "name"),
    "labels": ("labels", "tags"),
    "type": ("type",),
}
_FLAT = re.compile(r"(?:(?:option|choice)[_ -]?)?([A-Ha-h]|(?<=[a-z_ -])[1-8])")
_INDEX_KEYS = ("answerIndex", "answer_index", "correctIndex", "correct_index", "correctAnswerIndex")
_ALWAYS_USED = {*_INDEX_KEYS, *_KEYS["explanation"], "markup"}
_LISTS = ("questions", "items", "quiz")
_CARRIED = {"explanation", "hint", "level", "drills", "credit", "kind"}


_NO_PAIRS = "there is no common shape for what is to be matched. Moodle XML can say it."


def read_yaml(data: bytes) -> Imported:
    """Read questions in plain YAML or JSON, or a bank of Quizapp, whatever the bytes are."""
    if len(data) > LIMITS.bytes:
        return failed("X602", f"The file has {len(data):,} bytes; {LIMITS.bytes:,} are the most.")
    gathering = Gathering.of_bytes(data)
    parts = yaml_parts(gathering.text)
    if len(parts) == 1 and parts[0].root is not None and is_own_bank(parts[0].root):
        return read_own_bank(data)
    if len(parts) > MOST_PARTS:
        gathering.cut(f"the first {MOST_PARTS:,} documents", parts[MOST_PARTS].span(0, 0))
    reader = _Reader(gathering, _markup(parts))
    for part in parts[:MOST_PARTS]:
        gathering.findings += part.findings
        if part.is_good and part.root is not None:
            reader.add(part, part.root)
    reader.take_all()
    return gathering.imported()


def write_yaml(bank: Bank) -> Exported:
    """Write a bank's items as a plain list of questions, options and answers."""
    losses: list[Loss] = list(bank_losses(bank))
    records: list[dict[str, Any]] = []
    for item in bank.items.values():
        if isinstance(item, MatchItem | SortItem):
            losses += parts_left_out(item, _NO_PAIRS)
            continue
        result = outgoing(item, bank, _CARRIED)
        losses += (*result.losses, *_order_losses(item), *known_number_losses(item))
        records += (_record(asked) for asked in result.questions)
        losses += forgiving_losses(item, "Another program", "forgives what it likes")
        if isinstance(item, TrueFalseItem | ShortItem) and item.feedback:
            message = f"Of `{item.id}` this is left out: `feedback`."
            losses.append(Loss("X622", item.id, message))
    return Exported(
        f"questions:\n{yaml_list(records, 2)}markup: {MARKDOWN}\n".encode(), tuple(losses)
    )


def _order_losses(item: ItemForm) -> Iterator[Loss]:
    if isinstance(item, OrderItem):
        message = (
            f"Other programs take `{item.id}` for a choice of which all answers are right."
            " Moodle XML can say its order."
        )
        yield Loss("X623", item.id, message)


def _record(asked: Asked) -> dict[str, Any]:
    """Return one question in the commonest shape; a gap's place is shown by its blank."""
    has_options = asked.kind in {"one", "many", "order"}
    record = {
        "id": asked.item_id,
        "topic": asked.topic,
        "question": f"{asked.stem}{GAP_MARK}{asked.after}" if asked.after.strip() else asked.stem,
        "options": list(map(_option, asked.answers)) if has_options else None,
        "answer": _key(asked),
        "hint": asked.hints[0] if asked.hints else None,
        "explanation": asked.explanation or None,
        "labels": list(asked.labels) or None,
    }
    return {key: value for key, value in record.items() if value is not None}


def _key(asked: Asked) -> str | list[str]:
    right = [answer.text for answer in asked.answers if answer.share > 0]
    if asked.kind in {"many", "order"} or len(right) > 1:
        return right
    return Bare(right[0]) if asked.kind == "truth" else right[0]


def _option(answer: Answer) -> Any:
    return {"text": answer.text, "feedback": answer.feedback} if answer.feedback else answer.text


def _questions(root: Node) -> Iterator[Node]:
    if isinstance(root, Sequence):
        yield from root.entries
        return
    if isinstance(root, Mapping):
        lists = [root.values[key] for key in _LISTS if key in root.values]
        parts = [each for each in lists if isinstance(each, Sequence | Mapping)]
        for part in parts:
            yield from _questions(part)
        if not parts:
            yield root


def _markup(parts: list[Part]) -> str:
    """Return the markup of the texts: what the file says, as ours do, else what they look like."""
    roots = (part.root for part in parts if isinstance(part.root, Mapping))
    said = {written(root.values.get("markup")) for root in roots}
    return MARKDOWN if MARKDOWN in said else LOOSE


@dataclass(frozen=True)
class _Question:
    """A question whose key waits for the rest of the file."""

    asked: Asked
    answers: Unsettled


class _Reader:
    """Reads one question after the other, and takes them once all are known."""

    def __init__(self, into: Gathering, markup: str) -> None:
        self._into = into
        self._markup = markup
        self._questions: list[_Question] = []

    def add(self, part: Part, root: Node) -> None:
        """Read the questions of a part, noting why one is left out."""
        for node in _questions(root):
            self._add(part, node)

    def take_all(self) -> None:
        """Take all questions, once it is known how the file means its answers."""
        asking = [each for each in self._questions if each.answers.options]
        keys = settled_keys([each.answers.possible for each in asking])
        right = dict(zip(map(id, asking), keys, strict=True))
        for question in self._questions:
            self._take(question, right.get(id(question), frozenset()))

    def _add(self, part: Part, node: Node) -> None:
        end = part.lines.end(part.lines.number(node.start))
        span = part.span(node.start, min(node.end, end))
        if not isinstance(node, Mapping):
            self._into.note("X612", "Left out: a question is a group of keys.", span)
            return
        known = {name: _first(node, keys) for name, keys in _KEYS.items()}
        flat = _flat_options(node) if known["options"] is None else {}
        self._note_unknown(part, node, known, flat.values())
        keys = [node.values[key] for key in _KEYS["key"] if key in node.values]
        keys = [each for each in keys if each not in flat.values()]
        said = Keys(keys, _first(node, _INDEX_KEYS), known["wrong"])
        options = Mapping(node.start, node.end, {**flat}, {}, flat) if flat else known["options"]
        answers = unsettled_answers(options, said)
        if isinstance(answers, str) or not written(known["stem"]):
            reason = answers if isinstance(answers, str) else "it has no question"
            self._into.note("X612", f"Left out: {reason}.", span)
            return
        asked = Asked(
            kind="one",
            stem=self._shown(written(known["stem"]), span),
            answers=(),
            item_id=_said(known["id"]),
            topic=_said(known["topic"]),
            hints=tuple(self._shown(hint, span) for hint in [_said(known["hint"])] if hint),
            explanation=self._shown(_explanation(node), span),
            labels=tuple(each for each in all_written(known["labels"]) if each != "null"),
            span=span,
        )
        self._questions.append(_Question(asked, answers))

    def _take(self, question: _Question, right: frozenset[int] | None) -> None:
        asked = question.asked
        answers = settled_answers(question.answers, right)
        if isinstance(answers, str):
            self._into.note("X612", f"Left out: {answers}.", asked.span)
            return
        shown = tuple(
            replace(
                answer,
                text=self._shown(answer.text, asked.span),
                feedback=self._shown(answer.feedback, asked.span),
            )
            for answer in answers.answers
        )
        take(replace(asked, kind=answers.kind, answers=shown), self._into)

    def _shown(self, text: str, span: Span) -> str:
        return taken_text(text, self._markup, self._into, span) if text else ""

    def _note_unknown(
        self, part: Part, node: Mapping, known: dict[str, Node | None], flat: Iterable[Node]
    ) -> None:
        used = {id(each) for each in (*known.values(), *flat)}
        for key, value in node.values.items():
            if id(value) not in used and key not in _ALWAYS_USED and value.data is not None:
                place = node.keys[key]
                span = part.span(place.start, place.end)
                self._into.note("X613", f"There is no place for `{key}`.", span)


def _explanation(node: Mapping) -> str:
    """Return everything that explains, each once: an explanation and a feedback, say."""
    said = (_said(node.values[key]) for key in _KEYS["explanation"] if key in node.values)
    return "\n\n".join(dict.fromkeys(text for text in said if text))


def _flat_options(node: Mapping) -> dict[str, Node]:
    """Return options that are keys of the question itself: `a`, `option_b`; one alone is none."""
    found = {name: _FLAT.fullmatch(name) for name in node.values}
    flat = {part[1]: node.values[name] for name, part in found.items() if part}
    return flat if len(flat) > 1 else {}


def _said(node: Node | None) -> str:
    """Return what is said beside the question; JSON says `null` where there is nothing."""
    text = written(node)
    return "" if text in {"null", "~"} else text


def _first(node: Mapping, keys: tuple[str, ...]) -> Node | None:
    return next((node.values[key] for key in keys if key in node.values), None)
