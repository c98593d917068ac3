"""The options and the answer of a plain question, in the many ways that people write them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.exchange.asked import Answer, Kind

_TEXT_KEYS = ("text", "option", "answer", "value", "label")
_RIGHT_KEYS = ("correct", "is_correct", "isCorrect", "right")
_FEEDBACK_KEYS = ("feedback", "explanation")
_TRUTHS = {"true", "false"}


@dataclass(frozen=True)
class Answers:
    """The kind of question, its answers, and what had to be guessed."""

    kind: Kind
    answers: tuple[Answer, ...]
    note: str = ""


@dataclass(frozen=True)
class _Option:
    name: str
    answer: Answer
    is_right: bool = False


def answers_of(options: Node | None, key: Node | None) -> Answers | str:
    """Return the answers, or in words why there are none."""
    keys = _scalars(key)
    if options is None or options.data is None:
        return _without_options(keys)
    choices = _options(options)
    if len(choices) < 2:
        return "it has fewer than two options"
    right, note = _right(choices, keys)
    if not right:
        return "the answer is none of the options" if keys else "it has no answer"
    if len(right) > 1 or isinstance(key, Sequence):
        return Answers("many", _with_shares(choices, right, wrong=-1 / len(right)), note)
    return Answers("one", _with_shares(choices, right, wrong=0.0), note)


def _with_shares(choices: list[_Option], right: set[int], wrong: float) -> tuple[Answer, ...]:
    fair = 1 / len(right)
    return tuple(
        replace(choice.answer, share=fair if at in right else wrong)
        for at, choice in enumerate(choices)
    )


def _without_options(keys: list[str]) -> Answers | str:
    if not keys:
        return "it has neither options nor an answer"
    if len(keys) == 1 and keys[0].lower() in _TRUTHS:
        is_true = keys[0].lower() == "true"
        return Answers("truth", (Answer("true", float(is_true)), Answer("false", 1.0 - is_true)))
    return Answers("words", tuple(Answer(key, 1.0) for key in keys))


def _options(node: Node) -> list[_Option]:
    """Return the options of a list, or of a group of letters."""
    if isinstance(node, Mapping):
        return [
            _Option(name, Answer(_scalar(value)))
            for name, value in node.values.items()
            if _scalar(value)
        ]
    entries = node.entries if isinstance(node, Sequence) else []
    return [_option(entry) for entry in entries]


def _option(node: Node) -> _Option:
    """Return an option: a text, `text: feedback`, or a group that says whether it is right."""
    if not isinstance(node, Mapping):
        return _Option("", Answer(_scalar(node)))
    text = next((node.values[key] for key in _TEXT_KEYS if key in node.values), None)
    if text is None and len(node.values) == 1:
        ((name, feedback),) = node.values.items()
        return _Option("", Answer(name, feedback=_scalar(feedback)))
    right = next((node.values[key] for key in _RIGHT_KEYS if key in node.values), None)
    said = next((node.values[key] for key in _FEEDBACK_KEYS if key in node.values), None)
    answer = Answer(_scalar(text), feedback=_scalar(said))
    return _Option("", answer, _scalar(right).lower() in {"true", "yes", "1"})


def _right(choices: list[_Option], keys: list[str]) -> tuple[set[int], str]:
    """Return the places of the right options, and a note if numbers had to be interpreted."""
    if not keys:
        return {at for at, choice in enumerate(choices) if choice.is_right}, ""
    for named in (_by_text, _by_name, _by_letter):
        places = [named(choices, key) for key in keys]
        if None not in places:
            return {place for place in places if place is not None}, ""
    return _by_number(choices, keys)


def _by_text(choices: list[_Option], key: str) -> int | None:
    return next((at for at, each in enumerate(choices) if each.answer.text == key), None)


def _by_name(choices: list[_Option], key: str) -> int | None:
    return next((at for at, each in enumerate(choices) if each.name and each.name == key), None)


def _by_letter(choices: list[_Option], key: str) -> int | None:
    letter = key.strip("().").lower()
    at = ord(letter) - ord("a") if len(letter) == 1 and letter.isascii() else -1
    return at if 0 <= at < len(choices) else None


def _by_number(choices: list[_Option], keys: list[str]) -> tuple[set[int], str]:
    """Read numbers as counted from 0, as programs do, unless only counting from 1 makes sense."""
    if not all(map(_is_small_number, keys)):
        return set(), ""
    numbers = {int(key) for key in keys}
    fits_from_0 = max(numbers) < len(choices)
    fits_from_1 = 0 not in numbers and max(numbers) <= len(choices)
    if not fits_from_0:
        return ({number - 1 for number in numbers} if fits_from_1 else set()), ""
    if not fits_from_1:
        return numbers, ""
    said = ", ".join(f"“{choices[number].answer.text}”" for number in sorted(numbers))
    return numbers, f"The answer's number was counted from 0, so that the key is {said}."


def _is_small_number(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < 4


def _scalars(node: Node | None) -> list[str]:
    if isinstance(node, Sequence):
        return [_scalar(entry) for entry in node.entries if _scalar(entry)]
    return [_scalar(node)] if _scalar(node) else []


def _scalar(node: Node | None) -> str:
    return (node.data or "").strip() if isinstance(node, Scalar) else ""
