"""Markdown as safe HTML, with formulas as MathML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from quizapp.domain.bank.pictures import with_words_for_pictures
from quizapp.domain.maths import (
    UnreadableFormula,
    in_a_line,
    mathml,
    with_formulas_in_a_line,
)
from quizapp.domain.maths.elements import ELEMENTS
from quizapp.domain.maths.in_markdown import BLOCK, IN_LINE, read_formulas
from quizapp.web.pictures import with_pictures

TAGS = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "sub", "sup"}
_INLINE_TAGS = {"em", "strong", "code", "br", "sub", "sup"}
_OF_FORMULAS = {"span", *ELEMENTS}
_CLASSES = {"span": {"formula", "formula-by-itself"}}
_ATTRIBUTES = ELEMENTS | {"span": {"tabindex"}}

WIDE = 18
"""Signs from which on a formula may have to be scrolled on a phone, by keys as well."""

LIT, UNLIT = "\ue000", "\ue001"
"""Of the area for private use, where no text of a bank has signs: a phrase between them is lit."""


def _written(
    _renderer: object, tokens: Sequence[Token], at: int, _options: object, _env: object
) -> str:
    """Return a formula in a box of its own; one that cannot be read as it was written.

    Where a phrase begins or ends within it, the whole of it is lit.
    """
    token = tokens[at]
    tex = token.content.replace(LIT, "").replace(UNLIT, "")
    before, after = (LIT if LIT in token.content else "", UNLIT if UNLIT in token.content else "")
    is_by_itself = token.markup == "$$"
    try:
        inside = mathml(tex, is_by_itself=is_by_itself)
    except UnreadableFormula:
        return before + str(escape(f"{token.markup}{tex}{token.markup}")) + after
    look = 'class="formula formula-by-itself"' if is_by_itself else 'class="formula"'
    focus = ' tabindex="0"' if len(in_a_line(tex)) > WIDE else ""
    return f"{before}<span {look}{focus}>{inside}</span>{after}"


def _written_as_block(*given: Any) -> str:
    return f"<p>{_written(*given)}</p>\n"


_markdown = read_formulas(
    MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])
)
_markdown.add_render_rule(IN_LINE, _written)
_markdown.add_render_rule(BLOCK, _written_as_block)
_markdown.render("words")  # puts the rules together: several first readers would find half of them


def markdown(text: str) -> Markup:
    """CommonMark as safe HTML blocks, with the bank's pictures; raw HTML and links are not."""
    return with_pictures(text, _blocks, has_link=True)


def markdown_inline(text: str, *, has_link: bool = False) -> Markup:
    """CommonMark within a line as safe HTML.

    Args:
        text: The text.
        has_link: Whether a press on a picture shows it alone, and keys can scroll a wide formula.
            Not within a link or a choice, which a press is to follow or choose.
    """
    return with_pictures(text, partial(_line, has_stops=has_link), has_link=has_link)


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """What a reader hears of a text: its words, formulas as a line, and words for its pictures."""
    return _line(with_formulas_in_a_line(with_words_for_pictures(text))).striptags()


@lru_cache(maxsize=4096)
def _blocks(text: str) -> Markup:
    return _cleaned(_markdown.render(text), TAGS, _ATTRIBUTES)


@lru_cache(maxsize=4096)
def _line(text: str, *, has_stops: bool = False) -> Markup:
    attributes = _ATTRIBUTES if has_stops else ELEMENTS
    return _cleaned(_markdown.renderInline(text.strip()), _INLINE_TAGS, attributes)


def _cleaned(rendered: str, tags: set[str], attributes: dict[str, set[str]]) -> Markup:
    if "<math" not in rendered:
        return Markup(nh3.clean(rendered, tags=tags, attributes={}))  # noqa: S704  cleaned by nh3
    cleaned = nh3.clean(
        rendered, tags=tags | _OF_FORMULAS, attributes=attributes, allowed_classes=_CLASSES
    )
    return Markup(cleaned)  # noqa: S704  cleaned by nh3
