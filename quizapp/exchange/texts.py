"""Text between its forms: bytes, plain text, Markdown, and names made of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.domain.items.fields import ID_PATTERN, MAX_ID_LENGTH, MAX_TEXT_LENGTH
from quizapp.domain.maths import Formula, formulas, is_readable, split, with_dollars_escaped
from quizapp.domain.maths.in_markdown import BLOCK, IN_LINE, read_formulas
from quizapp.exchange.formulas import from_brackets, in_brackets, math_or_brackets
from quizapp.exchange.picture_marks import round_marks, with_words

MAX_NAME_LENGTH = 60

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPECIAL = re.compile(r"([\\`*_\[\]<>&#~|!])")
_LINE_START = re.compile(r"(?m)^(\s*)(?:([-+=>#])|([0-9]+)([.)])(?=\s|$))")


def _mathml_of(
    _renderer: object, tokens: Sequence[Token], at: int, _options: object, _env: object
) -> str:
    token = tokens[at]
    written = math_or_brackets(token.content, is_by_itself=token.markup == "$$")
    return f"<p>{written}</p>" if token.type == BLOCK else written


_PLACE = "\ue011"  # of the area for private use: no text has it
_markdown = read_formulas(
    MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading"])
)
for _token_type in (IN_LINE, BLOCK):
    _markdown.add_render_rule(_token_type, _mathml_of)
_markdown.render("words")  # puts the rules together: several first readers would find half of them


def is_clean(text: str) -> bool:
    """Whether a text has no characters that a bank may not hold."""
    return _UNSEEN.search(text) is None


def is_id(text: str) -> bool:
    """Whether a text can be an id as it is."""
    return (
        len(text) <= MAX_ID_LENGTH and re.match(ID_PATTERN, text) is not None and "\n" not in text
    )


def cleaned(text: str) -> str:
    """Return the text with plain line ends and without what cannot be seen."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return the text with single spaces for all white space."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def plain_text(markdown: str) -> str:
    """Return what a reader sees of a Markdown text: its words and line breaks, without marks."""
    if len(markdown) > MAX_TEXT_LENGTH:  # no bank accepts it, and it might take for ever
        return markdown
    lines: list[str] = []
    for token in _markdown.parse(with_words(markdown)):
        if token.type == "inline":
            lines.append("".join(_seen(child) for child in token.children or ()))
        elif token.type in {"code_block", "fence"}:
            lines.append(token.content.rstrip("\n"))
        elif token.type == BLOCK:
            lines.append(_seen(token))
    return "\n".join(lines)


def markdown_of_plain(text: str) -> str:
    """Return Markdown that shows a plain text as it is; left alone where that is so already.

    Formulas stay formulas, also those that stand between the brackets of other programs.
    """
    text = cleaned(text)
    if len(text) > MAX_TEXT_LENGTH:
        return text
    text = from_brackets(text)
    kept = [part for part in split(text) if isinstance(part, Formula) and is_readable(part)]
    if not kept or _PLACE in text:
        return _escaped(text)
    places, end = "", 0
    for formula in kept:
        places, end = f"{places}{text[end : formula.start]}{_PLACE}", formula.end
    originals = [text[formula.start : formula.end] for formula in kept]
    written = re.sub(_PLACE, lambda _: originals.pop(0), _escaped(places + text[end:]))
    # Beside what was escaped, a dollar may begin another formula: then none is one.
    is_as_kept = [each.tex for each in formulas(written)] == [each.tex for each in kept]
    return written if is_as_kept else _escaped(text)


def _escaped(text: str) -> str:
    """Return Markdown that shows a plain text without formulas."""
    written = with_dollars_escaped(text, lambda _: False)
    if one_line(plain_text(written)) == one_line(text):
        return written
    flush = "\n".join(line.strip() for line in text.split("\n"))
    written = _LINE_START.sub(_escaped_start, _SPECIAL.sub(r"\\\1", flush))
    return with_dollars_escaped(written, lambda _: False)


def html_of(markdown: str, *, has_mathml: bool = False) -> str:
    r"""Return a Markdown text as HTML: a single paragraph without its tags.

    Formulas stand there as `\(x\)`, which other programs set, or as MathML.
    """
    written = markdown if has_mathml else in_brackets(markdown)
    html = round_marks(written, _markdown.render).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


def slug(text: str) -> str:
    """Return an id made of the words of a text; of a text without Latin letters, of its hash."""
    decomposed = (
        unicodedata.normalize("NFKD", plain_text(text[:1000])).encode("ascii", "ignore").decode()
    )
    words = re.findall(r"[a-z0-9]+", decomposed.lower().replace("'", ""))
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:MAX_NAME_LENGTH]
        if len(longer) > MAX_NAME_LENGTH:
            break
        name = longer
    return name or f"q-{hashlib.sha256(text.strip().encode()).hexdigest()[:10]}"


def _seen(token: object) -> str:
    kind = getattr(token, "type", "")
    if kind in {IN_LINE, BLOCK}:
        markup = getattr(token, "markup", "")
        return f"{markup}{getattr(token, 'content', '')}{markup}"
    if kind in {"softbreak", "hardbreak"}:
        return "\n"
    return str(getattr(token, "content", "")) if kind in {"text", "code_inline"} else ""


def _escaped_start(start: re.Match[str]) -> str:
    space, mark, number, dot = start.groups()
    return f"{space}\\{mark}" if mark else f"{space}{number}\\{dot}"
