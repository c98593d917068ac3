"""Which item comes next when some were left open."""

from __future__ import annotations

import pytest

from quizapp.domain.drills.places import PlaceState, next_open, places_in, resumed_at


def test_places_are_read_in_the_order_of_the_attempt() -> None:
    places = places_in("10open,2flagged,1answered")

    assert [(place.position, place.state) for place in places] == [
        (1, PlaceState.ANSWERED),
        (2, PlaceState.FLAGGED),
        (10, PlaceState.OPEN),
    ]


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("1answered,2open,3open", 1, 2),
        ("1open,2open,3open", 1, 2),
        ("1open,2answered,3answered", 3, 1),
        ("1answered,2flagged,3answered", 3, 2),
        ("1answered,2open,3answered", 2, 2),
        ("1answered,2answered", 2, None),
    ],
)
def test_the_next_one_is_the_next_that_is_open_and_the_end_leads_round(
    text: str, after: int, expected: int | None
) -> None:
    assert next_open(places_in(text), after) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1open,2open", 1),
        ("1open,2answered,3open", 3),
        ("1open,2answered,3answered", 1),
        ("1answered,2answered", None),
    ],
)
def test_an_attempt_is_gone_on_with_after_the_last_answer(text: str, expected: int | None) -> None:
    assert resumed_at(places_in(text)) == expected
