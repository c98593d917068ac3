"""How a QTI 2.1 item is marked, and which feedback is shown."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement


def add_processing(
    root: Element, *, is_mapped: bool, has_options: bool, tolerance: str | None = None
) -> None:
    """Add the rules: each key earns its share, or the right response the whole mark.

    Of a number, what is within the tolerance is right, its ends included.
    """
    processing = SubElement(root, "responseProcessing")
    if is_mapped:
        score = SubElement(processing, "setOutcomeValue", identifier="SCORE")
        SubElement(score, "mapResponse", identifier="RESPONSE")
    else:
        _add_match(processing, tolerance)
    if has_options:
        chosen = SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
        SubElement(chosen, "variable", identifier="RESPONSE")


def _add_match(processing: Element, tolerance: str | None) -> None:
    condition = SubElement(processing, "responseCondition")
    for branch, value in (("responseIf", "1"), ("responseElse", "0")):
        element = SubElement(condition, branch)
        if branch == "responseIf":
            match = (
                SubElement(element, "match") if tolerance is None else _equal(element, tolerance)
            )
            SubElement(match, "variable", identifier="RESPONSE")
            SubElement(match, "correct", identifier="RESPONSE")
        score = SubElement(element, "setOutcomeValue", identifier="SCORE")
        SubElement(score, "baseValue", baseType="float").text = value


def _equal(element: Element, tolerance: str) -> Element:
    return SubElement(
        element, "equal", toleranceMode="absolute", tolerance=f"{tolerance} {tolerance}"
    )
