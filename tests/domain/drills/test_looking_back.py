"""What a learner sees after the response."""

from __future__ import annotations

from quizapp.domain.drills.looking_back import LookBack, RecordedResponse, look_back
from quizapp.domain.drills.posing import Arrangement, posed_item
from quizapp.domain.items.content import ItemContent

ARRANGEMENT = Arrangement(0, ("id-wind", "id-moon", "id-gull", "id-boat"))


def looked(
    content: ItemContent, *chosen: str, earned: float | None = 0.0, is_unknown: bool = False
) -> LookBack:
    return look_back(
        content,
        ARRANGEMENT,
        position=3,
        total=5,
        response=None if earned is None else RecordedResponse(chosen, earned, is_unknown),
    )


def test_it_tells_key_choice_and_feedback_in_the_order_shown(content):
    look = looked(content, "id-wind")

    assert [(each.text, each.is_key, each.is_chosen, each.feedback) for each in look.options] == [
        ("The wind", False, True, "feedback on the wind"),
        ("The moon", True, False, "feedback on the moon"),
        ("The gull", False, False, "feedback on the gull"),
        ("The boat", False, False, "feedback on the boat"),
    ]


def test_its_options_have_the_numbers_they_were_posed_with(content):
    posed = posed_item(content, ARRANGEMENT, position=3, total=5)

    look = looked(content)

    assert [(option.number, option.text) for option in look.options] == [
        (option.number, option.text) for option in posed.options
    ]


def test_it_leads_back_to_the_explanation_and_the_passage(content):
    look = looked(content, "id-moon", earned=1.0)

    assert look.explanation == "the explanation"
    assert look.quotes == content.quotes
    assert (look.position, look.total, look.topic, look.type) == (3, 5, "The tides", "choice")


def test_the_mark_is_the_recorded_one_even_where_today_would_give_another(content):
    look = looked(content, "id-moon", earned=0.25)

    assert (look.mark, look.max_mark, look.verdict) == (0.25, 1.0, "partly")


def test_not_knowing_and_not_answering_are_told_apart(content):
    unknown = looked(content, earned=0.0, is_unknown=True)
    unanswered = looked(content, earned=None)

    assert (unknown.is_unknown, unknown.verdict, unknown.mark) == (True, "unknown", 0.0)
    assert (unanswered.is_unknown, unanswered.verdict, unanswered.mark) == (
        False,
        "unanswered",
        0.0,
    )
