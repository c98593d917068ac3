"""Formulas in a bank: each fault is told where it stands, and a bank about money has none."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from tests.support.linting import HEAD, findings, place

CHOICE = "stem: {}\nkey: right\ndistractors: [wrong: So it is not, other: Nor is this]\n"


def told(item: str) -> list[tuple[str, int, int]]:
    """What is found about dollars: its code, and where it begins."""
    about = {"B262", "B263", "W547", "W548"}
    return [
        (each.code, each.span.line, each.span.column)
        for each in findings(item)
        if each.code in about
    ]


@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("B262", CHOICE.format(r"What is $«\frac{1}{2$ of it?")),
        ("B262", "stem: What?\nkey: right\ndistractors:\n  - wrong: It is $«\\foo$\n  - other"),
        ("B262", "stem: What?\nkey: right\ndistractors:\n  - $«x^$: Not this\n  - other"),
        ("B262", CHOICE.format("What?") + "explanation: |\n  So:\n\n  $$«\\frac{1}$$"),
        ("B262", 'type: term\nterm: a\ndefinition: "half, $«\\theta + x$"'),
        ("B262", "type: match\nstem: Which?\npairs: {$«x^$: a, c: d}"),
        ("B263", "type: cloze\ntext: So $«x + {{y}}$ is {{z}}."),
        ("W547", CHOICE.format(r"What is «$ \frac{1}{2} $ of it?")),
        ("W547", CHOICE.format("What?") + r"hint: Think of «$x^2 $."),
    ],
)
def test_a_fault_of_a_formula_is_told_where_it_stands(code, marked):
    item, line, column = place(marked)

    assert told(item) == [(code, line, column)]


@pytest.mark.parametrize(
    "item",
    [
        CHOICE.format("Is it $2 billion, or $5 more?"),
        CHOICE.format(r"Is $x^2$ more than \$x^\$?"),
        CHOICE.format('"Is it $5\\nand $6\\nu?"'),
        "type: cloze\ntext: So {{$x + y$}} is {{z}}.",
        CHOICE.format("What?") + "author_note: $x^$ is wrong",
    ],
)
def test_money_and_formulas_that_can_be_read_are_no_fault(item):
    assert told(item) == []


def test_what_is_almost_a_formula_can_be_allowed():
    item = CHOICE.format("What is $ x^2 $?") + "allow: {W547: it is about the dollar}\n"

    assert told(item) == []


def test_a_formula_in_a_title_is_told():
    head = HEAD.replace("heading: The sea", "heading: The $x$")
    item = "  - {id: a, topic: t, type: true-false, stem: So?, key: true}"
    text = head.format(language="en") + item
    line = text.split("\n").index("      heading: The $x$") + 1

    found = read_bank(text.encode(), lint=True).findings

    assert [each.span.line for each in found if each.code == "W548"] == [line]


def test_options_are_as_long_as_their_formulas_look():
    key, wrong = r"$\frac{1}{2}\mathbf{x}\,\mathrm{d}t + \sqrt{\alpha}$", "$x + y + z + u$"
    item = f"stem: Which is it?\nkey: {key}\ndistractors: [{wrong}, $x - y - z - u$]"

    assert "W502" not in [each.code for each in findings(item)]
