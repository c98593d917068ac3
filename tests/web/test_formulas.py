"""Formulas on pages: MathML that is safe, the source where it cannot be read, and what is lit."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

import nh3
import pytest
from lxml import html

from quizapp.domain.items.lit_passages import Piece
from quizapp.domain.maths.elements import ELEMENTS
from quizapp.web.lit_markdown import lit_markdown, lit_pieces_inline
from quizapp.web.markdown import TAGS, markdown, markdown_inline, plain_words

HOSTILE = [
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{</mtext></math><img src=x onerror=alert(1)>}$",
    r"$x</math><script>alert(1)</script>$",
    r"$\text{<style>@import 'x'</style>}$",
    r"$\text{&lt;script&gt;alert(1)&lt;/script&gt;}$",
    r"$\text{&#x3c;svg/onload=alert(1)&#x3e;}$",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\href{https://a.example}{x}$",
    r'$\style{position:fixed" onclick="alert(1)}{x}$',
    r"$\class{modal}{x}$",
    r'$\begin{array}{" onclick="alert(1)}x\end{array}$',
    r'$\text{" onmouseover="alert(1)}$',
    r"$\text{<annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>}$",
    r"$\unicode{x3c}img src=x onerror=alert(1)\unicode{x3e}$",
    r"$\genfrac(){9999em}{0}{a}{b}$",
    r"$\text{<mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>}$",
    r"$$\text{<table><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>}$$",
]


def elements(written: str) -> Iterator[html.HtmlElement]:
    yield from html.fragment_fromstring(written, create_parent="div").iterdescendants()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("writer", [markdown, markdown_inline])
def test_a_hostile_formula_brings_nothing_but_mathml(text, writer):
    known = {**ELEMENTS, "span": {"class", "tabindex"}, **{tag: set() for tag in TAGS}}

    for element in elements(writer(text)):
        assert element.tag in known
        assert set(element.attrib) <= known[element.tag]


@pytest.mark.parametrize("tag", ["annotation-xml", "semantics", "maction", "a", "style", "script"])
def test_no_element_of_formulas_holds_links_or_foreign_markup(tag):
    assert tag not in ELEMENTS
    names = set().union(*ELEMENTS.values())
    assert not {"href", "xlink:href", "style", "class", "id", "src"} & names
    assert nh3.clean(f"<math><{tag}>x</{tag}></math>", tags=set(ELEMENTS)).startswith("<math>")


def test_money_is_money():
    text = "Canada’s “$2-billion engagement”: $2 billion and $5 more."

    assert markdown_inline(text) == text


def test_a_dollar_behind_a_backslash_is_one():
    assert markdown_inline(r"\$x\$") == "$x$"


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written():
    assert markdown_inline(r"a $\frac{1}{2$ *b*") == r"a $\frac{1}{2$ <em>b</em>"


def test_no_mark_of_markdown_counts_within_a_formula():
    assert "<em>" not in markdown_inline("$a*b*c$ and $x_1 y_1$")


def test_a_formula_by_itself_is_a_paragraph_whatever_its_lines_begin_with():
    written = markdown("So:\n$$\na\n+ b\n- c\n$$\nand\n\n> $$x\n> + y$$")

    assert written.count('<math display="block"') == 2
    assert "<ul>" not in written
    assert written.startswith("<p>So:</p>\n<p><span")


def test_dollars_that_are_not_closed_stay_text():
    assert markdown("$$\na\n\nb") == "<p>$$\na</p>\n<p>b</p>\n"


def test_a_phrase_that_cuts_a_formula_lights_the_whole_of_it():
    written = lit_markdown("So $a^2 + b^2$ is *nice*.", ["b^2$ is *nice"])

    assert '<mark><math display="inline" alttext="a^2 + b^2">' in written
    assert "</math></mark></span><mark> is </mark><em><mark>nice</mark></em>." in written
    assert "\ue000" not in written


def test_a_cited_paragraph_has_its_formulas_and_marks():
    pieces = [Piece("It is ", False), Piece("*more* than $x$", True), Piece(".", False)]

    written = lit_pieces_inline(pieces)

    assert written.startswith("It is <em><mark>more</mark></em><mark> than </mark><span")
    assert "</math></mark></span>." in written


def test_words_alone_have_formulas_in_their_line():
    assert plain_words(r"*Half* of $\frac{x^2}{2}$ & co") == "Half of x²/2 & co"


def test_lines_that_begin_with_dollars_are_read_in_little_time():
    begun = process_time()

    markdown("$$a\n" * 8_000)

    assert process_time() - begun < 4


def test_a_picture_between_dollars_is_a_picture_and_its_words_break_no_attribute():
    written = markdown_inline('so $a ![A "boat"](picture:none)$ b')

    assert written == 'so $a <span class="picture-words">[A &#34;boat&#34;]</span>$ b'
