"""QTI 2.1 out: a package with a file for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, product
from string import ascii_uppercase
from xml.etree.ElementTree import Element, SubElement

from quizapp.domain.bank import Bank
from quizapp.domain.items import (
    ItemForm,
    MatchItem,
    MultipleItem,
    OrderItem,
    ShortItem,
    SortItem,
)
from quizapp.exchange.asked import GAP_MARK, Answer, Asked
from quizapp.exchange.formulas import plainly_in_brackets
from quizapp.exchange.numeric import known_number_losses
from quizapp.exchange.outgoing import bank_losses, outgoing, pinned_last
from quizapp.exchange.passages import has_several_marks
from quizapp.exchange.pictures_out import NO_FILES
from quizapp.exchange.qti.manifest import WEB_CONTENT, document, package
from quizapp.exchange.qti.markup import GAP, fill
from quizapp.exchange.qti.matching import add_match_response, match_interaction
from quizapp.exchange.qti.processing import add_processing
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.short_answers import forgiving_losses, minds_case

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
ITEM = "imsqti_item_xmlv2p1"
EXPLANATION = "EXPLANATION"
_WITHOUT_FEEDBACK = {"words", "order", "pairs", "number"}
_CARRIED = {"explanation", "order", "pin", "tolerance"}
_FORGIVES = "forgives nothing but capitals, if that"


def write_qti(bank: Bank, files: Mapping[str, bytes] = NO_FILES) -> Exported:
    """Write a bank's items as a QTI 2.1 content package."""
    parts: dict[str, bytes] = {}
    losses: list[Loss] = list(bank_losses(bank))
    for item in bank.items.values():
        result = outgoing(item, bank, _CARRIED)
        losses += (*result.losses, *_whole_orders(item))
        losses += (*forgiving_losses(item, "QTI", _FORGIVES), *_feedback_lost(item))
        losses += known_number_losses(item)
        for asked in map(pinned_last, result.questions):
            written = _item(asked, is_mapped=is_in_shares(item) or isinstance(item, ShortItem))
            parts[f"items/{asked.item_id}.xml"] = document(written)
    beside = {f"items/{name}": content for name, content in files.items()}
    kinds = {**dict.fromkeys(parts, ITEM), **dict.fromkeys(beside, WEB_CONTENT)}
    return Exported(package({**parts, **beside}, kinds), tuple(losses))


def is_in_shares(item: ItemForm) -> bool:
    """Whether each of several keys earns its share."""
    is_of_several = isinstance(item, MultipleItem | MatchItem | SortItem) or has_several_marks(item)
    return is_of_several and getattr(item, "credit", None) == "proportional"


def _whole_orders(item: ItemForm) -> Iterator[Loss]:
    if isinstance(item, OrderItem) and item.credit == "proportional":
        message = f"`{item.id}` earns its mark only whole: QTI has no share for pairs in order."
        yield Loss("X623", item.id, message)


def _feedback_lost(item: ItemForm) -> Iterator[Loss]:
    if isinstance(item, ShortItem) and item.feedback:
        message = f"The feedback on wrong answers of `{item.id}` is left out."
        yield Loss("X622", item.id, message)


def _item(asked: Asked, *, is_mapped: bool) -> Element:
    """Return one item: what is right, what is asked, how it is marked, and the feedback."""
    given = {
        "xmlns": NAMESPACE,
        "identifier": asked.item_id,
        "title": asked.topic,
        "label": " ".join(asked.labels),
        "adaptive": "false",
        "timeDependent": "false",
    }
    root = Element("assessmentItem", given)
    named = list(named_answers(asked))
    if asked.kind == "pairs":
        add_match_response(root, asked, is_mapped=is_mapped)
    else:
        _add_response(root, asked, named, is_mapped=is_mapped)
    _add_outcome(root, "SCORE", "float")
    many = "multiple" if asked.kind == "many" else "single"
    _add_outcome(root, "FEEDBACK", "identifier", many)
    if asked.explanation:
        default = _add_outcome(root, EXPLANATION, "identifier")
        SubElement(SubElement(default, "defaultValue"), "value").text = "always"
    _add_body(root, asked, named)
    tolerance = asked.answers[0].tolerance or "0" if asked.kind == "number" else None
    add_processing(
        root,
        is_mapped=is_mapped,
        has_options=asked.kind not in _WITHOUT_FEEDBACK,
        tolerance=tolerance,
    )
    for name, answer in named:
        if answer.feedback and asked.kind not in {"words", "number"}:
            _add_feedback(root, "FEEDBACK", name, answer.feedback)
    if asked.explanation:
        _add_feedback(root, EXPLANATION, "always", asked.explanation)
    return root


