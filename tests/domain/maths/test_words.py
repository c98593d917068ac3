"""Formulas as a line of text."""

from __future__ import annotations

import pytest

from quizapp.domain.maths import in_a_line, with_formulas_in_a_line


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\frac{x^2}{2}", "x²/2"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac{1}{2} g t^2 = \frac{1}{2}", "(1/2)gt² = 1/2"),
        ("x^2+y^2=z^2", "x² + y² = z²"),
        ("x^{a+b}", "x^(a + b)"),
        (r"-x \le -3", "−x ≤ −3"),
        (r"\sqrt{2} + \sqrt[3]{x+1}", "√2 + ³√(x + 1)"),
        (r"\bar{x}", "x̄"),
        ("x_{12} - f'(x)", "x₁₂ − f′(x)"),
        (r"\binom{n}{k}", "(n k)"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "([1 2; 3 4])"),
        (r"3 \times 10^8\,\text{m/s}", "3 × 10⁸ m/s"),
        (r"\frac{1", r"\frac{1"),
    ],
)
def test_a_formula_is_said_in_a_line(tex, line):
    assert in_a_line(tex) == line


def test_a_text_has_its_formulas_in_the_line():
    text = r"Half is $\frac{1}{2}$, for $5 and `$x$`."

    assert with_formulas_in_a_line(text) == "Half is 1/2, for $5 and `$x$`."
