"""Seconds of a learner, and the form in which an item is asked."""

from __future__ import annotations

import pytest

from quizapp.domain.items import Quote
from quizapp.domain.memory.plan.items import Citation, citation_of, form_of
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace, Seconds, Timed, pace_of
from tests.domain.memory.plan.plan_making import item

CARD, CHOICE, CLOZE, TYPED = Form
QUICK_TYPING = Pace({**DEFAULT_PACE.by_form, TYPED: Seconds(10.0, 15.0)})


def test_without_answers_the_defaults_hold():
    assert pace_of([]) == DEFAULT_PACE


def test_ten_imagined_answers_hold_a_learners_median_back():
    times = [Timed(CARD, True, seconds) for seconds in (3.0, 4.0, 5.0, 4.0, 30.0)]

    pace = pace_of(times)

    assert pace.by_form[CARD].right == pytest.approx((5 * 4 + 10 * 9) / 15)
    assert pace.by_form[CARD].wrong == 14.0


def test_somebody_who_was_away_was_not_thinking():
    pace = pace_of([Timed(CHOICE, False, 3600.0)] * 10)

    assert pace.by_form[CHOICE].wrong == (60 + 20) / 2


def test_seconds_lie_between_right_and_wrong():
    assert DEFAULT_PACE.seconds(CARD, 0.8) == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("stability", "forms", "pace", "form"),
    [
        (None, {CARD, CHOICE}, DEFAULT_PACE, CHOICE),
        (None, {CARD, CHOICE, TYPED}, QUICK_TYPING, CHOICE),
        (None, {CARD, TYPED}, DEFAULT_PACE, TYPED),
        (None, {CARD}, DEFAULT_PACE, CARD),
        (3.0, {CARD, CHOICE}, DEFAULT_PACE, CARD),
        (3.0, {CARD, CHOICE, TYPED}, DEFAULT_PACE, CARD),
        (3.0, {CARD, CHOICE, TYPED}, QUICK_TYPING, TYPED),
        (3.0, {CHOICE}, DEFAULT_PACE, CHOICE),
        (3.0, {CHOICE, CLOZE, TYPED}, QUICK_TYPING, TYPED),
    ],
)
def test_a_first_answer_is_checked_and_later_ones_are_recalled(stability, forms, pace, form):
    asked = item("item", stability, forms=frozenset(forms))

    assert form_of(asked, 0.8, pace) is form


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Citation("p1", 19, 30), True),
        (Citation("p1", 20, 30), False),
        (Citation("p1", 5, 8), True),
        (Citation("p2", 5, 8), False),
    ],
)
def test_citations_overlap_where_they_share_a_character(other, overlaps):
    phrase = Citation("p1", 0, 20)

    assert phrase.overlaps(other) is overlaps
    assert other.overlaps(phrase) is overlaps


def test_a_quote_tells_where_its_phrase_stands():
    quote = Quote("s", "Heading", "p1", before="It took ", phrase="nine months", after=".")

    assert citation_of(quote) == Citation("p1", 8, 19)
