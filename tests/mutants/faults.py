"""Every small fault that can be made in a file: by mutmut's operators, and two of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from tests.mutants.rules import is_for_windows, is_left_out, is_same

Operators = Sequence[tuple[type, Callable[[Any], Iterable[cst.CSTNode]]]]
Spans = Mapping[cst.CSTNode, CodeRange]


@dataclass(frozen=True)
class Site:
    """Where a fault is: its line, the lines of the statement around it, and when these run."""

    line: int
    first_line: int
    last_line: int
    is_run_on_import: bool


@dataclass(frozen=True)
class Fault:
    """One node of a module, and what stands in its place."""

    site: Site
    before: cst.CSTNode
    after: cst.CSTNode


def decided_condition(node: cst.If) -> Iterable[cst.If]:
    """The condition of an `if` never holds, or always. Mutmut does so where it is an expression."""
    for name in ("False", "True"):
        yield node.with_changes(test=cst.Name(name))


def missing_filter(node: cst.CompFor) -> Iterable[cst.CompFor]:
    """A comprehension takes in what it was to leave out."""
    for at in range(len(node.ifs)):
        yield node.with_changes(ifs=[*node.ifs[:at], *node.ifs[at + 1 :]])


OPERATORS: Operators = (
    *mutation_operators,
    (cst.If, decided_condition),
    (cst.CompFor, missing_filter),
)


_BETWEEN_WORDS = (
    *(cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine),
    *(cst.Comma, cst.Dot, cst.LeftParen, cst.RightParen, cst.LeftSquareBracket),
)
"""Half of all nodes, and no operator has a use for them."""


def faults(source: str) -> list[Fault]:
    """Everything that can be broken in a module, in an order that is always the same."""
    return list(_faults(*_parsed(source)))


def broken(source: str, number: int) -> str:
    """The module with one of its `faults()` in it."""
    module, spans = _parsed(source)
    fault = list(_faults(module, spans))[number]
    changed = module.deep_replace(fault.before, fault.after)
    assert isinstance(changed, cst.Module)
    return changed.code


def _parsed(source: str) -> tuple[cst.Module, Spans]:
    # Without a copy, which the parser's own trees do not need: this is done for each file.
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    return wrapper.module, wrapper.resolve(PositionProvider)


def _faults(module: cst.Module, spans: Spans) -> Iterator[Fault]:
    for node, site in _nodes(module, Site(1, 1, 1, is_run_on_import=True), spans):
        for after in _broken_nodes(node):
            if not is_same(node, after):
                yield Fault(site, node, after)


def _broken_nodes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _nodes(node: cst.CSTNode, site: Site, spans: Spans) -> Iterator[tuple[cst.CSTNode, Site]]:
    """The node and all below it that a rule does not leave out."""
    if isinstance(node, _BETWEEN_WORDS) or is_left_out(node):
        return
    if isinstance(node, cst.If) and is_for_windows(node):
        if node.orelse is not None:
            yield from _nodes(node.orelse, site, spans)
        return
    site = _site_of(node, site, spans)
    yield node, site
    for child in node.children:
        runs_later = isinstance(node, cst.FunctionDef) and child is node.body
        inside = replace(site, is_run_on_import=False) if runs_later else site
        yield from _nodes(child, inside, spans)


def _site_of(node: cst.CSTNode, around: Site, spans: Spans) -> Site:
    if node not in spans:
        return around
    first, last = spans[node].start.line, spans[node].end.line
    if isinstance(node, cst.SimpleStatementLine):
        return replace(around, line=first, first_line=first, last_line=last)
    if isinstance(node, (cst.BaseCompoundStatement, cst.MatchCase)):
        last = max(first, _head_end(node, spans))
        return replace(around, line=first, first_line=first, last_line=last)
    return replace(around, line=first)


def _head_end(node: cst.CSTNode, spans: Spans) -> int:
    """The line of a compound statement after which what is inside begins."""
    body = getattr(node, "body", None)
    return spans[body].start.line - 1 if body is not None else spans[node].start.line
