"""Old attempts, after the bank has been edited in every way: nothing about them changes."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quizapp.attempts.looking_back import (
    TopicScore,
    item_look_back,
    look_backs,
    missed_count,
    summaries,
    summary_of,
    topic_scores,
)
from quizapp.domain.drills.looking_back import LookBack
from quizapp.models import Attempt, AttemptItem
from quizapp.models.attempts_found import attempts_of
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import WITHOUT_BARE_FLATS, Player, attempt_with, item_at, stored

OPTIONS = (
    "- The wind: Wind raises waves, not the tide.\n      - The harbour: The harbour only feels it."
)
EDITS = {
    "a stem reworded": [("stem: What pulls at the sea and makes it rise?", "stem: What pulls?")],
    "an option reworded": [("- The pilots\n    hint", "- The sailors\n    hint")],
    "options reordered": [(OPTIONS, "\n      ".join(OPTIONS.split("\n      ")[::-1]))],
    "an option removed": [("\n      - The harbour: The harbour only feels it.", "")],
    "an option added": [(OPTIONS, f"{OPTIONS}\n      - The fish")],
    "feedback changed": [("Wind raises waves, not the tide.", "Not the wind.")],
    "the key changed": [("key: true", "key: false")],
    "key and distractor exchanged": [
        ("key: The moon", "key: The pilots"),
        ("- The pilots\n    hint", "- The moon\n    hint"),
    ],
    "the explanation changed": [("explanation: They lie bare for about six hours.\n    ", "")],
    "the passage changed": [("keeps a table of the tides, and", "keeps a table of the tides, so")],
    "the topic renamed": [("  shore: On the shore", "  shore: Ashore")],
    "an item removed": list(WITHOUT_BARE_FLATS),
    "the quiz renamed": [("title: Everything about the tides", "title: All")],
    "the quiz's feedback moved": [("order: as-listed", "order: as-listed\n    feedback: at-end")],
}


def seen(player: Player, attempt_id: str) -> str:
    """All that the learner is shown of an attempt."""
    attempt = attempt_with(attempt_id)
    return repr((summary_of(attempt.id, clock.now()), look_backs(attempt.id)))


def looks(attempt_id: str) -> list[LookBack]:
    return look_backs(attempt_with(attempt_id).id)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_nothing_of_an_old_attempt(player, edited, edit):
    attempt_id = player.play(wrong=[1, 3])
    before = seen(player, attempt_id)

    later = player.with_bank(edited(*EDITS[edit]))
    later.play("all")

    assert seen(player, attempt_id) == before
    assert attempt_with(attempt_id).score == 3.0
    assert verify_scores().discrepancies == []


def test_a_changed_key_counts_from_the_next_attempt_on(player, edited):
    old = player.play(wrong=[3])
    later = player.with_bank(edited(("key: true", "key: false")))

    new = later.play()

    assert [look.verdict for look in looks(old)][2] == "wrong"
    assert [look.verdict for look in looks(new)][2] == "right"
    chosen = [
        [option.text for option in looks(attempt)[2].options if option.is_chosen]
        for attempt in (old, new)
    ]
    assert chosen[0] == chosen[1]


def test_an_unfinished_attempt_goes_on_with_the_items_it_began_with(player, edited):
    attempt_id = player.start()
    later = player.with_bank(edited(("key: true", "key: false")))

    later.respond_right(attempt_id, 3)

    look = looks(attempt_id)[2]
    assert look.mark == 1.0
    assert [option.text for option in look.options if option.is_key] == ["True"]


def test_each_item_is_looked_back_on_with_what_was_recorded(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])
    player.respond_wrong(attempt_id, 3)
    player.respond(attempt_id, 4, is_unknown=True)
    player.finish(attempt_id)

    found = looks(attempt_id)

    assert [look.verdict for look in found] == ["right", "partly", "wrong", "unknown", "unanswered"]
    assert [look.position for look in found] == [1, 2, 3, 4, 5]
    assert {look.total for look in found} == {5}
    assert [look.mark for look in found] == [1.0, 0.5, 0.0, 0.0, 0.0]
    assert missed_count(found) == 4


def test_one_item_is_looked_back_on_as_among_all(player):
    attempt_id = player.play(wrong=[2])

    attempt = attempt_with(attempt_id)

    assert item_look_back(item_at(attempt, 2).id) == look_backs(attempt.id)[1]


def test_scores_by_topic_add_up_to_the_score(player):
    attempt_id = player.play(wrong=[1])

    found = topic_scores(looks(attempt_id))

    assert found == [
        TopicScore("On the shore", 3.0, 3.0),
        TopicScore("The pull of the moon", 1.0, 2.0),
    ]
    assert [topic.share for topic in found] == [1.0, 0.5]


def test_summaries_keep_the_order_of_the_query_and_count_what_was_answered(player):
    finished = player.play(wrong=[1])
    begun = player.start()
    player.respond_right(begun, 1)
    untouched = player.start("quiet")

    found = summaries(attempts_of(player.user_id), clock.now())

    assert [(each.id, each.answered, each.score) for each in found] == [
        (untouched, 0, 0.0),
        (begun, 1, 1.0),
        (finished, 5, 4.0),
    ]
    assert [each.max_score for each in found] == [3.0, 5.0, 5.0]
    assert [each.share for each in found] == [0.0, 0.2, 0.8]
    assert [each.finished_at for each in found] == [None, None, MONDAY]
    assert {each.is_practice for each in found} == {False}


def test_no_attempts_have_no_summaries(inside):
    assert summaries(select(Attempt), clock.now()) == []


def test_the_order_shown_is_the_order_looked_back_on(player):
    attempt_id = player.play()

    rows = stored(select(AttemptItem).order_by(AttemptItem.position))

    for row, look in zip(rows, looks(attempt_id), strict=True):
        assert len(look.options) == len(row.option_order)
        assert [option.number for option in look.options] == list(range(1, len(look.options) + 1))
