"""Which dollars hold a formula, and which are money."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.maths import almost_formulas, formulas, split, with_dollars_escaped

BANK = Path(__file__).parents[3] / "questions.yaml"


def found(text: str) -> list[str]:
    return [formula.tex for formula in formulas(text)]


@pytest.mark.parametrize(
    "text",
    [
        "$2 billion and $5 more",
        "could be more than $1 billion.",
        "Canada’s “$2-billion multi-year engagement” of $2 billion",
        "US$5 or 3$",
        "A$5 and C$7",
        "from $10-$20, from $10–$20, from $10/$20",
        "$5/night, 30$/week",
        "$5m or 6m$",
        "pay $.50/$",
        "$5 (A$7)",
        "$5 is 4.60€ and 1€ is 1.1$",
        "$1bn. The cost in C$",
        "$5, $6 and $7",
        "$ 5 $",
        "$$ and $$, or $$$",
        "cheap is $, dear is $$",
        "$HOME/$USER and $path$",
        "it costs in A$ and $x costs in A$",
        r"\$5\$ and \$x$",
        "`$x$` and ``a ` $x$``",
        "$x$5",
        "5$x$",
        "$x\n+ y$",
        "$$x\n\ny$$",
        "$",
        "$$",
        "$$$$",
        "$\\",
    ],
)
def test_money_and_prose_never_become_a_formula(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("$x$", ["x"]),
        ("the $n$th term, the $(n+1)$st", ["n", "(n+1)"]),
        ("($x$), “$y$”, $z$.", ["x", "y", "z"]),
        ("$5$ of $10$", ["5", "10"]),
        ("$2x + 1$ costs $3 in all", ["2x + 1"]),
        ("$AB$ and $ABC$", ["AB", "ABC"]),
        ("$speed = distance / time$", ["speed = distance / time"]),
        (r"$\{x \mid x \text{ is even}\}$", [r"\{x \mid x \text{ is even}\}"]),
        (r"$5\,\text{m per second}$", [r"5\,\text{m per second}"]),
        (r"$\$5 + \$6$", [r"\$5 + \$6"]),
        (r"\\$x$", ["x"]),
        ("a ` $x$", ["x"]),
        ("$$ x\n+ y $$", ["x\n+ y"]),
        ("$$x$$ and $y$", ["x", "y"]),
    ],
)
def test_a_formula_is_found_between_its_dollars(text, tex):
    assert found(text) == tex


def test_a_formula_by_itself_has_two_dollars_on_each_side():
    one, other = formulas("$x$ $$y$$")

    assert (one.is_by_itself, other.is_by_itself) == (False, True)


def test_no_dollar_of_the_shipped_bank_is_a_formula_or_almost_one():
    text = BANK.read_text(encoding="utf-8")

    assert len(re.findall(r"\$", text)) > 10
    assert found(text) == []
    assert list(almost_formulas(text)) == []


@pytest.mark.parametrize(
    "text",
    [r"the $ \alpha $ of", r"$ x^2$", r"$x^2 $", r"$\alpha is the letter$", r"$x_1$0"],
)
def test_what_looks_like_tex_and_is_not_read_is_told(text):
    assert len(list(almost_formulas(text))) == 1


@pytest.mark.parametrize(
    "text", ["$5 and 6$", r"`$ \alpha $`", r"\$ \alpha \$", "$x^2$ and $y^2$", "5 $ and 6 $"]
)
def test_nothing_is_told_of_money_code_and_formulas_that_are_read(text):
    assert list(almost_formulas(text)) == []


@given(st.text(alphabet="$`\\x1 a\n{}", max_size=60))
def test_the_parts_of_a_text_are_the_text(text):
    parts = list(split(text))

    whole = "".join(p if isinstance(p, str) else text[p.start : p.end] for p in parts)
    assert whole == text


@pytest.mark.parametrize("text", [f"$={'a' * 30_000}$", rf"$ \a ${'`' * 10_000}{'a' * 10_000}"])
def test_a_long_text_without_words_is_looked_through_once(text):
    begun = process_time()

    list(formulas(text))
    list(almost_formulas(text))

    assert process_time() - begun < 2


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("$x^2$ costs $5", "$x^2$ costs $5"),
        ("$y$ and $x^2$ and $y$", r"\$y$ and $x^2$ and \$y$"),
        ("no dollar", "no dollar"),
    ],
)
def test_only_the_formulas_that_are_kept_are_left(text: str, escaped: str) -> None:
    assert with_dollars_escaped(text, lambda formula: formula.tex == "x^2") == escaped
