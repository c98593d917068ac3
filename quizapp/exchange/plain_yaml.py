"""Plain YAML or JSON in the shapes that people write by themselves.

A list of questions, or a group with such a list: `{question, options, answer}` and their likes.
The answer is a text, a letter, a number, or a list of these. Quizapp's own banks are read too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.diagnostics import Findings, Severity, TooManyErrorsError
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.domain.bank.reader import root_node
from quizapp.domain.bank.yaml_text import Bare, yaml_list
from quizapp.domain.items import TrueFalseItem
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take
from quizapp.exchange.outgoing import bank_losses, outgoing
from quizapp.exchange.own_bank import is_own_bank, read_own_bank
from quizapp.exchange.plain_answers import answers_of
from quizapp.exchange.results import Exported, Imported, Loss, failed

_KEYS = {
    "stem": ("question", "stem", "prompt", "text", "q", "title"),
    "options": ("options", "choices", "answers", "alternatives"),
    "key": ("answer", "correct", "correct_answer", "correctAnswer", "key", "solution", "a"),
    "explanation": ("explanation", "feedback", "rationale", "reason"),
    "hint": ("hint",),
    "topic": ("topic", "category", "subject"),
    "id": ("id", "name"),
    "labels": ("labels", "tags"),
    "type": ("type",),
}
_LISTS = ("questions", "items", "quiz")
_CARRIED = {"explanation", "hint", "level", "drills", "credit"}


def read_yaml(data: bytes) -> Imported:
    """Read questions in plain YAML or JSON, or a bank of Quizapp, whatever the bytes are."""
    if len(data) > LIMITS.bytes:
        return failed("X602", f"The file has {len(data):,} bytes; {LIMITS.bytes:,} are the most.")
    gathering = Gathering.of_bytes(data)
    findings = Findings(gathering.text, LIMITS.errors)
    root = _root(findings)
    if root is not None and is_own_bank(root):
        return read_own_bank(data)
    gathering.findings += findings.in_order()
    if root is None or any(finding.severity is Severity.ERROR for finding in gathering.findings):
        return gathering.imported()
    reader = _Reader(gathering, findings)
    for node in _questions(root):
        reader.take(node)
    return gathering.imported()


def write_yaml(bank: Bank) -> Exported:
    """Write a bank's items as a plain list of questions, options and answers."""
    losses: list[Loss] = list(bank_losses(bank))
    records: list[dict[str, Any]] = []
    for item in bank.items.values():
        result = outgoing(item, bank, _CARRIED)
        losses += result.losses
        records += (_record(asked) for asked in result.questions)
        if isinstance(item, TrueFalseItem) and item.feedback:
            message = f"Of `{item.id}` this is left out: `feedback`."
            losses.append(Loss("X622", item.id, message))
    return Exported(f"questions:\n{yaml_list(records, 2)}".encode(), tuple(losses))


def _record(asked: Asked) -> dict[str, Any]:
    """Return one question in the commonest shape; a gap's place is shown by its blank."""
    has_options = asked.kind in {"one", "many"}
    record = {
        "id": asked.item_id,
        "topic": asked.topic,
        "question": f"{asked.stem}_____{asked.after}" if asked.after.strip() else asked.stem,
        "options": list(map(_option, asked.answers)) if has_options else None,
        "answer": _key(asked),
        "hint": asked.hints[0] if asked.hints else None,
        "explanation": asked.explanation or None,
        "labels": list(asked.labels) or None,
    }
    return {key: value for key, value in record.items() if value is not None}


def _key(asked: Asked) -> str | list[str]:
    right = [answer.text for answer in asked.answers if answer.share > 0]
    if asked.kind == "many":
        return right
    return Bare(right[0]) if asked.kind == "truth" else right[0]


def _option(answer: Answer) -> Any:
    return {"text": answer.text, "feedback": answer.feedback} if answer.feedback else answer.text


def _questions(root: Node) -> Iterator[Node]:
    if isinstance(root, Sequence):
        yield from root.entries
        return
    if isinstance(root, Mapping):
        lists = (root.values[key] for key in _LISTS if key in root.values)
        listed = next((each for each in lists if isinstance(each, Sequence)), None)
        yield from listed.entries if listed else [root]


def _root(findings: Findings) -> Node | None:
    try:
        return root_node(findings, LIMITS)
    except TooManyErrorsError:
        return None


class _Reader:
    """Reads one question after the other."""

    def __init__(self, into: Gathering, findings: Findings) -> None:
        self._into = into
        self._lines = findings.lines

    def take(self, node: Node) -> None:
        """Take one question, or note why it is left out."""
        end = self._lines.end(self._lines.number(node.start))
        span = self._lines.span(node.start, min(node.end, end))
        if not isinstance(node, Mapping):
            self._into.note("X612", "Left out: a question is a group of keys.", span)
            return
        known = {name: _first(node, keys) for name, keys in _KEYS.items()}
        self._note_unknown(node, known)
        answers = answers_of(known["options"], known["key"])
        if isinstance(answers, str) or not _text(known["stem"]):
            reason = answers if isinstance(answers, str) else "it has no question"
            self._into.note("X612", f"Left out: {reason}.", span)
            return
        if answers.note:
            self._into.note("X614", answers.note, span)
        asked = Asked(
            kind=answers.kind,
            stem=_text(known["stem"]),
            answers=answers.answers,
            item_id=_text(known["id"]),
            topic=_text(known["topic"]),
            hints=(_text(known["hint"]),) if _text(known["hint"]) else (),
            explanation=_text(known["explanation"]),
            labels=tuple(_texts(known["labels"])),
            span=span,
        )
        take(asked, self._into)

    def _note_unknown(self, node: Mapping, known: dict[str, Node | None]) -> None:
        used = {id(each) for each in known.values()}
        for key, value in node.values.items():
            if id(value) not in used and value.data is not None:
                place = node.keys[key]
                span = self._lines.span(place.start, place.end)
                self._into.note("X613", f"There is no place for `{key}`.", span)


def _first(node: Mapping, keys: tuple[str, ...]) -> Node | None:
    return next((node.values[key] for key in keys if key in node.values), None)


def _text(node: Node | None) -> str:
    return (node.data or "").strip() if isinstance(node, Scalar) else ""


def _texts(node: Node | None) -> list[str]:
    if isinstance(node, Sequence):
        return [_text(entry) for entry in node.entries if _text(entry)]
    return [_text(node)] if _text(node) else []
