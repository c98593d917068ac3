"""A paragraph as HTML, with phrases of its text lit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from quizapp.domain.items.lit_passages import Piece, lit_pieces
from quizapp.web.markdown import LIT, UNLIT, markdown, markdown_inline
from quizapp.web.pictures import with_pictures

_TAG_OR_FORMULA = re.compile(r"(<math\b.*?</math>|<[^>]*>)", re.DOTALL)
"""A formula is lit whole: no mark may stand within it."""


def lit_markdown(text: str, phrases: Iterable[str]) -> Markup:
    """CommonMark as safe HTML with its pictures, and with these phrases of the text marked."""
    return with_pictures(text, lambda words: _lit(words, phrases), has_link=True)


def lit_pieces_inline(pieces: Iterable[Piece]) -> Markup:
    """The pieces of a paragraph as safe HTML within it, with those that are lit marked."""
    return with_pictures(
        _signed(pieces), lambda words: _marked(markdown_inline(words)), has_link=True
    )


def _lit(text: str, phrases: Iterable[str]) -> Markup:
    return _marked(markdown(_signed(lit_pieces(text, phrases))))


def _signed(pieces: Iterable[Piece]) -> str:
    return "".join(f"{LIT}{each.text}{UNLIT}" if each.is_lit else each.text for each in pieces)


def _marked(html: Markup) -> Markup:
    """Each run of text between the signs in a mark of its own, so that every element nests."""
    parts, is_lit = [], False
    for part in _TAG_OR_FORMULA.split(str(html)):
        if part.startswith("<math"):
            parts.append(LIT + part + UNLIT if is_lit else part)
        elif part.startswith("<"):
            parts.append(part)
        else:
            run = LIT + part if is_lit else part
            is_lit = run.rfind(LIT) > run.rfind(UNLIT)
            whole = run + UNLIT if is_lit else run
            parts.append(whole.replace(LIT + UNLIT, ""))
    marked = "".join(parts).replace(LIT, "<mark>").replace(UNLIT, "</mark>")
    return Markup(marked)  # noqa: S704  of what was clean
