"""Moodle XML out: from a bank to a document, with texts in Markdown."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quizapp.domain.bank import Bank
from quizapp.domain.items import ClozeItem, ItemForm, OrderItem
from quizapp.domain.maths import has_formulas, with_formulas_in_a_line
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.labels import labels_of
from quizapp.exchange.moodle_xml.gaps import embedded
from quizapp.exchange.numeric import NUMBER_FIELDS
from quizapp.exchange.outgoing import bank_losses, lost_extras, order_losses, outgoing
from quizapp.exchange.paired import pair_losses
from quizapp.exchange.passages import passage_losses
from quizapp.exchange.pictures_out import NO_FILES
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.shares import percent, share_losses
from quizapp.exchange.short_answers import forgiving_losses, minds_case
from quizapp.exchange.texts import html_of, plain_text

_FILE = re.compile(r'(\]\(|src=")(p-[0-9a-f]{16}\.(?:png|jpg|gif|webp))')
"""A picture in Markdown or HTML."""

_CARRIED = {
    *("explanation", "hint", "level", "drills", "credit", "kind", "order"),
    *NUMBER_FIELDS,
}
_TYPES = {
    "one": "multichoice",
    "many": "multichoice",
    "truth": "truefalse",
    "words": "shortanswer",
    "order": "ordering",
    "pairs": "matching",
    "number": "numerical",
}
_ORDER = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "showgrading": "SHOW",
    "numberingstyle": "none",
}


def write_moodle_xml(bank: Bank, files: Mapping[str, bytes] = NO_FILES) -> Exported:
    """Write a bank's items as Moodle XML, each picture beside the text that shows it."""
    quiz = Element("quiz")
    losses: list[Loss] = list(bank_losses(bank))
    topic = ""
    for item in bank.items.values():
        if item.topic != topic:
            topic = item.topic
            _add_category(quiz, bank.topics[topic])
        losses += (*lost_extras(item, {*_CARRIED, "pin"}), *share_losses(item, "Moodle"))
        losses += passage_losses(item)
        losses += (*order_losses(item, "Moodle", keeps_order=True), *_order_marking(item))
        losses += pair_losses(item, "Moodle")
        losses += forgiving_losses(item, "Moodle", "forgives nothing but capitals")
        kind, asked = _asked(item, bank)
        text = embedded(item) if isinstance(item, ClozeItem) else _marked_up(asked.stem)
        _add_question(quiz, kind, asked, text)
    indent(quiz)
    for element in quiz.iter("file"):
        element.text = b64encode(files[element.get("name", "")]).decode()
    return Exported(tostring(quiz, encoding="utf-8", xml_declaration=True), tuple(losses))


def _order_marking(item: ItemForm) -> Iterator[Loss]:
    if isinstance(item, OrderItem) and item.credit == "proportional":
        message = f"Moodle takes nothing off for pairs of `{item.id}` that are out of order."
        yield Loss("X623", item.id, message)


def _asked(item: ItemForm, bank: Bank) -> tuple[str, Asked]:
    """Return the kind of Moodle's question, and the question; gaps are within its text."""
    first = outgoing(item, bank, _CARRIED).questions[0]
    if not isinstance(item, ClozeItem):
        return _TYPES[first.kind], first
    whole = Asked(
        kind="words",
        stem="",
        answers=(),
        item_id=item.id,
        hints=first.hints,
        explanation=first.explanation,
        labels=labels_of(item),
    )
    return "cloze", whole


def _add_category(quiz: Element, title: str) -> None:
    category = SubElement(SubElement(quiz, "question", type="category"), "category")
    SubElement(category, "text").text = f"$course$/top/{title.replace('/', '//')}"


def _add_question(quiz: Element, kind: str, asked: Asked, text: tuple[str, str]) -> None:
    question = SubElement(quiz, "question", type=kind)
    SubElement(SubElement(question, "name"), "text").text = asked.item_id
    _add_written(question, "questiontext", *text)
    _add_text(question, "generalfeedback", asked.explanation)
    SubElement(question, "idnumber").text = asked.item_id
    if kind == "multichoice":
        SubElement(question, "single").text = "true" if asked.kind == "one" else "false"
        SubElement(question, "shuffleanswers").text = "false" if asked.is_ordered else "true"
        SubElement(question, "answernumbering").text = "none"
    if kind == "shortanswer":
        SubElement(question, "usecase").text = str(int(minds_case(asked)))
    if kind == "ordering":
        _add_order(question, asked)
    if kind == "matching":
        _add_pairs(question, asked)
    elif kind == "numerical":
        _add_numbers(question, asked)
    else:
        _add_answers(question, asked.answers, are_places=kind == "ordering")
    for hint in asked.hints:
        _add_text(question, "hint", hint)
    _add_tags(question, asked.labels)


def _add_order(question: Element, asked: Asked) -> None:
    """Say how an order is asked and marked; each pair of it counts, if not the whole alone."""
    is_exact = "credit:exact" in asked.labels
    marking = "ALL_OR_NOTHING" if is_exact else "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    for name, value in {**_ORDER, "gradingtype": marking}.items():
        SubElement(question, name).text = value


def _add_pairs(question: Element, asked: Asked) -> None:
    """Write the pairs; an answer of none stands beside an empty text. Answers are plain there."""
    SubElement(question, "shuffleanswers").text = "true"
    for answer in asked.answers:
        element = _add_text(question, "subquestion", answer.text)
        partner = plain_text(with_formulas_in_a_line(answer.partner))
        SubElement(SubElement(element, "answer"), "text").text = partner


def _add_numbers(question: Element, asked: Asked) -> None:
    """Write numbers in digits, each with its tolerance; nobody has to type the unit."""
    for answer in asked.answers:
        element = SubElement(
            question, "answer", fraction=percent(answer.share), format="plain_text"
        )
        SubElement(element, "text").text = answer.text
        SubElement(element, "tolerance").text = answer.tolerance or "0"
        _add_text(element, "feedback", answer.feedback)
    if asked.unit:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = asked.unit
    settings = {"unitgradingtype": "0", "showunits": "0" if asked.unit else "3", "unitsleft": "0"}
    for name, value in settings.items():
        SubElement(question, name).text = value


def _add_answers(question: Element, answers: Iterable[Answer], *, are_places: bool) -> None:
    for place, answer in enumerate(answers, start=1):
        element = _add_text(question, "answer", answer.text)
        element.set("fraction", str(place) if are_places else percent(answer.share))
        _add_text(element, "feedback", answer.feedback)


def _add_tags(question: Element, labels: Iterable[str]) -> None:
    tags = SubElement(question, "tags")
    for label in labels:
        SubElement(SubElement(tags, "tag"), "text").text = label


def _add_text(parent: Element, name: str, markdown: str) -> Element:
    return _add_written(parent, name, *_marked_up(markdown))


def _marked_up(markdown: str) -> tuple[str, str]:
    """Return a text in Markdown, or in HTML if it has formulas: Moodle finds them there alone."""
    if has_formulas(markdown):
        return html_of(markdown), "html"
    return markdown, "markdown"


def _add_written(parent: Element, name: str, written: str, markup: str) -> Element:
    """Write a text, with the files that it names beside it."""
    element = SubElement(parent, name, format=markup)
    SubElement(element, "text").text = _FILE.sub(r"\1@@PLUGINFILE@@/\2", written)
    for file in dict.fromkeys(found[2] for found in _FILE.finditer(written)):
        SubElement(element, "file", name=file, path="/", encoding="base64")
    return element
