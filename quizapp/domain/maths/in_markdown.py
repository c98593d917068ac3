"""Formulas as a part of Markdown: rules that tell markdown-it where they stand."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from quizapp.domain.maths.signs import Formula, formula_at

IN_LINE, BLOCK = "formula", "formula_block"
"""The types of the tokens; the content of each is TeX, and its markup the dollars round it."""


def read_formulas(md: MarkdownIt) -> MarkdownIt:
    """Have a reader of Markdown find formulas. How they are written out is for it to say."""
    md.inline.ruler.before("escape", IN_LINE, _take_within_line)
    breaking = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", BLOCK, _take_by_itself, {"alt": breaking})
    return md


def _take_within_line(state: StateInline, silent: bool) -> bool:
    formula = formula_at(state.src, state.pos) if state.src[state.pos] == "$" else None
    if formula is None:
        return False
    if not silent:
        token = state.push(IN_LINE, "", 0)
        token.content, token.markup = formula.tex, _dollars(formula)
    state.pos = formula.end
    return True


def _take_by_itself(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines that are one formula whole: no line of it begins a list then."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    lines = _paragraph(state, start, end)
    formula = formula_at("\n".join(lines), 0)
    if formula is None or not formula.is_by_itself or not _ends_line(formula, lines):
        return False
    if silent:
        return True
    state.line = start + "\n".join(lines)[: formula.end].count("\n") + 1
    token = state.push(BLOCK, "", 0)
    token.content, token.markup, token.block = formula.tex, _dollars(formula), True
    token.map = [start, state.line]
    return True


def _paragraph(state: StateBlock, start: int, end: int) -> list[str]:
    """Return the lines up to one with dollars again, or a blank one, within what they stand in."""
    lines: list[str] = []
    for number in range(start, end):
        if state.isEmpty(number) or (number > start and state.sCount[number] < state.blkIndent):
            break
        lines.append(_line(state, number))
        if "$$" in lines[-1][0 if number > start else 2 :]:
            break
    return lines


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _ends_line(formula: Formula, lines: list[str]) -> bool:
    return not "\n".join(lines)[formula.end :].partition("\n")[0].strip()


def _dollars(formula: Formula) -> str:
    return "$$" if formula.is_by_itself else "$"
