"""The options and the answer of a plain question, in the many ways that people write them."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field, replace

from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.exchange.asked import Answer, Answers
from quizapp.exchange.key_readings import (
    ALL_READINGS,
    Choices,
    Possible,
    Reading,
    doubt,
    possible_readings,
)

_TEXT_KEYS = ("text", "option", "answer", "value", "label")
_RIGHT_KEYS = ("correct", "is_correct", "isCorrect", "right")
_FEEDBACK_KEYS = ("feedback", "explanation")
_TRUTHS = {"true", "false"}


@dataclass(frozen=True)
class _Option:
    name: str
    answer: Answer
    is_right: bool = False


@dataclass(frozen=True)
class Unsettled:
    """A question whose key may be read in several ways until its whole file is known."""

    keys: Sequence_[str] = ()
    options: Sequence_[_Option] = ()
    choices: Choices = field(default_factory=lambda: Choices((), ()))
    possible: Possible = field(default_factory=dict)
    is_list: bool = False


def unsettled_answers(
    options: Node | None, key: Node | None, *, is_index: bool = False
) -> Unsettled | str:
    """Return the options and how the key may be read, or in words why there is no question.

    Args:
        options: The list of options, or a group of letters.
        key: The answer, or a list of answers.
        is_index: Whether the key is known to be a number counted from 0.

    """
    keys = all_written(key)
    if options is None or options.data is None:
        return Unsettled(keys=keys) if keys else "it has neither options nor an answer"
    found = _options(options)
    if len(found) < 2:
        return "it has fewer than two options"
    choices = Choices.of([each.answer.text for each in found], [each.name for each in found])
    readings: tuple[Reading, ...] = ("from 0",) if is_index else ALL_READINGS
    possible = possible_readings(keys, choices, readings) if keys else _marked(found)
    return Unsettled(keys, found, choices, possible, isinstance(key, Sequence))


def settled_answers(asked: Unsettled, right: frozenset[int] | None) -> Answers | str:
    """Return the answers once it is decided which are right, or in words why there are none."""
    if not asked.options:
        return _without_options(asked.keys)
    if right is None:
        return doubt(asked.possible, asked.choices)
    if not right:
        return "the answer is none of the options" if asked.keys else "it has no answer"
    if len(right) > 1 or asked.is_list:
        return Answers("many", _with_shares(asked.options, right, wrong=-1 / len(right)))
    return Answers("one", _with_shares(asked.options, right, wrong=0.0))


def _marked(options: Sequence_[_Option]) -> Possible:
    """Return the options that say of themselves that they are right."""
    return {"name": frozenset(at for at, each in enumerate(options) if each.is_right)}


def _with_shares(
    choices: Sequence_[_Option], right: Collection[int], wrong: float
) -> tuple[Answer, ...]:
    fair = 1 / len(right)
    return tuple(
        replace(choice.answer, share=fair if at in right else wrong)
        for at, choice in enumerate(choices)
    )


def _without_options(keys: Sequence_[str]) -> Answers:
    if len(keys) == 1 and keys[0].lower() in _TRUTHS:
        is_true = keys[0].lower() == "true"
        return Answers("truth", (Answer("true", float(is_true)), Answer("false", 1.0 - is_true)))
    return Answers("words", tuple(Answer(key, 1.0) for key in keys))


def _options(node: Node) -> list[_Option]:
    """Return the options of a list, or of a group of letters."""
    if isinstance(node, Mapping):
        return [
            _Option(name, Answer(written(value)))
            for name, value in node.values.items()
            if written(value)
        ]
    entries = node.entries if isinstance(node, Sequence) else []
    return [_option(entry) for entry in entries]


def _option(node: Node) -> _Option:
    """Return an option: a text, `text: feedback`, or a group that says whether it is right."""
    if not isinstance(node, Mapping):
        return _Option("", Answer(written(node)))
    text = next((node.values[key] for key in _TEXT_KEYS if key in node.values), None)
    if text is None and len(node.values) == 1:
        ((name, feedback),) = node.values.items()
        return _Option("", Answer(name, feedback=written(feedback)))
    right = next((node.values[key] for key in _RIGHT_KEYS if key in node.values), None)
    said = next((node.values[key] for key in _FEEDBACK_KEYS if key in node.values), None)
    answer = Answer(written(text), feedback=written(said))
    return _Option("", answer, written(right).lower() in {"true", "yes", "1"})


def all_written(node: Node | None) -> list[str]:
    """Return the texts of a list, or the one text, without empty ones."""
    if isinstance(node, Sequence):
        return [written(entry) for entry in node.entries if written(entry)]
    return [written(node)] if written(node) else []


def written(node: Node | None) -> str:
    """Return a text, "" for what is none."""
    return (node.data or "").strip() if isinstance(node, Scalar) else ""
