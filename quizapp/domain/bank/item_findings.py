"""What is to be said about one item of a bank's text, and about which of its fields."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quizapp.domain.bank import Finding, read_bank
from quizapp.domain.bank.diagnostics import Severity
from quizapp.domain.bank.nodes import Mapping, Node, Path, Sequence, entries_at
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.splicing import bank_root

Placed = tuple[Path, Finding]


@dataclass(frozen=True)
class ItemFindings:
    """The findings of one item by the path of their field, and errors elsewhere in the file."""

    by_path: tuple[Placed, ...]
    elsewhere: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the file from being used."""
        return bool(self.elsewhere) or any(
            finding.severity is Severity.ERROR for _, finding in self.by_path
        )


def item_findings(text: str, index: int) -> ItemFindings:
    """Check a whole bank and pick out what is about the item at an index.

    Raises:
        CannotSpliceError: The text cannot be read to its end.

    """
    by_item, elsewhere = findings_by_item(text)
    of_others = (one for at, placed in by_item.items() if at != index for _, one in placed)
    errors = [one for one in (*elsewhere, *of_others) if one.severity is Severity.ERROR]
    return ItemFindings(tuple(by_item.get(index, ())), tuple(errors))


def findings_by_item(text: str) -> tuple[dict[int, list[Placed]], list[Finding]]:
    """Check a whole bank; return its findings by the index of their item, and all others.

    Raises:
        CannotSpliceError: The text cannot be read to its end.

    """
    lines = Lines(text)
    nodes = entries_at(bank_root(text), "items")
    starts = [node.start for node in nodes]
    by_item: dict[int, list[Placed]] = {}
    others: list[Finding] = []
    for finding in read_bank(text.encode(), lint=True).findings:
        offset = lines.start(finding.span.line) + finding.span.column - 1
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < nodes[index].end:
            placed = (_path(finding, nodes[index], offset), finding)
            by_item.setdefault(index, []).append(placed)
        else:
            others.append(finding)
    return by_item, others


def _path(finding: Finding, node: Node, offset: int) -> Path:
    """Return the path of what a finding is about; a key that is missing is that key."""
    return (finding.missing_key,) if finding.missing_key else _path_at(node, offset)


def _path_at(node: Node, offset: int) -> Path:
    """Return the path from a node to the text at an offset."""
    if isinstance(node, Mapping) and node.keys:
        # Before a long key stands a `? `, at which the group begins: then it is the first one.
        names = [name for name, key in node.keys.items() if key.start <= offset]
        name = (names or list(node.keys))[-1 if names else 0]
        value = node.values[name]
        return (name, *_path_at(value, offset)) if value.start <= offset else (name,)
    if isinstance(node, Sequence):
        begun = [at for at, entry in enumerate(node.entries) if entry.start <= offset]
        return (begun[-1], *_path_at(node.entries[begun[-1]], offset)) if begun else (0,)
    return ()
