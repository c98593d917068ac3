"""The small map: every paragraph once, as wide as its text, with its state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.article import Passage
from quizapp.domain.class_map import ItemRecall, PassageRecall
from quizapp.domain.desk.small_map import WIDEST, BoxState, small_map


def point(section: str, number: int, length: int, *recalls: float) -> PassageRecall:
    items = tuple(ItemRecall(f"q{n}", 4, 4, 4 * share) for n, share in enumerate(recalls))
    passage = Passage(f"{section}-{number}", section, "x" * length)
    return PassageRecall(items, passage, section.title(), number)


def test_a_part_has_its_paragraphs_in_their_order():
    first, second, third = point("war", 1, 9), point("war", 2, 9), point("peace", 1, 9)

    parts = small_map([first, second, third])

    assert [(part.heading, [box.point for box in part.boxes]) for part in parts] == [
        ("War", [first, second]),
        ("Peace", [third]),
    ]


def test_a_box_is_as_wide_as_its_text_against_the_longest():
    lengths = (1, 100, 101, 200, 201, 300)

    (part,) = small_map([point("war", n, length) for n, length in enumerate(lengths, 1)])

    assert [box.width for box in part.boxes] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("recall", "state"),
    [
        (0.95, BoxState.GOOD),
        (0.8, BoxState.GOOD),
        (0.79, BoxState.SHAKY),
        (0.7, BoxState.SHAKY),
        (0.69, BoxState.WEAK),
        (0.2, BoxState.WEAK),
    ],
)
def test_a_state_takes_the_steps_of_the_map_together(recall: float, state: BoxState):
    (part,) = small_map([point("war", 1, 9, recall)])

    assert part.boxes[0].state is state


def test_what_nobody_was_asked_is_told_from_what_no_question_asks():
    unmet = PassageRecall((ItemRecall("q", 4),), Passage("war-1", "war", "x"), "War", 1)

    (part,) = small_map([unmet, point("war", 2, 5)])

    assert [box.state for box in part.boxes] == [BoxState.UNMET, BoxState.UNASKED]


def test_an_article_without_paragraphs_has_no_parts():
    assert small_map([]) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 999)), max_size=9))
def test_no_paragraph_is_lost_and_none_too_wide(made):
    points = [point(section, n, length) for n, (section, length) in enumerate(sorted(made), 1)]

    boxes = [box for part in small_map(points) for box in part.boxes]

    assert [box.point for box in boxes] == points
    assert all(1 <= box.width <= WIDEST for box in boxes)
