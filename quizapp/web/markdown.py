"""Markdown as safe HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from quizapp.domain.bank.pictures import with_words_for_pictures
from quizapp.web.pictures import with_pictures

TAGS = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "sub", "sup"}
_INLINE_TAGS = {"em", "strong", "code", "br", "sub", "sup"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])
_markdown.render("words")  # puts the rules together: several first readers would find half of them


def markdown(text: str) -> Markup:
    """CommonMark as safe HTML blocks, with the bank's pictures; raw HTML and links are not."""
    return with_pictures(text, _blocks, has_link=True)


def markdown_inline(text: str, *, has_link: bool = False) -> Markup:
    """CommonMark within a line as safe HTML.

    Args:
        text: The text.
        has_link: Whether a press on a picture shows it alone.
    """
    return with_pictures(text, _line, has_link=has_link)


def plain_words(text: str) -> str:
    """What a reader hears of a text: its words, and those for its pictures."""
    return _line(with_words_for_pictures(text)).striptags()


@lru_cache(maxsize=4096)
def _blocks(text: str) -> Markup:
    return Markup(nh3.clean(_markdown.render(text), tags=TAGS, attributes={}))  # noqa: S704  cleaned by nh3


@lru_cache(maxsize=4096)
def _line(text: str) -> Markup:
    rendered = _markdown.renderInline(text.strip())
    return Markup(nh3.clean(rendered, tags=_INLINE_TAGS, attributes={}))  # noqa: S704  cleaned by nh3
