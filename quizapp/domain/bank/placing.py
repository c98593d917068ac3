"""Where in the file a problem of an item belongs."""

from __future__ import annotations

import re

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Node, place_of
from quizapp.domain.items.problems import Problem


def note_problem(problem: Problem, node: Node, findings: Findings) -> None:
    """Note a problem at the part of the text it is about, or else at the whole text."""
    place = place_of(node, problem.path)
    if problem.part is not None:
        part = _as_written(problem.part).search(findings.lines.text, place.start, place.end)
        if part is not None:
            findings.add(problem.code, problem.message, part.start(), part.end(), problem.hint)
            return
    findings.add_at(problem.code, problem.message, place, problem.hint)


def _as_written(part: str) -> re.Pattern[str]:
    """Return a pattern for words that the file may have broken over lines."""
    return re.compile(r"\s+".join(map(re.escape, part.split())))
