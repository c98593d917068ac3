"""How items stand in the fields of notes: options with their feedback as marked HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.positions import Span
from quizapp.domain.items.gaps import GAP
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.asked import Answer
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.html_text import markdown_of_html
from quizapp.exchange.texts import html_of

CARD_MODEL = 1_784_302_117
TERM_MODEL = 1_784_302_118
CLOZE_MODEL = 1_784_302_119
TYPED_MODEL = 1_784_302_120
"""Ids of the note types, fixed for ever: by them Anki knows a note type at a second import."""

MAX_FIELD_LENGTH = 50_000
FIELDS = ("Front", "Back", "Options", "Explanation", "Hint", "Id")

_OPTION = re.compile(
    r'(?:<span class="gap">(.*?)</span>\s*)?<span class="option">(.*?)</span>'
    r'(?:\s*<span class="feedback">(.*?)</span>)?',
    re.DOTALL,
)
_ANKI_GAP = re.compile(r"\{\{c\d+::([^{}]*?)(?:::([^{}]*))?\}\}")


def options_html(forms: Iterable[OptionForm], gap: str = "") -> str:
    """Return options as the entries of a list, each with its feedback."""
    return "".join(f"<li>{_option_html(form, gap)}</li>" for form in forms)


def written_options(html: str) -> Iterator[tuple[str, Answer]]:
    """Yield the options in a field, each with the gap it belongs to, if any."""
    for gap, text, feedback in _OPTION.findall(html[:MAX_FIELD_LENGTH]):
        answer = Answer(_markdown(text), feedback=_markdown(feedback))
        yield _markdown(gap), answer


def cloze_html(text: str) -> str:
    """Return a text with its gaps numbered as Anki wants them; equal gaps share a number."""
    numbers: dict[str, int] = {}

    def numbered(written_gap: re.Match[str]) -> str:
        gap = written_gap[1].strip()
        number = numbers.setdefault(gap, len(numbers) + 1)
        return f"{{{{c{number}::{gap.replace('::', ':&#58;')}}}}}"

    return GAP.sub(numbered, html_of(text))


def cloze_text(html: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML with gaps as in a bank, and the hints within gaps, which are left out."""
    hints = tuple(anki_gap[2] for anki_gap in _ANKI_GAP.finditer(html) if anki_gap[2])
    return _ANKI_GAP.sub(lambda anki_gap: f"{{{{{anki_gap[1]}}}}}", html), hints


def note_hints(hints: Iterable[str], span: Span, into: Gathering) -> None:
    """Note the hints within gaps, for which a gap has no place."""
    if said := ", ".join(f"“{hint}”" for hint in hints):
        into.note("X613", f"A gap has no hint of its own; left out: {said}.", span)


def _option_html(form: OptionForm, gap: str) -> str:
    of_gap = f'<span class="gap">{html_of(gap)}</span> ' if gap else ""
    feedback = f' <span class="feedback">{html_of(form.feedback)}</span>' if form.feedback else ""
    return f'{of_gap}<span class="option">{html_of(form.text)}</span>{feedback}'


def _markdown(html: str) -> str:
    return markdown_of_html(html).text
