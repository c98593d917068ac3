"""Markdown as safe HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "sub", "sup"}
_INLINE_TAGS = {"em", "strong", "code", "br", "sub", "sup"}
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])
_markdown.render("words")  # puts the rules together: several first readers would find half of them


@lru_cache(maxsize=4096)
def markdown(text: str) -> Markup:
    """CommonMark as safe HTML blocks; raw HTML, links and pictures are not rendered."""
    return Markup(nh3.clean(_markdown.render(text), tags=TAGS, attributes={}))  # noqa: S704  cleaned by nh3


@lru_cache(maxsize=4096)
def markdown_inline(text: str) -> Markup:
    """CommonMark within a line as safe HTML."""
    rendered = _markdown.renderInline(text.strip())
    return Markup(nh3.clean(rendered, tags=_INLINE_TAGS, attributes={}))  # noqa: S704  cleaned by nh3
