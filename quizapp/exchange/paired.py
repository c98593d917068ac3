"""Items to be matched or sorted as pairs, which is how most programs have both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizapp.domain.items import ItemForm, MatchItem, SortItem
from quizapp.domain.items.content import option_words
from quizapp.domain.items.matching import FEWEST_PAIRS, MOST_PAIRS
from quizapp.domain.shortening import shortened
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.results import Loss
from quizapp.exchange.texts import one_line, plain_text

BETWEEN = " => "
"""Stands between a prompt and its answer, where a file has one text for both."""


def paired_answers(item: MatchItem | SortItem) -> Iterator[Answer]:
    """Yield the pairs of an item, and what belongs to none."""
    return _of_match(item) if isinstance(item, MatchItem) else _of_sort(item)


def _of_match(item: MatchItem) -> Iterator[Answer]:
    for prompt, answer in item.pairs.items():
        yield Answer(prompt, 1.0, partner=answer)
    for text in item.distractors:
        yield Answer("", partner=text)


def _of_sort(item: SortItem) -> Iterator[Answer]:
    """Yield each statement with its box, box after box; one that is empty stands alone."""
    for box, statements in item.boxes.items():
        for text in statements:
            yield Answer(text, 1.0, partner=box)
        if not statements:
            yield Answer("", partner=box)


def whole_pairs(answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers that have both sides."""
    return [answer for answer in answers if answer.text.strip() and answer.partner.strip()]


def grouped(asked: Asked, said: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Return the type and own fields of the item that has all pairs; None where none can.

    None can where nothing is asked, or where there are too few pairs or too many.
    """
    whole = whole_pairs(asked.answers)
    pairs = [(answer.text.strip(), answer.partner.strip()) for answer in whole]
    loose = [each.partner.strip() for each in asked.answers if not each.text.strip()]
    loose = [text for text in loose if text]
    if said.get("type") == "sort":
        partners = [answer.partner.strip() for answer in asked.answers]
        return "sort", {"boxes": in_boxes(pairs, partners)}
    are_apart = len({option_words(prompt) for prompt, _ in pairs}) == len(pairs)
    if said.get("type") == "term" or not asked.stem.strip():
        return None
    if not FEWEST_PAIRS <= len(pairs) <= MOST_PAIRS or not are_apart:
        return None
    answers = {option_words(answer) for _, answer in pairs}
    others = {option_words(text): text for text in loose if option_words(text) not in answers}
    own = {"distractors": list(others.values())} if others else {}
    return "match", {"pairs": dict(pairs), **own}


def in_boxes(pairs: Sequence[tuple[str, str]], boxes: Sequence[str]) -> dict[str, list[str]]:
    """Return the boxes in their order with what belongs into each."""
    return {box: [text for text, to in pairs if to == box] for box in boxes if box}


def pair_losses(item: ItemForm, target: str) -> Iterator[Loss]:
    """Tell what a program does otherwise that gives a share for each pair, in plain answers."""
    if not isinstance(item, MatchItem | SortItem):
        return
    if item.credit == "exact":
        message = f"{target} gives a share of `{item.id}` for each pair that is right."
        yield Loss("X623", item.id, message)
    answers = [answer.partner for answer in paired_answers(item)]
    if any(plain_text(text) != text for text in answers):
        message = f"{target} shows the answers of `{item.id}` without formatting."
        yield Loss("X622", item.id, message)


def written_pairs(item: MatchItem | SortItem) -> tuple[list[str], tuple[str, ...]]:
    """Return each pair as one text, and what stands beside them: answers of none, or the boxes."""
    pairs, others = _pairs_and_others(item)
    return [_written_pair(*pair) for pair in pairs], others


def pair_fields(type_name: str, texts: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Return the own fields of the match or sort that such texts say."""
    pairs = _parted(type_name, texts, others)
    if type_name == "sort":
        return {"boxes": in_boxes(pairs, [*others, *(box for _, box in pairs)])}
    return {"pairs": dict(pairs), **({"distractors": list(others)} if others else {})}


def pair_fault(type_name: str, texts: Sequence[str], others: Sequence[str]) -> str | None:
    """Return why such texts are not all pairs that can be kept; None where they are."""
    seen: set[str] = set()
    for text, (prompt, answer) in zip(texts, _parted(type_name, texts, others), strict=True):
        if not prompt or not answer:
            return f"“{shortened(one_line(text), 40)}” should be two texts with `=>` between them"
        if prompt in seen:
            return f"“{shortened(one_line(prompt), 40)}” stands before `=>` twice"
        seen.add(prompt)
    return None


def parting_losses(item: ItemForm) -> Iterator[Loss]:
    """Tell where a pair that is written as one text would be parted at another place."""
    if not isinstance(item, MatchItem | SortItem):
        return
    texts, others = written_pairs(item)
    if _parted(item.type, texts, others) != list(_pairs_and_others(item)[0]):
        message = (
            f"`{item.id}` has an answer with `=>`; if you import the file again, it is cut there."
            " Write `→` in its place."
        )
        yield Loss("X623", item.id, message)


def _pairs_and_others(
    item: MatchItem | SortItem,
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    if isinstance(item, MatchItem):
        return tuple(item.pairs.items()), item.distractors
    return item.pairs, tuple(item.boxes)


def _parted(type_name: str, texts: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    boxes = others if type_name == "sort" else ()
    return [_read_pair(text, boxes) for text in texts]


def _written_pair(prompt: str, answer: str) -> str:
    return f"{prompt}{BETWEEN}{answer}"


def _read_pair(text: str, answers: Sequence[str] = ()) -> tuple[str, str]:
    """Return the prompt and answer of such a text; the answer is one of these, if any are given."""
    for answer in sorted(answers, key=len, reverse=True):
        if text.endswith(f"{BETWEEN}{answer}"):
            return text.removesuffix(f"{BETWEEN}{answer}"), answer
    between = BETWEEN if BETWEEN in text else BETWEEN.strip()
    prompt, _, answer = text.rpartition(between)
    return prompt.strip(), answer.strip()
