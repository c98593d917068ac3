"""Finding cited phrases in the article, word for word.

What may differ: white space (any run of it is one space), the shape of quotes, the length of
dashes. Nothing else: capitals, accents and wording must agree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from quizapp.domain.bank.article import Article, Passage
from quizapp.domain.items.content import Quote

MIN_LENGTH = 8
"""Characters below which a citation is called too short: `June 2014` is long enough."""

NEAREST_CUTOFF = 60

_VARIANTS = {"'": "‘’‚‛′", '"': "“”„‟«»″", "-": "‐‑‒–—―−"}
_PLAIN = {ord(variant): plain for plain, variants in _VARIANTS.items() for variant in variants}


def normalised(text: str) -> str:
    """Return the text with single spaces, straight quotes and plain hyphens."""
    plain = text if text.isascii() else text.translate(_PLAIN)
    return " ".join(plain.split())


@dataclass(frozen=True)
class Places:
    """The passages of an article, laid end to end in one normalised text for searching."""

    passages: tuple[Passage, ...]
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Places:
        """Lay the passages end to end; the line break between them is in no citation."""
        texts = [normalised(passage.text) for passage in passages]
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        return cls(tuple(passages), "\n".join(texts), tuple(starts))

    def citing(self, phrase: str) -> list[Passage]:
        """Return the passages in which the phrase stands, one for each place, at most two."""
        return self.holding(normalised(phrase))

    def holding(self, wanted: str) -> list[Passage]:
        """Return what `citing` does, for a phrase that is normalised already."""
        first = self.text.find(wanted)
        if first < 0:
            return []
        second = self.text.find(wanted, first + 1)
        return [self._passage(place) for place in (first, second) if place >= 0]

    def nearest(self, phrase: str) -> str | None:
        """Return the words of the article that come nearest to a phrase that is not in it."""
        # Loaded on demand: a bank without a fault needs no likeness of texts.
        from rapidfuzz import fuzz, process

        wanted = normalised(phrase)
        texts = self.text.split("\n")
        best = process.extractOne(
            wanted, texts, scorer=fuzz.partial_ratio, score_cutoff=NEAREST_CUTOFF
        )
        if best is None:
            return None
        place = fuzz.partial_ratio_alignment(wanted, best[0])
        return _whole_words(best[0], place.dest_start, place.dest_end) if place else None

    def _passage(self, place: int) -> Passage:
        return self.passages[bisect_right(self.starts, place) - 1]


def quote(article: Article, passage: Passage, phrase: str) -> Quote:
    """Split the passage round the phrase, keeping the characters that the passage itself has."""
    text, wanted = passage.text, normalised(phrase)
    plain = normalised(text)
    kept = range(len(text)) if len(plain) == len(text) else _kept_offsets(text)
    place = plain.index(wanted)
    start, end = kept[place], kept[place + len(wanted) - 1] + 1
    heading = article.section(passage.section_id).heading
    return Quote(
        section_id=passage.section_id,
        heading=heading,
        passage_id=passage.id,
        before=text[:start],
        phrase=text[start:end],
        after=text[end:],
        paragraph=passage.paragraph,
    )


def _kept_offsets(text: str) -> list[int]:
    """Return, for each character of the normalised text, where it stands in the text itself."""
    return [
        at
        for at, character in enumerate(text)
        if not (character.isspace() and text[at - 1].isspace())
    ]


def _whole_words(text: str, start: int, end: int) -> str:
    """Widen a stretch of text to the words it begins and ends in."""
    before = text.rfind(" ", 0, start + 1) + 1
    after = text.find(" ", max(end - 1, 0))
    return text[before : after if after >= 0 else len(text)]
