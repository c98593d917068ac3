"""Texts between HTML, Markdown and YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.domain.bank.yaml_text import scalar
from quizapp.exchange.formulas import from_brackets
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.texts import cleaned, html_of, markdown_of_plain, one_line, plain_text, slug


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("plain", "plain"),
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<b>bold</b> and <i>slant</i>", "**bold** and *slant*"),
        ("<b>bold </b>end", "**bold** end"),
        ("a<br>b", "a\nb"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<code>x = 1</code>", "`x = 1`"),
        ("&lt;b&gt; &amp; *", "\\<b\\> & \\*"),
        ("<script>alert(1)</script><p onclick='x()'>hi</p>", "hi"),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("<pre>a *b*\n  c</pre>", "```\na *b*\n  c\n```"),
        ("<p></p>", ""),
        ("<pre><code>a\nb</code></pre>", "```\na\nb\n```"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n   - b"),
        ("<blockquote><p>a</p></blockquote>", "> a"),
    ],
)
def test_html_becomes_markdown(html, markdown):
    shown = markdown_of_html(html).text

    assert plain_text(shown) == plain_text(markdown)
    assert html_of(shown) == html_of(markdown)


@pytest.mark.parametrize("tags", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<p>a</p>"])
def test_a_megabyte_of_tags_does_not_grow_on_the_way(tags):
    html = tags * (1_000_000 // len(tags))

    assert len(markdown_of_html(html).text) < 3 * len(html)


@given(st.text(max_size=60) | st.text("*_`[]()<>&#~!|\\ \nab1.-+=>", max_size=25))
@example(r"\(0\)")
@example(r"${$[$:$\{")  # once the first is escaped, the second dollar begins a formula
@settings(max_examples=400)
def test_plain_text_is_shown_as_it_is_with_its_formulas(text):
    shown = one_line(plain_text(markdown_of_plain(text)))

    assert shown == one_line(from_brackets(cleaned(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What's *up*, Zoë?", "whats-up-zoe"),
        ("a" * 100, "a" * 60),
        ("one two " * 20, "one-two-" * 7 + "one"),
    ],
)
def test_names_are_made_of_words(text, name):
    assert slug(text) == name


def test_names_without_latin_letters_are_stable_and_differ():
    assert slug("من؟") == slug("من؟") != slug("ما؟")


@given(st.text(max_size=30).filter(lambda text: "\r" not in text))
def test_every_text_is_one_scalar_to_any_reader_of_yaml(text):
    try:
        found = yaml.safe_load(f"a: {scalar(text)}")
    except yaml.reader.ReaderError:  # characters that YAML cannot hold at all
        return
    assert found == {"a": text}
