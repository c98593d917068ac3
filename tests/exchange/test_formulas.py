r"""Formulas in other programs: `\(x\)`, `$$x$$`, MathML; and back between our dollars."""

from __future__ import annotations

import re
import zipfile
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.maths import formulas, is_readable
from quizapp.exchange.aiken import write_aiken
from quizapp.exchange.anki.writer import _fields
from quizapp.exchange.formats import imported
from quizapp.exchange.formulas import from_brackets, in_brackets
from quizapp.exchange.gift import read_gift, write_gift
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.moodle_xml import read_moodle_xml, write_moodle_xml
from quizapp.exchange.qti import write_qti, write_qti12
from quizapp.exchange.results import Imported
from quizapp.exchange.texts import html_of, markdown_of_plain, plain_text
from tests.exchange.reading import found, small_bank_with

STEM = r"Is $\frac{a_1 * b_2}{2} < c$ *so* for $5?"
TEX_BESIDE = '<annotation encoding="application/x-tex">y^2</annotation>'
ITEM = f"""\
  - id: formulas
    topic: moon
    stem: {STEM}
    key: $x^{{2^{{3}}}}$
    distractors:
      - $\\alpha$: That is $$\\beta_1$$.
      - "none of it"
"""


@pytest.fixture
def bank():
    return small_bank_with(ITEM)


def formulas_item(result: Imported) -> Any:
    return next(item for item in found(result) if item.id == "formulas")


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        (r"\(x^2\) and \[ a*b \]", "$x^2$ and $$a*b$$"),
        (r"\[ a*b \]", "$$a*b$$"),
        ("$$x_1$$ is *more*", r"$x_1$ is \*more\*"),
        ("$$x_1$$", "$$x_1$$"),
        (r"[tex]\alpha[/tex] and [$]\beta[/$]", r"$\alpha$ and $\beta$"),
        (r"the \(n\)th", "the $n$th"),
        (r"twice\(x^2\)", "twicex²"),
        ("$5 and $6, $$ and $$", "$5 and $6, $$ and $$"),
        ("- $x$ - y", r"\- $x$ - y"),
        (r"a_1 $x_1$ *b*", r"a\_1 $x_1$ \*b\*"),
    ],
)
def test_formulas_of_other_programs_stand_between_dollars(plain, markdown):
    assert markdown_of_plain(plain).replace("a_1 ", r"a\_1 ") == markdown


@pytest.mark.parametrize(
    ("html", "markdown", "lost"),
    [
        (r"<p>Half: \(\frac{1}{2} &lt; x\)</p>", r"Half: $\frac{1}{2} < x$", ()),
        ('<p>A <math alttext="x^2"><mi>x</mi></math></p>', "A $x^2$", ()),
        (
            f"<p>A <math><semantics><mi>x</mi>{TEX_BESIDE}</semantics></math></p>",
            "A $y^2$",
            (),
        ),
        ("<p>A <math><msup><mi>y</mi><mn>2</mn></msup></math></p>", "A y²", ("math",)),
        (
            r'<img class="equation_image" data-equation-content="\sqrt{2}" src="a">',
            r"$\sqrt{2}$",
            (),
        ),
    ],
)
def test_formulas_of_html_keep_their_tex(html, markdown, lost):
    converted = markdown_of_html(html)

    assert (converted.text, converted.lost) == (markdown, lost)


@pytest.mark.parametrize("written", [r"a\[0\]", r"see \[0\] there", r"f\(x\)", r"\(n\)"])
def test_brackets_that_markdown_shows_as_such_are_no_formula(written):
    assert from_brackets(written, is_markdown=True) == written


def test_markdown_of_others_shows_brackets_round_a_formula():
    shown = html_of(STEM)

    assert shown == r"Is \(\frac{a_1 * b_2}{2} &lt; c\) <em>so</em> for $5?"
    assert from_brackets(in_brackets(STEM), is_markdown=True) == STEM


@given(st.text(alphabet="x$\\({_*^}) 1", max_size=30))
def test_a_text_in_brackets_shows_what_it_showed(text):
    shown = plain_text(in_brackets(text))

    assert _without_marks(shown) == _without_marks(plain_text(text))


@pytest.mark.parametrize(
    ("write", "read"), [(write_gift, read_gift), (write_moodle_xml, read_moodle_xml)]
)
def test_a_formula_goes_to_moodle_and_back(write, read, bank):
    written = write(bank).data

    item = formulas_item(read(written))
    assert item.stem == STEM
    assert item.key.text == "$x^{2^{3} }$"
    assert item.distractors[0].feedback == r"That is $$\beta_1$$."


def test_moodle_shows_what_stands_in_brackets(bank):
    written = fromstring(write_moodle_xml(bank).data)

    texts = [text.text or "" for text in written.iter("text")]
    assert r"Is \(\frac{a_1 * b_2}{2} &lt; c\) <em>so</em> for $5?" in texts


def test_aiken_has_brackets(bank):
    assert r"Is \(\frac{a_1 * b_2}{2} < c\) so for $5?" in write_aiken(bank).data.decode()


def test_anki_has_brackets_and_no_two_braces_that_end_a_gap(bank):
    front, back, *_ = _fields(bank.items["formulas"])

    assert front.startswith(r"Is \(\frac")
    assert r"\(x^{2^{3} }\)" in back


def test_qti_has_mathml_that_says_its_tex(bank):
    content = write_qti(bank).data

    with zipfile.ZipFile(BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if "formulas" in name)
        item = fromstring(archive.read(name))
    assert len(list(item.iter("{http://www.w3.org/1998/Math/MathML}math"))) == 4
    assert formulas_item(imported(content, "a.zip")).stem == STEM


def test_canvas_has_brackets(bank):
    content = write_qti12(bank).data

    assert formulas_item(imported(content, "a.zip")).stem == STEM


@pytest.mark.parametrize("text", ["$&$", "a $x^$ b", "$$\\foo$$", "$x$ and $&$", "$&$x$"])
@pytest.mark.parametrize("read", [markdown_of_plain, partial(from_brackets, is_markdown=True)])
def test_what_comes_in_has_no_formula_that_cannot_be_read(text, read):
    taken = read(text)

    assert all(is_readable(each) for each in formulas(taken))
    assert plain_text(taken) == text


@given(st.text(alphabet="$x^&{}\\(*_ 1`", max_size=40))
@example(r"\$\$1$")  # the second dollar, once escaped, let the first begin a formula
def test_a_plain_text_with_dollars_shows_what_it_showed(text):
    taken = markdown_of_plain(text)

    assert all(is_readable(each) for each in formulas(taken))
    assert _without_marks(plain_text(taken)) == _without_marks(text.strip())


def _without_marks(text: str) -> str:
    return re.sub(r"\\[()\[\]]|\$|\s", "", text)