def named_answers(asked: Asked) -> Iterator[tuple[str, Answer]]:
    """Yield answers with their identifiers: letters, two from the 27th on, or true and false."""
    pairs = map("".join, product(ascii_uppercase, repeat=2))
    for letter, answer in zip(chain(ascii_uppercase, pairs), asked.answers, strict=False):
        yield (answer.text if asked.kind == "truth" else letter), answer


def _add_response(
    root: Element, asked: Asked, named: list[tuple[str, Answer]], *, is_mapped: bool
) -> None:
    base = {"words": "string", "number": "float"}.get(asked.kind, "identifier")
    cardinality = {"many": "multiple", "order": "ordered"}.get(asked.kind, "single")
    given = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base}
    response = SubElement(root, "responseDeclaration", given)
    correct = SubElement(response, "correctResponse")
    for name, answer in named[:1] if base == "string" else named:
        if answer.share > 0:
            SubElement(correct, "value").text = name if base == "identifier" else answer.text
    if is_mapped:
        mapping = SubElement(response, "mapping", lowerBound="0", defaultValue="0")
        for name, answer in named:
            given = {"mapKey": name, "mappedValue": f"{answer.share:.12g}"}
            if base == "string":
                given.update(mapKey=answer.text, caseSensitive=_case_of(asked))
            SubElement(mapping, "mapEntry", given)


def _case_of(asked: Asked) -> str:
    return "true" if minds_case(asked) else "false"


def _add_outcome(root: Element, name: str, base: str, cardinality: str = "single") -> Element:
    given = {"identifier": name, "cardinality": cardinality, "baseType": base}
    return SubElement(root, "outcomeDeclaration", given)


def _add_body(root: Element, asked: Asked, named: list[tuple[str, Answer]]) -> None:
    body = SubElement(root, "itemBody")
    interaction = _interaction(asked, named)
    block = SubElement(body, "div")
    if interaction.tag in {"choiceInteraction", "orderInteraction", "matchInteraction"}:
        fill(block, asked.stem)
        body.append(interaction)
    elif asked.after.strip():
        fill(block, f"{asked.stem}{GAP}{asked.after}", interaction)
    elif GAP_MARK in asked.stem:
        fill(block, asked.stem.replace(GAP_MARK, GAP, 1), interaction)
    else:
        fill(block, asked.stem)
        SubElement(body, "p").append(interaction)


def _interaction(asked: Asked, named: list[tuple[str, Answer]]) -> Element:
    if asked.kind in {"words", "number"}:
        return Element("textEntryInteraction", responseIdentifier="RESPONSE")
    if asked.kind == "order":
        return _order_interaction(named)
    if asked.kind == "pairs":
        return match_interaction(asked)
    is_inline = asked.kind == "one" and "type:cloze" in asked.labels
    shuffle = "false" if asked.kind == "truth" or asked.is_ordered else "true"
    given = {"responseIdentifier": "RESPONSE", "shuffle": shuffle}
    if not is_inline:
        given["maxChoices"] = "0" if asked.kind == "many" else "1"
    interaction = Element("inlineChoiceInteraction" if is_inline else "choiceInteraction", given)
    for place, (name, answer) in enumerate(named, start=1):
        tag = "inlineChoice" if is_inline else "simpleChoice"
        choice = SubElement(interaction, tag, identifier=name)
        if place in asked.pinned:
            choice.set("fixed", "true")
        if is_inline:
            choice.text = plainly_in_brackets(answer.text)
        else:
            fill(choice, answer.text)
    return interaction


def _order_interaction(named: list[tuple[str, Answer]]) -> Element:
    given = {"responseIdentifier": "RESPONSE", "shuffle": "true"}
    interaction = Element("orderInteraction", given)
    for name, answer in named:
        fill(SubElement(interaction, "simpleChoice", identifier=name), answer.text)
    return interaction


def _add_feedback(root: Element, outcome: str, name: str, text: str) -> None:
    given = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    fill(SubElement(root, "modalFeedback", given), text)
