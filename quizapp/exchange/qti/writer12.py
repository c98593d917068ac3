"""QTI 1.2 out, as Canvas and older systems import it: one document in a package."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from quizapp.domain.bank import Bank
from quizapp.domain.items import MatchItem, OrderItem, SortItem
from quizapp.domain.items.written_numbers import exact_text
from quizapp.exchange.asked import GAP_MARK, Answer, Asked
from quizapp.exchange.numeric import known_number_losses
from quizapp.exchange.outgoing import bank_losses, outgoing, parts_left_out, pinned_last
from quizapp.exchange.pictures_out import NO_FILES
from quizapp.exchange.qti.manifest import WEB_CONTENT, document, package
from quizapp.exchange.qti.writer21 import is_in_shares, named_answers
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.short_answers import forgiving_losses
from quizapp.exchange.texts import html_of

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
ASSESSMENT = "imsqti_xmlv1p2"
GENERAL = "general_fb"
TYPES = {
    "one": "multiple_choice_question",
    "many": "multiple_answers_question",
    "truth": "true_false_question",
    "words": "short_answer_question",
    "number": "numerical_question",
}
_CARRIED = {"explanation", "order", "pin", "tolerance"}
_RESPONSE = "response1"
_NO_ORDER = "QTI 1.2, as Canvas reads it, has no question to be put in order. QTI 2.1 can say it."
_NO_PAIRS = "Quizapp writes no matching in QTI 1.2. QTI 2.1 and Moodle XML can say it."

Named = list[tuple[str, Answer]]


def write_qti12(bank: Bank, files: Mapping[str, bytes] = NO_FILES) -> Exported:
    """Write a bank's items as a QTI 1.2 package."""
    root = Element("questestinterop", xmlns=NAMESPACE)
    assessment = SubElement(root, "assessment", ident=bank.id, title=bank.title)
    section = SubElement(assessment, "section", ident="root_section")
    losses: list[Loss] = list(bank_losses(bank))
    for item in bank.items.values():
        if isinstance(item, OrderItem | MatchItem | SortItem):
            losses += parts_left_out(item, _NO_ORDER if isinstance(item, OrderItem) else _NO_PAIRS)
            continue
        result = outgoing(item, bank, _CARRIED)
        losses += (*result.losses, *forgiving_losses(item, "QTI", "forgives nothing"))
        losses += known_number_losses(item)
        if is_in_shares(item):
            message = f"`{item.id}` earns its mark only whole, where QTI 1.2 is read by the letter."
            losses.append(Loss("X623", item.id, message))
        for asked in map(pinned_last, result.questions):
            _add_item(section, asked)
    name = f"{bank.id}/{bank.id}.xml"
    beside = {f"{bank.id}/{file}": content for file, content in files.items()}
    kinds = {name: ASSESSMENT, **dict.fromkeys(beside, WEB_CONTENT)}
    return Exported(package({name: document(root), **beside}, kinds), tuple(losses))


def _add_item(section: Element, asked: Asked) -> None:
    item = SubElement(section, "item", ident=asked.item_id, title=asked.item_id)
    metadata = SubElement(SubElement(item, "itemmetadata"), "qtimetadata")
    fields = {
        "question_type": TYPES[asked.kind],
        "points_possible": "1",
        "quizapp_topic": asked.topic,
        "quizapp_labels": " ".join(asked.labels),
    }
    for label, entry in fields.items():
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry
    named = list(named_answers(asked))
    _add_presentation(item, asked, named)
    _add_processing(item, asked, named)
    for name, answer in named if asked.kind != "number" else ():
        if answer.feedback:
            _add_feedback(item, f"{name}_fb", answer.feedback)
    if asked.explanation:
        _add_feedback(item, GENERAL, asked.explanation)


def _add_presentation(item: Element, asked: Asked, named: Named) -> None:
    presentation = SubElement(item, "presentation")
    after = f"{GAP_MARK}{asked.after}" if asked.after.strip() else ""
    _add_text(presentation, f"{asked.stem}{after}")
    cardinality = "Multiple" if asked.kind == "many" else "Single"
    given = {"ident": _RESPONSE, "rcardinality": cardinality}
    if asked.kind in {"words", "number"}:
        response = SubElement(presentation, "response_str", given)
        fib = SubElement(response, "render_fib")
        if asked.kind == "number":
            fib.set("fibtype", "Decimal")
        SubElement(fib, "response_label", ident="answer1")
        return
    choices = SubElement(SubElement(presentation, "response_lid", given), "render_choice")
    if asked.is_ordered or asked.pinned:
        choices.set("shuffle", "No" if asked.is_ordered else "Yes")
    for place, (name, answer) in enumerate(named, start=1):
        label = SubElement(choices, "response_label", ident=name)
        if place in asked.pinned:
            label.set("rshuffle", "No")
        _add_text(label, answer.text)


def _add_processing(item: Element, asked: Asked, named: Named) -> None:
    processing = SubElement(item, "resprocessing")
    given = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(SubElement(processing, "outcomes"), "decvar", given)
    if asked.explanation:
        SubElement(_condition(processing, GENERAL), "other")
    for name, answer in named if asked.kind != "number" else ():
        if answer.feedback:
            equal = answer.text if asked.kind == "words" else name
            _add_equal(_condition(processing, f"{name}_fb"), equal)
    _add_score(processing, asked, named)


def _condition(processing: Element, feedback: str) -> Element:
    """Add a condition that shows feedback, and return where its variables go."""
    condition = SubElement(processing, "respcondition", {"continue": "Yes"})
    variables = SubElement(condition, "conditionvar")
    SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return variables


def _add_score(processing: Element, asked: Asked, named: Named) -> None:
    condition = SubElement(processing, "respcondition", {"continue": "No"})
    variables = SubElement(condition, "conditionvar")
    if asked.kind == "many":
        both = SubElement(variables, "and")
        for name, answer in named:
            _add_equal(both if answer.share > 0 else SubElement(both, "not"), name)
    elif asked.kind == "number":
        _add_number(variables, asked.answers[0])
    else:
        for name, answer in named:
            if answer.share > 0:
                _add_equal(variables, answer.text if asked.kind == "words" else name)
    SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"


def _add_number(variables: Element, key: Answer) -> None:
    """Add what Canvas reads: the number, or between what it may lie, the ends included."""
    either = SubElement(variables, "or")
    _add_equal(either, key.text)
    if key.tolerance:
        within, spread = SubElement(either, "and"), Fraction(key.tolerance)
        for name, end in (("vargte", -spread), ("varlte", spread)):
            bound = exact_text(Fraction(key.text) + end)
            SubElement(within, name, respident=_RESPONSE).text = bound


def _add_equal(variables: Element, value: str) -> None:
    SubElement(variables, "varequal", respident=_RESPONSE).text = value


def _add_feedback(item: Element, name: str, text: str) -> None:
    feedback = SubElement(item, "itemfeedback", ident=name)
    _add_text(SubElement(feedback, "flow_mat"), text)


def _add_text(parent: Element, markdown: str) -> None:
    material = SubElement(parent, "material")
    text = SubElement(material, "mattext", texttype="text/html")
    text.text = html_of(markdown)
