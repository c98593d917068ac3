"""A paragraph is shown once, with all that is cited from it lit up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.content import Quote
from quizapp.domain.items.lit_passages import Piece, lit_passages

TEXT = "The moon pulls at the sea, and twice a day the water rises."


def quote(phrase: str, text: str = TEXT, passage_id: str = "moon-1") -> Quote:
    before, after = text.split(phrase, 1)
    return Quote("moon", "The pull of the moon", passage_id, before, phrase, after)


def lit(*quotes: Quote) -> list[list[str]]:
    """What is lit, passage by passage."""
    return [
        [piece.text for piece in passage.pieces if piece.is_lit] for passage in lit_passages(quotes)
    ]


def test_two_citations_of_one_paragraph_are_lit_in_it_in_the_order_of_the_text():
    (passage,) = lit_passages([quote("the water rises"), quote("The moon pulls")])

    assert passage.pieces == (
        Piece("The moon pulls", is_lit=True),
        Piece(" at the sea, and twice a day ", is_lit=False),
        Piece("the water rises", is_lit=True),
        Piece(".", is_lit=False),
    )


def test_citations_that_overlap_are_lit_as_one():
    assert lit(quote("moon pulls at"), quote("pulls at the sea")) == [["moon pulls at the sea"]]


def test_one_citation_given_twice_is_lit_once():
    assert lit(quote("twice a day"), quote("twice a day")) == [["twice a day"]]


def test_citations_of_two_paragraphs_stay_apart_in_their_order():
    other = quote("lie bare", "The flats lie bare.", "shore-1")

    assert lit(other, quote("the sea")) == [["lie bare"], ["the sea"]]


@given(
    st.text(min_size=1),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1),
)
def test_the_pieces_are_the_paragraph_and_what_is_cited_is_lit(text, places):
    quotes = [
        Quote("s", "S", "p", text[:start], text[start : start + length], text[start + length :])
        for start, length in places
    ]

    (passage,) = lit_passages(quotes)

    assert "".join(piece.text for piece in passage.pieces) == text
    shown = "".join(("1" if piece.is_lit else "0") * len(piece.text) for piece in passage.pieces)
    for start, length in places:
        assert set(shown[start : start + length]) <= {"1"}
