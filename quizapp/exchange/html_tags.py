"""Telling the tags that mark up a text from those that it speaks about.

“What belongs into <head>?” and `List<String>` lose their point where every tag is taken for
markup. So a tag is markup only if HTML has it for flowing text and, where it wants an end, its end
is there. Every other `<` is a sign of the text.
"""

from __future__ import annotations

import html
import re
from functools import partial

_VOID = {"br", "hr", "img", "wbr", "col", "embed", "source", "input", "area"}
_END_MAY_LACK = {"p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "rt", "rp", "colgroup"}
_NEEDS_END = frozenset(
    re.findall(
        "[a-z0-9]+",
        "a abbr acronym address article aside audio b bdi bdo big blockquote button canvas caption"
        " center cite code data del details dfn div dl em figcaption figure font footer form h1 h2"
        " h3 h4 h5 h6 header i iframe ins kbd label main map mark math nav object ol pre q ruby s"
        " samp script section select small span strike strong style sub summary sup svg table"
        " tfoot time tt u ul var video",
    )
)
_OF_DOCUMENT = {"html", "head", "body", "title", "meta", "link", "base"}
_KNOWN = _VOID | _END_MAY_LACK | _NEEDS_END

_SIGN = re.compile(
    r"<!--|<!doctype[^<>]{0,300}>|<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:\s[^<>]*)?/?)>|<", re.IGNORECASE
)
_DOCUMENT = re.compile(r"\s*<(!doctype html|html|body)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_END = re.compile(r"</([a-zA-Z][a-zA-Z0-9]*)\s*>")


def with_signs_escaped(text: str) -> str:
    """Return HTML in which each `<` that begins no markup is written `&lt;`."""
    kept = partial(_kept, ends=_ends(text), known=_known_in(text), last=text.rfind("-->"))
    return _SIGN.sub(kept, text)


def is_html(name: str) -> bool:
    """Whether HTML has an element of this name for texts."""
    return name.lower() in _KNOWN


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown markup has been through HTML: it has entities, or closed tags."""
    if any(html.unescape(entity[0]) != entity[0] for entity in _ENTITY.finditer(text)):
        return True
    ends, known = _ends(text), _known_in(text)
    return any(_is_markup(tag, ends, known) for tag in _SIGN.finditer(text) if tag[2])


def _kept(sign: re.Match[str], ends: set[str], known: set[str], last: int) -> str:
    if (sign[0] == "<!--" and sign.start() < last) or sign[0].lower().startswith("<!doctype"):
        return sign[0]
    return sign[0] if sign[2] and _is_markup(sign, ends, known) else f"&lt;{sign[0][1:]}"


def _is_markup(tag: re.Match[str], ends: set[str], known: set[str]) -> bool:
    name, said = tag[2].lower(), tag[3].strip(" /\t\r\n")
    if said and "=" not in said:
        return False  # a<b and c>d
    if ":" in name:
        return True  # what Word writes round its texts
    return name in known and (name not in _NEEDS_END or name in ends)


def _ends(text: str) -> set[str]:
    return {name.lower() for name in _END.findall(text)}


def _known_in(text: str) -> set[str]:
    return _KNOWN | _OF_DOCUMENT if _DOCUMENT.match(text) else _KNOWN
