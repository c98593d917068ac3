"""QTI in: a package, or a single document."""

from __future__ import annotations

from dataclasses import replace

from quizapp.exchange.archives import BadArchiveError, check_archive, parts_of
from quizapp.exchange.decoding import decoded
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.packed_pictures import pictures_in
from quizapp.exchange.qti.manifest import NAME
from quizapp.exchange.qti.reader12 import take_items12
from quizapp.exchange.qti.reader21 import take_item21
from quizapp.exchange.qti.version3 import as_version2
from quizapp.exchange.results import START, Imported, failed
from quizapp.exchange.xml_tree import BadXmlError, Tree, parsed, parsed_in_parts

MAX_DOCUMENTS = 5_000
MAX_TOTAL_BYTES = 60_000_000


def read_qti(data: bytes) -> Imported:
    """Read QTI 1.2, 2.x or 3, in a package or alone, whatever the bytes are.

    Places are lines of the document that a question stands in.
    """
    if not data.startswith(b"PK"):
        gathering = Gathering(decoded(data)[0])
        try:
            tree = parsed_in_parts(data, gathering.text, "item")
        except BadXmlError as error:
            return failed("X601", error.message, error.span, gathering.text)
        if tree.faults:
            tree.root.tag = "questestinterop"
        for fault in tree.faults:
            gathering.note("X605", f"Left out: {fault.message}", fault.span)
        if not _take_document(tree, gathering):
            message = f"`<{tree.root.tag}>` is not a question in QTI."
            gathering.note("X601", message, tree.span(tree.root))
        return gathering.imported()
    try:
        return _read_package(data)
    except BadArchiveError as error:
        return failed(error.code, error.message)


def _read_package(data: bytes) -> Imported:
    gathering = Gathering()
    all_names = check_archive(data)
    gathering.media.files |= pictures_in(data, all_names)
    names = [name for name in all_names if _is_document(name)]
    if len(names) > MAX_DOCUMENTS:
        gathering.cut(f"the first {MAX_DOCUMENTS:,} documents", START)
        del names[MAX_DOCUMENTS:]
    bytes_left = MAX_TOTAL_BYTES
    for name, content in zip(names, parts_of(data, names), strict=True):
        bytes_left -= len(content)
        if bytes_left < 0:
            raise BadArchiveError("X602", "The documents of this package are too large together.")
        try:
            tree = parsed(content)
        except BadXmlError as error:
            gathering.note("X601", f"In `{name}`: {error.message}", error.span)
            continue
        before = len(gathering.findings)
        if not _take_document(tree, gathering):
            message = f"`{name}` is no question (`<{tree.root.tag}>`); it is left out."
            gathering.note("X613", message, START)
        _name_document(gathering, before, name)
    return gathering.imported()


def _is_document(name: str) -> bool:
    return name.lower().endswith(".xml") and name.rpartition("/")[2] != NAME


def _take_document(tree: Tree, into: Gathering) -> bool:
    """Take the questions of a document; whether it is one that may hold some."""
    as_version2(tree.root)
    if tree.root.tag == "assessmentItem":
        take_item21(tree.root, tree, into)
    elif tree.root.tag == "questestinterop":
        take_items12(tree.root, tree, into)
    else:
        # Canvas describes a quiz in a document of its own beside the questions.
        return tree.root.tag in {"quiz", "assessmentTest"}
    return True


def _name_document(into: Gathering, first: int, name: str) -> None:
    """Say in which document a finding is."""
    for at in range(first, len(into.findings)):
        finding = into.findings[at]
        if name not in finding.message:
            message = f"In `{name}`: {finding.message}"
            into.findings[at] = replace(finding, message=message)
