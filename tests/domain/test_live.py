"""How the answers to a question spread while a quiz is being taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.live import Spread, Tally, spread

options = st.lists(st.sampled_from("abcd"), unique=True).map(tuple)
tallies = st.lists(st.builds(Tally, st.none() | options, st.integers(1, 5)))


def test_who_has_not_answered_was_asked_and_chose_nothing() -> None:
    found = spread([Tally(None, 2), Tally((), 1), Tally(("a", "b"), 3), Tally(("b",), 1)])

    assert found == Spread(asked=7, answered=5, counts={"a": 3, "b": 4}, unknown=1)


@given(tallies, st.randoms())
def test_the_order_in_which_answers_are_counted_does_not_matter(counted, dice) -> None:
    shuffled = dice.sample(counted, len(counted))

    assert spread(shuffled) == spread(counted)
