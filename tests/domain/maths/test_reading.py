"""From TeX to MathML: what is read, what is refused and why, and that it takes no time."""

from __future__ import annotations

import time

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from latex2mathml import exceptions

from quizapp.domain.maths import UnreadableFormula, mathml
from quizapp.domain.maths.elements import ELEMENTS
from quizapp.domain.maths.reading import _REASONS, MAX_LENGTH

TEX = [
    *("\\frac", "\\sqrt", "\\left", "\\right", "\\begin{matrix}", "\\end{matrix}", "\\over"),
    *("\\text", "\\hat", "\\sum", "\\limits", "\\\\", "\\genfrac", "\\root", "\\xrightarrow"),
    *("\\mathbf", "\\cases", "\\binom", "\\not", "\\operatorname", "\\mod", "\\substack"),
    *"{}^_&()[].'1xy+-*<> $%#~|",
]


def refusal(tex: str) -> str:
    with pytest.raises(UnreadableFormula) as refused:
        mathml(tex)
    return str(refused.value)


@pytest.mark.parametrize(
    ("tex", "written"),
    [
        (r"\frac{1}{2}", "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\mathbf{AB}", "<mi>𝐀</mi><mi>𝐁</mi>"),
        (r"\mathbf{\alpha}", "<mi>𝛂</mi>"),
        (r"\mathcal{L}\mathfrak{C}\mathbb{C}", "<mi>ℒ</mi>"),
        (r"\overline{AB}", '<mo accent="true" stretchy="true">‾</mo>'),
        (r"2\sin x", '<mn>2</mn><mspace width="0.167em"></mspace><mi>sin</mi>'),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", '<mtd columnalign="right"><mi>a</mi></mtd>'),
        (r"\text{if } x", "<mtext>if\xa0</mtext>"),
        (r"50\,\%", "<mi>%</mi>"),
    ],
)
def test_tex_is_written_as_browsers_draw_it(tex, written):
    assert written in mathml(tex)


def test_mathml_keeps_its_tex_for_who_cannot_use_it():
    tree = fromstring(mathml('x < \\text{"y"}', is_by_itself=True))

    assert tree.attrib == {"display": "block", "alttext": 'x < \\text{"y"}'}


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        (r"\frac{1}{2", "A `{` is never closed"),
        (r"\frac{1}2}", "A `}` has no `{` before it"),
        (r"\frac{1}", "Something is missing at its end"),
        (r"\foo{x}", r"`\foo` is not known here"),
        (r"\text{\alpha}", r"`\alpha` is not known here"),
        (r"\left( x", r"`\left` and `\right` do not stand in pairs"),
        ("x^", "Nothing stands before or behind `^` or `_`"),
        ("a_b_c", "Two `_` follow one another; braces tell which is which"),
        (r"\begin{tikzpicture}x\end{tikzpicture}", r"`\begin{tikzpicture}` is not known here"),
        (r"\begin{matrix} x", r"A `\begin` has no `\end`"),
        ("50%", r"`%` begins a comment; a per cent sign is written `\%`"),
        ("a & b", r"`&` is for tables, and here is no `\begin` of one"),
        (r"a \\ b", r"`\\` is for tables, and here is no `\begin` of one"),
        ("{" * 16 + "}" * 16, "Its braces are nested more than 15 deep"),
        ("x" * (MAX_LENGTH + 1), "It has more than 1000 characters"),
        (r"\sqrt" * 150 + "x", "It is nested too deep"),
        ("\\", "`\\` is not known here"),
    ],
)
def test_a_formula_that_cannot_be_read_says_why(tex, why):
    assert refusal(tex) == why


@pytest.mark.parametrize(
    "tex",
    [
        *(r"\href{javascript:alert(1)}{x}", r"\class{a}{x}", r"\style{color:red}{x}"),
        *(r"\newcommand{\a}{x}\a", r"\def\a{\a\a}\a", r"\DeclareMathOperator{\a}{x}"),
        *(r"\color{red}{x}", r"\colorbox{red}{x}", r"\unicode{x3c}", r"\verb|x|"),
        *(r"\hspace{-99em}x", r"\kern-99em x", r"\raise 99em x", r"\rule{99em}{99em}"),
        *(r"\mathllap{x}", r"\Huge x", r"\includegraphics{a.png}", r"\input{/etc/passwd}"),
    ],
)
def test_what_defines_links_colours_or_moves_cannot_be_used(tex):
    assert refusal(tex).endswith("cannot be used")


@given(st.lists(st.sampled_from(TEX), max_size=200).map("".join))
def test_whatever_is_written_is_mathml_or_refused_and_soon(tex):
    begun = time.monotonic()
    try:
        written = mathml(tex)
    except UnreadableFormula as refused:
        written = f'<math display="inline" alttext="">{not str(refused)}</math>'

    assert time.monotonic() - begun < 2
    for element in fromstring(written).iter():
        assert element.attrib.keys() <= ELEMENTS[element.tag]


def test_each_error_that_has_a_reason_is_one_of_the_reader():
    known = {name for name, each in vars(exceptions).items() if isinstance(each, type)}

    assert _REASONS.keys() <= known
