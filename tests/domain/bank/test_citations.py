"""Citations lead to one passage, whatever the shape of their quotes, dashes and spaces."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.article import Article, Section, passages
from quizapp.domain.bank.citations import Places, quote

TEXT = """\
The city – once Iraq’s “second-largest” –
was   free.

Nobody knew what came next, and nobody knew
who would rule."""


@pytest.fixture
def article() -> Article:
    section = Section("city", "The city", passages("city", TEXT))
    return Article("T", "A", "P", date(2017, 7, 14), None, (section,))


@pytest.mark.parametrize(
    ("phrase", "original"),
    [
        ('once Iraq\'s "second-largest" - was free', "once Iraq’s “second-largest” –\nwas   free"),
        ("The city", "The city"),
        ("who would  rule.", "who would rule."),
        ("came next,\nand nobody", "came next, and nobody"),
    ],
)
def test_quote_keeps_the_characters_of_the_passage(phrase, original, article):
    places = Places.of(article.passages)

    (passage,) = places.citing(phrase)
    found = quote(article, passage, phrase)

    assert found.phrase == original
    assert found.before + found.phrase + found.after == passage.text
    assert (found.section_id, found.heading, found.passage_id) == ("city", "The city", passage.id)


@pytest.mark.parametrize("phrase", ["the city", "once Iraqs", "free. Nobody knew", "fre e"])
def test_other_words_or_capitals_or_two_passages_are_not_found(phrase, article):
    assert Places.of(article.passages).citing(phrase) == []


def test_words_that_stand_twice_have_two_places(article):
    assert len(Places.of(article.passages).citing("obody knew w")) == 2


def test_nearest_words_are_whole_words_of_the_article(article):
    places = Places.of(article.passages)

    assert places.nearest("nobody knew who'll rule") == "nobody knew who would rule."
    assert places.nearest("zzzz qqqq xxxx") is None


@settings(max_examples=2 * settings().max_examples, deadline=None, database=None)
@given(st.text(alphabet="ab \n’'“\"–-", min_size=1), st.data())
def test_every_stretch_of_a_passage_is_found_again(text, data):
    found = passages("s", f"x{text}x")
    start = data.draw(st.integers(0, len(found[0].text) - 1))
    phrase = found[0].text[start : start + 20].strip()

    assert not phrase or Places.of(found).citing(phrase)[0] == found[0]


@pytest.mark.parametrize("key", ["article:", "  sections:", "    - id: victory", "      text: |"])
def test_while_the_article_cannot_be_read_no_citation_is_told_missing(good: str, key: str) -> None:
    """One key misspelt is one mistake, and not as many as there are citations."""
    assert key in good
    misspelt = key.replace(":", "z:")

    found = read_bank(good.replace(key, misspelt, 1).encode()).findings

    assert found
    assert {each.code for each in found} & {"C401", "C405"} == set()
