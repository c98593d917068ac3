"""GIFT out: from a bank to text, in Markdown, with ids and labels as Moodle's comments."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank import Bank
from quizapp.domain.items import OrderItem
from quizapp.exchange.asked import Asked
from quizapp.exchange.formulas import in_brackets
from quizapp.exchange.gift.blocks import escaped
from quizapp.exchange.outgoing import bank_losses, order_losses, outgoing, parts_left_out
from quizapp.exchange.paired import pair_losses
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.shares import percent, share_losses
from quizapp.exchange.short_answers import forgiving_losses
from quizapp.exchange.texts import one_line

_CARRIED = {"explanation"}
_TAKEN_FOR_PAIRS = (
    "Moodle takes `->` in an answer for two things to be matched. Moodle XML can say it."
)

_NO_ORDER = "GIFT has no question to be put in order. Moodle XML can say it."


def write_gift(bank: Bank) -> Exported:
    """Write a bank's items in GIFT."""
    written: list[str] = []
    losses: list[Loss] = list(bank_losses(bank))
    topic = ""
    for item in bank.items.values():
        result = outgoing(item, bank, _CARRIED)
        if any(map(_is_taken_for_pairs, result.questions)):
            losses.append(Loss("X621", item.id, f"`{item.id}` was left out: {_TAKEN_FOR_PAIRS}"))
            continue
        if isinstance(item, OrderItem):
            losses += parts_left_out(item, _NO_ORDER)
            continue
        losses += (*result.losses, *share_losses(item, "GIFT"), *pair_losses(item, "Moodle"))
        losses += order_losses(item, "Moodle", keeps_order=False)
        losses += forgiving_losses(item, "Moodle", "forgives nothing but capitals")
        if item.topic != topic:
            topic = item.topic
            written.append(f"$CATEGORY: {_category(bank.topics[topic])}\n")
        written += map(_question, result.questions)
    return Exported("\n".join(written).encode(), tuple(losses))


def _is_taken_for_pairs(asked: Asked) -> bool:
    texts = [text for answer in asked.answers for text in (answer.text, answer.partner)]
    return asked.kind in {"words", "pairs"} and any("->" in text for text in texts)


def _category(title: str) -> str:
    return one_line(title).replace("/", "//")


def _question(asked: Asked) -> str:
    tags = "".join(f" [tag:{label}]" for label in asked.labels)
    head = f"// [id:{asked.item_id}]{tags}\n::{asked.item_id}::[markdown]"
    answers = list(_answers(asked))
    general = [f"####{_written(asked.explanation)}"] if asked.explanation else []
    if asked.after.strip():
        inside = " ".join([*answers, *general])
        return f"{head}{_written(asked.stem)}{{{inside}}}{_written(asked.after)}\n"
    inside = "\n".join([*answers, *general])
    return f"{head}{_written(asked.stem)} {{\n{inside}\n}}\n"


def _answers(asked: Asked) -> Iterator[str]:
    if asked.kind == "truth":
        right = next(answer for answer in asked.answers if answer.share)
        wrong = next(answer for answer in asked.answers if not answer.share)
        yield f"{right.text.upper()}{_feedback(wrong.feedback)}"
        return
    if asked.kind == "pairs":
        yield from (f"={_written(it.text)} -> {_written(it.partner)}" for it in asked.answers)
        return
    for answer in asked.answers:
        if asked.kind == "many":
            sign = f"~%{percent(answer.share)}%"
        elif asked.kind == "words":
            sign = "=" if answer.share else "=%0%"
        else:
            sign = "=" if answer.share else "~"
        yield f"{sign}{_written(answer.text)}{_feedback(answer.feedback)}"


def _written(markdown: str) -> str:
    return escaped(in_brackets(markdown))


def _feedback(text: str) -> str:
    return f"#{_written(text)}" if text else ""
