"""Pictures that a bank declares, held against the texts that name them.

Read from the nodes, so that a picture in an item with other faults counts as shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence, text_at
from quizapp.domain.bank.picture_folder import DeclaredFile
from quizapp.domain.bank.pictures import NAMED
from quizapp.domain.bank.suggestions import did_you_mean


def check_pictures(root: Mapping, findings: Findings) -> None:
    """Note pictures that are named and not declared, or declared and never shown or credited."""
    declared = _declared(root)
    if not declared and "![" not in findings.lines.text:
        return
    named = set[str]()
    for key, node in root.values.items():
        for scalar in _scalars(node) if key != "pictures" else ():
            named |= _check_names(scalar, declared, findings)
    for picture_id, (key_node, node) in declared.items():
        if picture_id not in named:
            findings.add_at("B268", f"No text shows the picture `{picture_id}`.", key_node)
        if isinstance(node, Mapping) and text_at(node, "credit") is None:
            findings.add_at("B269", f"Nothing says whose the picture `{picture_id}` is.", key_node)


def check_translated_pictures(root: Mapping, declared: Collection[str], findings: Findings) -> None:
    """Note pictures that a translation names and the original does not declare."""
    if "![" in findings.lines.text:
        for scalar in _scalars(root):
            _check_names(scalar, declared, findings)


def declared_files(root: Mapping, findings: Findings) -> tuple[DeclaredFile, ...]:
    """Return where the bank names files of pictures."""
    return tuple(_declared_files(root, findings))


def _declared_files(root: Mapping, findings: Findings) -> Iterator[DeclaredFile]:
    for picture_id, (_, node) in _declared(root).items():
        file = node.values.get("file") if isinstance(node, Mapping) else None
        if isinstance(file, Scalar) and file.data:
            span = findings.lines.span(
                file.start, findings.lines.without_space(file.start, file.end)
            )
            yield DeclaredFile(picture_id, file.data.strip(), span)


def _declared(root: Mapping) -> dict[str, tuple[Scalar, Node]]:
    pictures = root.values.get("pictures")
    if not isinstance(pictures, Mapping):
        return {}
    return {name: (key, pictures.values[name]) for name, key in pictures.keys.items()}


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield every text at and below a node, keys as well: an option may be one."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Sequence):
            waiting += node.entries
        else:
            waiting += [*node.keys.values(), *node.values.values()]


def _check_names(scalar: Scalar, declared: Collection[str], findings: Findings) -> set[str]:
    """Return which pictures a text names, and note those that are not declared."""
    text = scalar.data
    if text is None or "![" not in text:
        return set()
    names = set[str]()
    for found in NAMED.finditer(text):
        name = found[2].strip()
        names.add(name)
        if name not in declared:
            hint = did_you_mean(name, declared)
            start, end = _place(found[0], scalar, findings)
            findings.add("B266", f"There is no picture `{name}`.", start, end, hint)
    return names


def _place(written: str, scalar: Scalar, findings: Findings) -> tuple[int, int]:
    start = findings.lines.text.find(written, scalar.start, scalar.end)
    if start < 0:
        return scalar.start, findings.lines.without_space(scalar.start, scalar.end)
    return start, start + len(written)
