"""Figures that the article gives as somebody's, and an item as a fact (English)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.lint.rules import ItemRule
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.problems import Path, Problem

_FIGURE = re.compile(
    r"[$€£]?\d[\d,.]*(?<![,.])(?: (?:million|billion|trillion)\b|(?: ?%| per ?cent\b))?"
)
_DIGIT = re.compile(r"[0-9]")
_DAY = re.compile(
    r" (?:January|February|March|April|May|June|July|August|September|October)"
    r"| (?:November|December)"
)
_ATTRIBUTION = re.compile(
    r"\b(?:according to|said|says?|told|reportedly|report(?:s|ed)|estimate[sd]?|puts?|quoted"
    r"|claim(?:s|ed)?)\b",
    re.IGNORECASE,
)
_NAMED_SOURCE = re.compile(
    r"\b(?:according to|said|says?|saying|told|report\w*|estimat\w+|puts?|quot\w+|claim\w*|article"
    r"|statements?|sources?|official|figures?|whose|who)\b|[’']s (?:figure|number|count|estimate)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])")


def unattributed_figures(article: Iterable[str]) -> ItemRule:
    """Return the rule for items about an article, of which the passages' texts are given."""
    attributed = _attributed(article)

    def rule(writing: Writing) -> Iterator[Problem]:
        """Warn of a figure that the article attributes, and neither stem nor explanation does."""
        for path, text in told(writing):
            if not (_DIGIT.search(text) and any(figure in text for figure in attributed)):
                continue
            for figure in _figures(text):
                if figure in attributed and not names_a_source(writing):
                    message = f"The article says whose figure {figure} is; this item does not."
                    yield Problem("W520", path, message, part=figure)
                    return

    return rule if attributed else lambda _: iter(())


def names_a_source(writing: Writing) -> bool:
    """Whether an item says, in what it asks or explains, that somebody says so."""
    said = f"{writing.statement.text} {writing.item.explanation or ''}"
    return _NAMED_SOURCE.search(said) is not None


def told(writing: Writing) -> list[tuple[Path, str]]:
    """Return what an item tells as true, at its paths."""
    texts = [(writing.statement.path, writing.statement.text)]
    if writing.item.explanation is not None:
        texts.append((("explanation",), writing.item.explanation))
    for posed in writing.posed:
        texts += [(key.path, key.text) for key in posed.keys]
    return texts


def _attributed(article: Iterable[str]) -> set[str]:
    """Return the figures that stand only in sentences which name a source."""
    attributed: set[str] = set()
    plain: set[str] = set()
    for sentence in _sentences(article):
        known = attributed if _ATTRIBUTION.search(sentence) else plain
        known.update(_figures(sentence))
    return attributed - plain


def attributed_sentences(article: Iterable[str]) -> list[str]:
    """Return the sentences that name a source."""
    return [sentence for sentence in _sentences(article) if _ATTRIBUTION.search(sentence)]


def _sentences(article: Iterable[str]) -> Iterator[str]:
    for passage in article:
        yield from (" ".join(sentence.split()) for sentence in _SENTENCES.split(passage))


def _figures(text: str) -> Iterator[str]:
    """Yield amounts: no years, no days of a month, no small counts."""
    for figure in _FIGURE.finditer(text):
        digits = re.sub(r"\D", "", figure[0])
        is_amount = not figure[0][-1].isdigit() or not figure[0][0].isdigit() or "," in figure[0]
        is_year = len(digits) == 4 and digits[:2] in ("17", "18", "19", "20")
        is_count = len(digits) >= 3 and not is_year
        if (is_amount or is_count) and not _DAY.match(text, figure.end()):
            yield figure[0]
