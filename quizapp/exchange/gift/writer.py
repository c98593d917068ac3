"""GIFT out: from a bank to text, in Markdown, with ids and labels as Moodle's comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizapp.domain.bank import Bank
from quizapp.domain.items import OrderItem
from quizapp.domain.maths import has_formulas, with_formulas_in_a_line
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gift.blocks import escaped
from quizapp.exchange.outgoing import bank_losses, order_losses, outgoing, parts_left_out
from quizapp.exchange.paired import pair_losses
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.shares import percent, share_losses
from quizapp.exchange.short_answers import forgiving_losses
from quizapp.exchange.texts import html_of, one_line

_CARRIED = {"explanation", "tolerance"}
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
    """Return a question: in Markdown, or in HTML if it has formulas, as Moodle finds them there."""
    markup, written = ("html", _in_html) if _has_formulas(asked) else ("markdown", escaped)
    tags = "".join(f" [tag:{label}]" for label in asked.labels)
    head = f"// [id:{asked.item_id}]{tags}\n::{asked.item_id}::[{markup}]"
    answers = list(_answers(asked, written))
    general = [f"####{written(asked.explanation)}"] if asked.explanation else []
    if asked.after.strip():
        inside = " ".join([*answers, *general])
        before, after = _kept_space(asked.stem, written), _kept_space(asked.after, written)
        return f"{head}{before}{{{inside}}}{after}\n"
    inside = "\n".join([*answers, *general])
    return f"{head}{written(asked.stem)} {{\n{inside}\n}}\n"


def _has_formulas(asked: Asked) -> bool:
    texts = [asked.stem, asked.after, asked.explanation]
    texts += [text for it in asked.answers for text in (it.text, it.partner, it.feedback)]
    return any(map(has_formulas, texts))


def _in_html(markdown: str) -> str:
    return escaped(html_of(markdown))


def _kept_space(text: str, written: Callable[[str], str]) -> str:
    """Return a text beside a gap with the space that parts them, which HTML would lose."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{written(text).strip(' ')}{' ' if after else ''}"


def _answers(asked: Asked, written: Callable[[str], str]) -> Iterator[str]:
    if asked.kind == "truth":
        right = next(answer for answer in asked.answers if answer.share)
        wrong = next(answer for answer in asked.answers if not answer.share)
        yield f"{right.text.upper()}{_feedback(wrong.feedback, written)}"
        return
    if asked.kind == "pairs":
        yield from (f"={written(it.text)} -> {_partner(it, written)}" for it in asked.answers)
        return
    if asked.kind == "number":
        yield "#"
        yield from (f"={_number(it)}{_feedback(it.feedback, written)}" for it in asked.answers)
        return
    for answer in asked.answers:
        if asked.kind == "many":
            sign = f"~%{percent(answer.share)}%"
        elif asked.kind == "words":
            sign = "=" if answer.share else "=%0%"
        else:
            sign = "=" if answer.share else "~"
        # what is typed is compared letter by letter: no sign of it may be one of HTML
        text = escaped(answer.text) if asked.kind == "words" else written(answer.text)
        yield f"{sign}{text}{_feedback(answer.feedback, written)}"


def _partner(answer: Answer, written: Callable[[str], str]) -> str:
    """Return the answer of a pair; Moodle shows it in a list, where no formula can be set."""
    return written(with_formulas_in_a_line(answer.partner))


def _number(answer: Answer) -> str:
    weight = "" if answer.share else "%0%"
    return f"{weight}{answer.text}:{answer.tolerance or 0}"


def _feedback(text: str, written: Callable[[str], str]) -> str:
    return f"#{written(text)}" if text else ""
