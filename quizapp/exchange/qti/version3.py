"""QTI 3 names its elements otherwise than QTI 2 (`qti-item-body`), and means the same."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_PREFIX = "qti-"


def as_version2(root: Element) -> None:
    """Rename the elements and attributes of a QTI 3 document; any other stays as it is."""
    if not root.tag.startswith(_PREFIX):
        return
    for element in root.iter():
        if element.tag.startswith(_PREFIX):
            element.tag = _in_humps(element.tag.removeprefix(_PREFIX))
            named = {_in_humps(name): value for name, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(named)


def _in_humps(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(each.capitalize() for each in others)
