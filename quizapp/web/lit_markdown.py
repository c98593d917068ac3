"""A paragraph as HTML, with phrases of its text lit."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from quizapp.domain.items.lit_passages import lit_pieces
from quizapp.web.markdown import markdown
from quizapp.web.pictures import with_pictures

_ON, _OFF = (
    Markup("\ue000"),
    Markup("\ue001"),
)  # of the area for private use: no text of a bank has them


def lit_markdown(text: str, phrases: Iterable[str]) -> Markup:
    """CommonMark as safe HTML with its pictures, and with these phrases of the text marked."""
    return with_pictures(text, lambda words: _lit(words, phrases), has_link=True)


def _lit(text: str, phrases: Iterable[str]) -> Markup:
    pieces = lit_pieces(text, phrases)
    return _marked(
        markdown(
            "".join(f"{_ON}{each.text}{_OFF}" if each.is_lit else each.text for each in pieces)
        )
    )


def _marked(html: Markup) -> Markup:
    """Each run of text between the signs in a mark of its own, so that every element nests."""
    parts, is_lit = [], False
    for part in html.split("<"):
        tag, end, text = part.partition(">")
        run = _ON + text if is_lit else text
        is_lit = run.rfind(_ON) > run.rfind(_OFF)
        whole = run + _OFF if is_lit else run
        parts.append(tag + end + whole.replace(_ON + _OFF, ""))
    marked = Markup("<").join(parts)
    return marked.replace(_ON, Markup("<mark>")).replace(_OFF, Markup("</mark>"))
