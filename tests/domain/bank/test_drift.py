"""Citations in a changed article: exact, moved, near or lost."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.drift import State, drift, word_difference
from tests.support.linting import HEAD


@pytest.fixture
def drifted(good):
    """Return what becomes of the citation of `length` when a part of the article is replaced."""

    def after(old: str, new: str):
        assert old in good
        before, changed = read_bank(good.encode()), read_bank(good.replace(old, new, 1).encode())
        assert before.bank is not None
        assert changed.article is not None
        return {each.item_id: each for each in drift(before.bank, changed.article)}

    return after


def test_unchanged_article_leaves_every_citation_exact(drifted):
    assert {each.state for each in drifted("OpenCanada", "OpenCanada").values()} == {State.EXACT}


def test_change_elsewhere_in_the_passage_leaves_a_citation_exact(drifted):
    found = drifted("Mosul is free.", "the city is free.")["length"]

    assert (found.state, found.new_passage_id) == (State.EXACT, "victory-1")


def test_citation_below_a_new_paragraph_has_moved(drifted):
    found = drifted("        After almost", "        Before.\n\n        After almost")["length"]

    assert (found.state, found.old_passage_id, found.new_passage_id) == (
        State.MOVED,
        "victory-1",
        "victory-2",
    )


def test_reworded_citation_is_near_and_the_difference_is_told(drifted):
    found = drifted("almost nine months of fighting", "about nine months of fighting")["length"]

    assert (found.state, found.new_passage_id) == (State.NEAR, "victory-1")
    assert found.found == "about nine months of fighting"
    assert found.difference == "[-almost-] {+about+} nine months of fighting"


def test_citation_that_went_is_lost(drifted):
    found = drifted("After almost nine months of fighting – a “long war” –", "Now")

    assert found["length"].state is State.LOST
    assert found["length"].new_passage_id is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("aaax bbbx cccx dddxx", State.NEAR),  # 30 of 40 letters in common, with the stop: 75 %
        ("aaax bbbx cccx dddxxx", State.LOST),  # 30 of 41
    ],
)
def test_three_quarters_of_the_letters_are_near(text, state):
    written = HEAD.format(language="en")
    item = "  - id: i\n    topic: t\n    type: true-false\n    stem: S.\n    key: true\n"
    cites = "    cites: aaaa bbbb cccc dddd\n"
    before, after = (
        written.replace("The moon pulls at the sea.", f"{said}.")
        for said in ("aaaa bbbb cccc dddd", text)
    )
    bank = read_bank((before + item + cites).encode()).bank
    changed = read_bank((after + item).encode()).article
    assert bank is not None
    assert changed is not None

    assert [each.state for each in drift(bank, changed)] == [state]


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("a b c", "a c", "a [-b-] c"),
        ("a c", "a b c", "a {+b+} c"),
        ("a b", "c d", "[-a b-] {+c d+}"),
        ("a – b", "a - b", "a - b"),
    ],
)
def test_difference_goes_word_by_word(old, new, difference):
    assert word_difference(old, new) == difference
