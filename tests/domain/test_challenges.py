"""The words of the article that a learner marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quizapp.domain.bank.article import Article, Entry, Section, parts, passages
from quizapp.domain.challenges import find_phrase, marked_phrase
from quizapp.domain.errors import PhraseNotThere

SEA = "The moon pulls at the sea.\n\nThe sea comes back twice a day."
SHORE = "Twice a day the shore is bare."


@pytest.fixture
def article() -> Article:
    sections = (
        Section("sea", "The sea", passages("sea", SEA)),
        Section("shore", "The shore", passages("shore", SHORE)),
    )
    return Article("T", "A", "P", date(2017, 7, 14), None, sections)


def test_a_phrase_of_one_place_needs_no_passage(article: Article) -> None:
    found = marked_phrase(article, "moon  pulls")

    assert (found.passage_id, found.phrase) == ("sea-1", "moon pulls")


def test_a_phrase_of_a_note_is_said_to_be_of_one(article: Article) -> None:
    noted = parts("sun", [Entry("The sun shines."), Entry("The sun is a star.", is_note=True)])
    sections = (*article.sections, Section("sun", "The sun", noted))

    with pytest.raises(PhraseNotThere) as refused:
        marked_phrase(replace(article, sections=sections), "is a star")
    with pytest.raises(PhraseNotThere) as absent:
        marked_phrase(article, "is a star")

    assert (refused.value.headings, refused.value.is_of_note) == ((), True)
    assert not absent.value.is_of_note


def test_a_phrase_of_several_places_needs_one(article: Article) -> None:
    found = marked_phrase(article, "the sea", "sea-1")

    assert (found.passage_id, found.before) == ("sea-1", "The moon pulls at ")
    with pytest.raises(PhraseNotThere) as refused:
        marked_phrase(article, "a day")
    assert refused.value.headings == ("The sea", "The shore")


@pytest.mark.parametrize("phrase", ["", "  ", "the harbour"])
def test_what_is_no_phrase_of_the_article_is_in_no_place(article: Article, phrase: str) -> None:
    for passage_id in (None, "sea-1"):
        with pytest.raises(PhraseNotThere) as refused:
            marked_phrase(article, phrase, passage_id)
        assert refused.value.headings == ()
    assert find_phrase(article, phrase, "sea-1") is None


def test_a_passage_that_is_gone_leads_nowhere_else(article: Article) -> None:
    assert find_phrase(article, "moon pulls", "sea-9") is None
