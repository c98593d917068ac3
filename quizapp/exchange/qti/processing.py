"""How a QTI 2.1 item is marked, and which feedback is shown."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def add_processing(root: Element, *, is_mapped: bool, has_options: bool) -> None:
    """Add the rules: each key earns its share, or the right response the whole mark."""
    processing = SubElement(root, "responseProcessing")
    if is_mapped:
        score = SubElement(processing, "setOutcomeValue", identifier="SCORE")
        SubElement(score, "mapResponse", identifier="RESPONSE")
    else:
        _add_match(processing)
    if has_options:
        chosen = SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
        SubElement(chosen, "variable", identifier="RESPONSE")


def _add_match(processing: Element) -> None:
    condition = SubElement(processing, "responseCondition")
    for branch, value in (("responseIf", "1"), ("responseElse", "0")):
        element = SubElement(condition, branch)
        if branch == "responseIf":
            match = SubElement(element, "match")
            SubElement(match, "variable", identifier="RESPONSE")
            SubElement(match, "correct", identifier="RESPONSE")
        score = SubElement(element, "setOutcomeValue", identifier="SCORE")
        SubElement(score, "baseValue", baseType="float").text = value
