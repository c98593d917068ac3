"""Phrases lit within what Markdown makes of a text."""

from __future__ import annotations

import pytest

from quizapp.web.lit_markdown import lit_markdown


@pytest.mark.parametrize(
    ("text", "phrases", "html"),
    [
        ("The sea rises.", ["sea rises"], "<p>The <mark>sea rises</mark>.</p>"),
        (
            "The *sea* rises.",
            ["*sea* rises"],
            "<p>The <em><mark>sea</mark></em><mark> rises</mark>.</p>",
        ),
        (
            "The *sea rises.* So",
            ["rises.* So"],
            "<p>The <em>sea <mark>rises.</mark></em><mark> So</mark></p>",
        ),
        ("The sea rises.", ["The sea", "sea rises"], "<p><mark>The sea rises</mark>.</p>"),
        ("The sea, the sea", ["sea"], "<p>The <mark>sea</mark>, the sea</p>"),
        ("The sea rises.", ["The moon"], "<p>The sea rises.</p>"),
        ("The sea\nrises.", ["sea\nrises"], "<p>The <mark>sea\nrises</mark>.</p>"),
        ("a <b>& c", ["<b>&"], "<p>a <mark>&lt;b&gt;&amp;</mark> c</p>"),
        ("The sea rises.", [""], "<p>The sea rises.</p>"),
    ],
)
def test_a_phrase_is_lit_and_every_element_nests(text: str, phrases: list[str], html: str) -> None:
    assert lit_markdown(text, phrases).strip() == html
