"""The manifest of a content package, and the package round it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

CONTENT = "http://www.imsglobal.org/xsd/imscp_v1p1"
NAME = "imsmanifest.xml"
WEB_CONTENT = "webcontent"
"""The kind of a file that a question shows."""

_DATE = (2000, 1, 1, 0, 0, 0)
"""Every part has the same date, so that equal banks give equal bytes."""


def document(root: Element) -> bytes:
    """Return a document as bytes; white space within texts stays as it is."""
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def package(parts: Mapping[str, bytes], kinds: Mapping[str, str]) -> bytes:
    """Return a zip file of parts, with a manifest that lists those whose kind is given."""
    manifest = Element("manifest", {"xmlns": CONTENT, "identifier": "MANIFEST"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for number, (href, kind) in enumerate(kinds.items(), start=1):
        given = {"identifier": f"RES-{number}", "type": kind, "href": href}
        SubElement(SubElement(resources, "resource", given), "file", href=href)
    indent(manifest)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {NAME: document(manifest), **parts}.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
