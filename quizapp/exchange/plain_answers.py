"""The options and the answer of a plain question, in the many ways that people write them."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.exchange.asked import Answer, Answers
from quizapp.exchange.key_readings import (
    ALL_READINGS,
    CONTRADICTION,
    Choices,
    Possible,
    Reading,
    agreed,
    doubt,
    possible_readings,
)
from quizapp.exchange.texts import one_line

_TEXT_KEYS = ("text", "option", "answer", "value", "label")
_RIGHT_KEYS = ("correct", "is_correct", "isCorrect", "right")
_FEEDBACK_KEYS = ("feedback", "explanation")
_TRUTHS = {"true", "false"}
_FROM_0: tuple[Reading, ...] = ("from 0",)
_OWN_LETTER = re.compile(r"\(?([A-Za-z])[.):][ \t]+(\S.*)", re.DOTALL)


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


@dataclass(frozen=True)
class Keys:
    """All that a question says of its right answer; one way is enough, and all have to agree."""

    nodes: Sequence_[Node] = ()
    index: Node | None = None
    """A number counted from 0."""

    wrong: Node | None = None
    """The other options, where the right ones stand apart."""


def unsettled_answers(options: Node | None, said: Keys) -> Unsettled | str:
    """Return the options and how the key may be read, or in words why there is no question."""
    nodes = [said.index, *said.nodes] if said.index is not None else [*said.nodes]
    key = nodes[0] if nodes else None
    keys = all_written(key)
    found = _options(options) if options is not None and options.data is not None else []
    if not found and said.wrong is not None and keys:
        return _parted(keys, said.wrong)
    if options is None or options.data is None:
        return Unsettled(keys=keys) if keys else "it has neither options nor an answer"
    if len(found) < 2:
        return "it has fewer than two options"
    named = _named_by_letters(found)
    choices = Choices.of([each.answer.text for each in named], [each.name for each in named])
    by_name = _fitting_readings(choices.names)
    readings = [
        possible_readings(
            [_letter_of(each, named) for each in all_written(node)],
            choices,
            by_name if node is not said.index else _FROM_0,
        )
        for node in nodes
    ]
    marked = _marked(named)
    possible = agreed([*readings, {"name": marked}] if marked else readings)
    if possible is None:
        return CONTRADICTION
    return Unsettled(keys, named, choices, possible, isinstance(key, Sequence))


def _parted(keys: list[str], wrong: Node) -> Unsettled:
    """Return right and wrong options that stand apart."""
    options = [_Option("", Answer(key)) for key in keys] + _options(wrong)
    choices = Choices.of([each.answer.text for each in options])
    return Unsettled(keys, options, choices, {"text": frozenset(range(len(keys)))})


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


def _marked(options: Sequence_[_Option]) -> frozenset[int]:
    """Return the options that say of themselves that they are right."""
    return frozenset(at for at, each in enumerate(options) if each.is_right)


def _named_by_letters(options: Sequence_[_Option]) -> list[_Option]:
    """Return options that begin with letters by these, in whatever order they stand.

    Only all letters from A on are names: “M. Curie” among others is no option M.
    """
    parts = [_OWN_LETTER.fullmatch(each.answer.text) for each in options]
    letters = sorted(part[1].lower() for part in parts if part)
    if any(each.name for each in options) or letters != list(ascii_lowercase[: len(options)]):
        return list(options)
    return [
        replace(each, name=part[1], answer=replace(each.answer, text=part[2].strip()))
        for each, part in zip(options, parts, strict=True)
        if part
    ]


def _letter_of(key: str, options: Sequence_[_Option]) -> str:
    """Return a key that has letter and text of the same option as the letter."""
    part = _OWN_LETTER.fullmatch(key)
    own = {(each.name.lower(), one_line(each.answer.text)) for each in options}
    is_own = part is not None and (part[1].lower(), one_line(part[2])) in own
    return part[1] if part is not None and is_own else key


def _fitting_readings(names: Sequence_[str]) -> tuple[Reading, ...]:
    """Return how a key may be read: names that are letters or numbers leave no other ones."""
    no_places: set[Reading] = {"from 0"} if names and all(map(str.isdecimal, names)) else set()
    if no_places and list(names) != [str(at) for at, _ in enumerate(names, start=1)]:
        no_places.add("from 1")
    lettered = [name.lower() for name in names]
    if lettered != list(ascii_lowercase[: len(names)]) and set(lettered) <= set(ascii_lowercase):
        no_places.add("letter")
    return tuple(each for each in ALL_READINGS if each not in no_places)


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
