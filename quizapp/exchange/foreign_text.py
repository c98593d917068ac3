"""A text in the markup that another program names, turned into Markdown with its losses noted."""

from __future__ import annotations

import re
from urllib.parse import unquote

from quizapp.domain.bank.positions import Span
from quizapp.domain.items.fields import MAX_TEXT_LENGTH
from quizapp.domain.raised import lowered, raised
from quizapp.exchange.formulas import from_brackets
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.html_tags import looks_like_html
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.picture_marks import incoming_mark
from quizapp.exchange.texts import markdown_of_plain

MARKDOWN = "markdown"
HTML = "html"
PLAIN = "plain"
LOOSE = "loose"
"""What nobody has said the markup of: HTML where it has been through it, else Markdown."""

_FILE = re.compile(
    r"!\[((?:[^\\\[\]]|\\.)*)\]\(@@PLUGINFILE@@/([^\s()]{1,300})"
    r'(?: "((?:[^\\"]|\\.)*)")?\)'
)
"""A picture in Moodle's Markdown."""

_ESCAPED = re.compile(r"\\(.)")
_TIMES = re.compile(r"[0-9]\*[0-9]")
_SHIFTED = re.compile(r"(.?)<(sup|sub)>([^<>\n]{1,200})</\2>")
"""HTML that Markdown of others has for want of its own signs; ours would show the tags."""


def taken_text(text: str, markup: str, into: Gathering, span: Span) -> str:
    """Return a text as Markdown, noting pictures and the like that are left out."""
    if markup == LOOSE:
        markup = _markup_told_by(text)
    if markup == MARKDOWN:
        words = _FILE.sub(_marked, text.strip()) if "![" in text else text.strip()
        return _SHIFTED.sub(_in_signs, from_brackets(words, is_markdown=True))
    if markup == PLAIN:
        return markdown_of_plain(text)
    converted = markdown_of_html(text)
    if converted.lost:
        names = ", ".join(f"`{name}`" for name in converted.lost)
        into.note("X613", f"What only HTML can show was left out: {names}.", span)
    return converted.text


def _marked(found: re.Match[str]) -> str:
    alt, name, credit = (_ESCAPED.sub(r"\1", each or "") for each in found.groups())
    return incoming_mark(alt, unquote(name), credit)


def _in_signs(found: re.Match[str]) -> str:
    before, tag, said = found.groups()
    return before + (raised(said, before) if tag == "sup" else lowered(said))


def _markup_told_by(text: str) -> str:
    if len(text) <= MAX_TEXT_LENGTH and looks_like_html(text):
        return HTML
    return PLAIN if _TIMES.search(text) else MARKDOWN


def taken_part(text: str, markup: str, into: Gathering, span: Span) -> str:
    """Return a part of a text as Markdown, with a space at its ends where there was one."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{taken_text(text, markup, into, span)}{after}" if text.strip() else ""
