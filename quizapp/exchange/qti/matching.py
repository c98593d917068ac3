"""What is to be matched or sorted, in QTI 2.1: two sets, and pairs of their identifiers."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.qti.markup import fill


def add_match_response(root: Element, asked: Asked, *, is_mapped: bool) -> None:
    """Say which pairs are right, and what each earns where they count by themselves."""
    given = {"identifier": "RESPONSE", "cardinality": "multiple", "baseType": "directedPair"}
    response = SubElement(root, "responseDeclaration", given)
    correct = SubElement(response, "correctResponse")
    answers = _answer_names(asked)
    pairs = [f"{name} {answers[answer.partner]}" for name, answer in _prompts(asked)]
    for pair in pairs:
        SubElement(correct, "value").text = pair
    if is_mapped:
        mapping = SubElement(response, "mapping", lowerBound="0", defaultValue="0")
        for pair in pairs:
            share = f"{1 / len(pairs):.12g}"
            SubElement(mapping, "mapEntry", mapKey=pair, mappedValue=share)


def match_interaction(asked: Asked) -> Element:
    """Return the two sets: each prompt takes one answer, an answer belongs to any number."""
    prompts, answers = list(_prompts(asked)), _answer_names(asked)
    given = {"responseIdentifier": "RESPONSE", "maxAssociations": str(len(prompts))}
    is_sorted = "type:sort" in asked.labels
    interaction = Element("matchInteraction", {**given, "shuffle": str(not is_sorted).lower()})
    first, second = (SubElement(interaction, "simpleMatchSet") for _ in range(2))
    for name, answer in prompts:
        fill(_choice(first, name, "1"), answer.text)
    for text, name in answers.items():
        fill(_choice(second, name, "0"), text)
    return interaction


def _choice(within: Element, name: str, most: str) -> Element:
    return SubElement(within, "simpleAssociableChoice", identifier=name, matchMax=most)


def _prompts(asked: Asked) -> list[tuple[str, Answer]]:
    whole = [answer for answer in asked.answers if answer.text]
    return [(f"P{number}", answer) for number, answer in enumerate(whole, start=1)]


def _answer_names(asked: Asked) -> dict[str, str]:
    """Map the answers, each once and in their order, to identifiers."""
    texts = dict.fromkeys(answer.partner for answer in asked.answers)
    return {text: f"A{number}" for number, text in enumerate(texts, start=1)}
