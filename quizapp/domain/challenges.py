"""The words of the article that a learner holds against a key."""

from __future__ import annotations

from quizapp.domain.bank.article import Article, Passage
from quizapp.domain.bank.citations import Places, normalised, quote
from quizapp.domain.errors import PhraseNotThere
from quizapp.domain.items.content import Quote


def marked_phrase(article: Article, phrase: str, passage_id: str | None = None) -> Quote:
    """Find a phrase in the passage of this id, or in the one place of the article that has it.

    White space, the shape of quotes and the length of dashes may differ, as in citations.

    Raises:
        PhraseNotThere: it is not in the passage, not in the article, or in several places.
    """
    if passage_id is not None:
        for passage in article.passages:
            if passage.id == passage_id and _has(passage, phrase):
                return quote(article, passage, phrase)
    citing = Places.of(article.passages).citing(phrase) if normalised(phrase) else []
    if passage_id is None and len(citing) == 1:
        return quote(article, citing[0], phrase)
    headings = (article.section(passage.section_id).heading for passage in citing)
    raise PhraseNotThere(
        tuple(dict.fromkeys(headings)),
        is_of_note=any(_has(note, phrase) for note in article.notes),
    )


def find_phrase(article: Article, phrase: str, passage_id: str) -> Quote | None:
    """Find a phrase that was marked once; None where the passage no longer has it."""
    try:
        return marked_phrase(article, phrase, passage_id)
    except PhraseNotThere:
        return None


def _has(passage: Passage, phrase: str) -> bool:
    wanted = normalised(phrase)
    return bool(wanted) and wanted in normalised(passage.text)
