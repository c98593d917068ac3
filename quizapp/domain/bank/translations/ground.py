"""What all parts of a translation are read on: its file, its bank, and where findings go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Mapping, Node, Scalar
from quizapp.domain.bank.placing import note_problem
from quizapp.domain.bank.suggestions import did_you_mean
from quizapp.domain.bank.translations.pairing import Pair
from quizapp.domain.bank.translations.remarks import remarks_on
from quizapp.domain.bank.wording import value_kind
from quizapp.domain.items.problems import Problem


@dataclass(frozen=True)
class Place:
    """A part of a translation: its id as written, and what stands there."""

    key: Scalar
    node: Node


@dataclass(frozen=True)
class Ground:
    """A translation that is being read.

    Attributes:
        root: The translation's file.
        bank: The bank that it is of.
        written: The bank's items by id, as its file has them.
        findings: What is found.
        is_same_language: Whether it is an easier version in the bank's own language.

    """

    root: Mapping
    bank: Bank
    written: AnyMapping[str, dict[str, Any]]
    findings: Findings
    is_same_language: bool

    def placed(
        self, parent: Node, name: str, kind: str, known: AnyMapping[str, object]
    ) -> dict[str, Place]:
        """Return the parts of a group that the bank has; note what it has not, and what lacks."""
        group = parent.values.get(name) if isinstance(parent, Mapping) else None
        if group is not None and not isinstance(group, Mapping):
            message = f"`{name}` is a group of ids here; this is {value_kind(group.data)}."
            self.findings.add_at("B204", message, group, f"Write each {kind} by its id: `id: ...`.")
            return {}
        found = _places(group)
        left = [each for each in known if each not in found]
        for part_id in found.keys() - known.keys():
            hint = did_you_mean(part_id, left)
            message = f"The bank has no {kind} `{part_id}`."
            self.findings.add_at("B271", message, found[part_id].key, hint)
        self._note_missing(parent, name, kind, left)
        return {part_id: place for part_id, place in found.items() if part_id in known}

    def note(self, found: Iterable[Pair | Problem], node: Node) -> bool:
        """Note what texts show by themselves; say whether each has its counterpart."""
        is_whole = True
        for each in found:
            if isinstance(each, Problem):
                is_whole = False
                note_problem(each, node, self.findings)
            else:
                for remark in remarks_on(each, is_same_language=self.is_same_language):
                    note_problem(remark, node, self.findings)
        return is_whole

    def is_behind(self, name: str, stamp: str, key: Scalar) -> bool:
        """Whether the original was changed since; nothing is known of what has no fingerprint."""
        originals = self.root.data.get("originals")
        then = originals.get(name) if isinstance(originals, dict) else None
        if then is None or then == stamp:
            return False
        message = "The original was changed since this was translated."
        self.findings.add_at("W554", message, key)
        return True

    def note_fields(
        self, wanted: Iterable[str], place: Place, owner: str, may_have: Sequence[str] = ()
    ) -> bool:
        """Note texts that are missing or that the original has not; say whether there are none."""
        wanted, data = list(wanted), place.node.data
        given = [each for each in data if each not in may_have] if isinstance(data, dict) else []
        for name in wanted:
            if name not in given:
                message = f"The original has `{name}`, and this {owner} has not."
                self.findings.add_at("B273", message, place.key, f"Add a line `{name}: ...`.")
        for name in given:
            if name not in wanted and isinstance(place.node, Mapping):
                message = f"The original has no text `{name}` here."
                hint = did_you_mean(name, [each for each in wanted if each not in given])
                self.findings.add_at("B271", message, place.node.keys[name], hint)
        return set(wanted) == set(given)

    def is_group(self, place: Place, owner: str, hint: str) -> bool:
        """Whether a part is a group of texts; note it if not."""
        if isinstance(place.node, Mapping):
            return True
        kind = value_kind(place.node.data)
        message = f"A translated {owner} is a group of texts; here is {kind}."
        self.findings.add_at("B204", message, place.key, hint)
        return False

    def _note_missing(self, parent: Node, name: str, kind: str, missing: list[str]) -> None:
        place = parent.keys.get(name) if isinstance(parent, Mapping) else None
        if place is not None:
            for part_id in missing:
                message = f"The {kind} `{part_id}` is not translated yet."
                self.findings.add_at("W551", message, place)
        elif missing:
            message = f"No {kind} is translated yet."
            self.findings.add_at("W551", message, self.root.keys["title"], f"Add `{name}:`.")


def _places(group: Mapping | None) -> dict[str, Place]:
    if group is None:
        return {}
    return {name: Place(key, group.values[name]) for name, key in group.keys.items()}
