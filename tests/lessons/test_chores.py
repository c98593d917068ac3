"""First votes feed the memories of learners when their question is over; nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.drills.posing import asked_question
from quizapp.domain.lessons.phases import Move
from quizapp.domain.memory.guesses import guess_at, one_of
from quizapp.domain.memory.updates import Evidence, learnt
from quizapp.lessons import chores
from quizapp.lessons.chores import feed_memories
from quizapp.lessons.voting import GivenVote
from quizapp.memory.correcting import mark_widened
from quizapp.memory.rebuilding import check_memories, rebuild_memories
from quizapp.memory.voted import remember_vote
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import Player, all_rows, at_once
from tests.support.remembered import GOOD, card, log, memory, rate
from tests.support.shelves import OTHER_KEY

FOUR = ("Ada A", "Ben B", "Cem C", "Dora D")
TODAY = MONDAY.date()
RIGHT, WRONG = Evidence(GOOD, 1.0, one_of(4)), Evidence(GOOD, 0.0, one_of(4))
TO_SECOND = (Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)
OVER = (Move.CLOSE, Move.REVEAL)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, FOUR)


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


def fed() -> int:
    return feed_memories(clock.moment())


def player(lesson: LessonWorld, number: int = 0) -> Player:
    return Player(lesson.world.learner_ids[number], lesson.world.published)


def test_a_first_vote_is_an_answer_of_its_moment(lesson, time):
    lesson.vote(lesson.learner())
    time.shift(timedelta(minutes=3))
    lesson.make(*OVER)
    time.shift(timedelta(seconds=5))

    assert fed() == 1

    (row,) = log(player(lesson), "what-pulls")
    assert (row.source, row.mark, row.rating, row.seconds) == (ReviewSource.VOTE, 1.0, GOOD, None)
    assert (row.reviewed_at, row.day, row.begun_at) == (MONDAY, TODAY, MONDAY)
    assert (row.guess_chance, row.sequence, row.is_key_held) == (0.25, 1, False)
    assert row.predicted is not None
    assert memory(player(lesson), "what-pulls") == learnt(None, RIGHT, TODAY)


def test_a_wrong_first_vote_is_a_miss(lesson):
    lesson.vote(lesson.learner(), right=False)
    lesson.make(*OVER)

    fed()

    assert memory(player(lesson), "what-pulls") == learnt(None, WRONG, TODAY)


def test_nothing_is_fed_before_the_question_is_over(lesson):
    lesson.all_vote([True, False])
    lesson.make(Move.CLOSE)

    assert fed() == 0
    assert all_rows(Card) == []


def test_a_vote_is_fed_once(lesson):
    lesson.all_vote([True, False])
    lesson.make(*OVER)

    assert [fed(), fed()] == [2, 0]
    assert len(all_rows(Review)) == 2


def test_votes_fed_at_once_are_fed_once(lesson, inside):
    lesson.all_vote([True, False, True])
    lesson.make(*OVER)

    results = at_once(inside, 3, fed)

    assert sum(each for each in results if isinstance(each, int)) == 3
    assert len(all_rows(Review)) == 3


def test_what_a_crash_has_left_is_fed_afterwards(lesson, monkeypatch):
    lesson.all_vote([True, False, True])
    lesson.make(*OVER)
    monkeypatch.setattr(chores, "AT_ONCE", 2)
    calls = []

    def fail_at_third(*args):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("the power is cut")
        remember_vote(*args)

    monkeypatch.setattr(chores, "remember_vote", fail_at_third)
    with pytest.raises(RuntimeError):
        fed()
    before = len(all_rows(Review))

    assert (before, fed(), len(all_rows(Review))) == (2, 1, 3)


def test_a_second_vote_is_no_recall(lesson):
    lesson.all_vote([False])
    lesson.make(*TO_SECOND)
    lesson.all_vote([True])
    lesson.make(*OVER)

    fed()

    assert memory(player(lesson), "what-pulls") == learnt(None, WRONG, TODAY)
    assert len(log(player(lesson), "what-pulls")) == 1


def test_whoever_voted_only_after_the_discussion_has_seen_the_key(lesson):
    lesson.make(*TO_SECOND)
    lesson.all_vote([True])
    lesson.make(*OVER)

    assert [fed(), fed()] == [1, 0]

    (row,) = log(player(lesson), "what-pulls")
    assert (row.source, row.mark, row.sequence) == (ReviewSource.KEY, None, None)
    assert memory(player(lesson), "what-pulls") is None
    assert card(player(lesson), "what-pulls").key_seen_on == TODAY


def test_where_the_answer_was_never_shown_a_miss_waits_for_its_key(lesson):
    lesson.vote(lesson.learner(), right=False)
    lesson.make(Move.POSE)

    fed()

    (row,) = log(player(lesson), "what-pulls")
    assert row.is_key_held
    assert memory(player(lesson), "what-pulls") is None
    assert card(player(lesson), "what-pulls").has_hidden_miss


def test_a_second_vote_without_an_answer_shown_leaves_nothing(lesson):
    lesson.make(*TO_SECOND)
    lesson.all_vote([True])
    lesson.make(Move.END)

    assert fed() == 0


def test_guests_have_no_memory(lesson):
    lesson.vote(lesson.guest())
    lesson.make(*OVER)

    assert fed() == 0
    assert all_rows(Card) == []
    assert lesson.questions()[0].fed_at == MONDAY


def test_a_vote_after_the_key_was_seen_that_day_does_not_count(lesson, time):
    ada = player(lesson)
    ada.play()
    time.shift(timedelta(minutes=1))
    lesson.vote(lesson.learner())
    lesson.make(*OVER)
    before = memory(ada, "what-pulls")

    fed()

    rows = log(ada, "what-pulls")
    assert [row.source for row in rows] == ["quiz", "key", "vote"]
    assert memory(ada, "what-pulls") == before


def test_a_vote_taken_in_late_stands_at_its_own_moment(lesson, time):
    ada = player(lesson)
    lesson.vote(lesson.learner())
    lesson.make(*OVER)
    time.shift(timedelta(days=1))
    rate(ada, "what-pulls")

    fed()

    rows = log(ada, "what-pulls")
    assert [(row.source, row.day) for row in rows] == [
        ("vote", TODAY),
        ("card", TODAY + timedelta(days=1)),
    ]
    assert check_memories().differing == ()


def test_a_question_answered_alone_is_an_answer_too(lesson):
    lesson.make(*TO_SECOND, *OVER)
    lesson.add("bare-flats", follows_id=lesson.asked().id)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(lesson.learner())
    lesson.make(*OVER)

    fed()

    (row,) = log(player(lesson), "bare-flats")
    assert (row.source, row.mark) == (ReviewSource.VOTE, 1.0)


def test_several_keys_count_by_how_far_they_are_above_luck(lesson):
    lesson.make(Move.POSE, Move.OPEN)
    asked = lesson.asked()
    lesson.vote(lesson.learner())
    lesson.make(*OVER)

    fed()

    (row,) = log(player(lesson), "who-reads")
    guess = guess_at(asked_question(asked.content, asked.arrangement))
    assert (row.mark, row.guess_chance, row.guess_mark) == (1.0, guess.chance, guess.mark)


def test_memories_are_the_same_after_a_rebuild(lesson):
    lesson.all_vote([True, False, True, False])
    lesson.make(*TO_SECOND)
    lesson.all_vote([True, True])
    lesson.make(*OVER, Move.POSE, Move.OPEN)
    lesson.all_vote([False, True])
    lesson.make(Move.END)
    fed()
    before = [(each.user_id, each.item_key, each.track) for each in all_rows(Card)]

    rebuilt = rebuild_memories()

    assert rebuilt.differing == ()
    assert [(each.user_id, each.item_key, each.track) for each in all_rows(Card)] == before


def test_a_key_that_was_widened_marks_votes_anew(lesson, edited):
    wind = [each.text for each in lesson.phone(lesson.learner()).item.options].index("The wind") + 1
    lesson.send(lesson.learner(), GivenVote(lesson.standing.sequence, (wind,)))
    lesson.make(*OVER)
    fed()
    other_key = edited(OTHER_KEY).bank

    with write_transaction() as tx:
        changed = mark_widened(tx, other_key, ["what-pulls"])

    (row,) = log(player(lesson), "what-pulls")
    assert (changed, row.mark, row.remarked) == (1, 0, 1)
    assert memory(player(lesson), "what-pulls") == learnt(None, RIGHT, TODAY)
