"""Votes count once, while their round is open; before the answer is shown nothing tells it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import NotFound, UnusableChoice, VoteOver, WrongCode
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.domain.lessons.votes import VoteCount
from quizapp.lessons.seats import (
    Voter,
    lesson_of_code,
    running_lessons_of,
    take_guest_seat,
    take_seat,
)
from quizapp.lessons.seen import Reveal
from quizapp.lessons.voting import GivenVote
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import at_once

FOUR = ("Ada A", "Ben B", "Cem C", "Dora D")
TO_SECOND = (Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, FOUR)


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


def test_a_vote_sent_twice_counts_once(lesson):
    for _ in range(2):
        lesson.vote(lesson.learner())

    (vote,) = lesson.votes()
    assert (vote.round, len(vote.chosen)) == (1, 1)
    assert lesson.led().standing.voted == 1


def test_votes_sent_at_once_count_once(lesson, inside):
    given = GivenVote(lesson.standing.sequence, lesson.numbers())

    results = at_once(inside, 4, lambda: lesson.send(lesson.learner(), given))

    assert results == [lesson.standing] * 4
    assert len(lesson.votes()) == 1


def test_a_vote_is_changed_while_the_round_is_open(lesson):
    lesson.vote(lesson.learner(), right=False)
    lesson.vote(lesson.learner(), right=True)

    assert len(lesson.votes()) == 1
    assert lesson.phone(lesson.learner()).own.numbers == lesson.numbers()


def test_a_vote_for_a_round_that_is_over_is_refused_with_where_the_class_is(lesson):
    given = GivenVote(lesson.standing.sequence, lesson.numbers())
    lesson.make(Move.CLOSE)

    with pytest.raises(VoteOver) as refused:
        lesson.send(lesson.learner(), given)

    assert (refused.value.phase, refused.value.sequence) == (Phase.FIRST_CLOSED, 3)
    assert lesson.votes() == []


def test_a_vote_of_the_first_round_is_not_taken_into_the_second(lesson):
    given = GivenVote(lesson.standing.sequence, lesson.numbers())
    lesson.make(*TO_SECOND)

    with pytest.raises(VoteOver):
        lesson.send(lesson.learner(), given)

    assert lesson.votes() == []


def test_not_knowing_is_a_vote(lesson):
    lesson.send(lesson.learner(), GivenVote(lesson.standing.sequence, (), is_unknown=True))
    lesson.make(Move.CLOSE)

    assert (lesson.led().first.n, lesson.led().first.unknown) == (1, 1)


@pytest.mark.parametrize("numbers", [(), (0,), (9,), (1, 2)])
def test_what_cannot_be_chosen_is_no_vote(lesson, numbers):
    with pytest.raises(UnusableChoice):
        lesson.send(lesson.learner(), GivenVote(lesson.standing.sequence, numbers))

    assert lesson.votes() == []


def test_strangers_do_not_vote(lesson):
    stranger = Voter(new_user("stranger"))

    for voter in (stranger, Voter(secret="x"), Voter()):
        with pytest.raises(NotFound):
            lesson.vote(voter)
        with pytest.raises(NotFound):
            lesson.phone(voter)


def test_a_guest_votes_and_is_counted(lesson):
    guest = lesson.guest()

    lesson.vote(guest)

    assert lesson.led().standing.here == 1
    assert lesson.phone(guest).own.numbers == lesson.numbers()


def test_a_guest_of_one_lesson_is_none_of_another(lesson, world):
    guest = lesson.guest()
    other = new_lesson(world)

    with pytest.raises(NotFound):
        other.phone(guest)


def test_a_guest_is_told_the_end_and_nothing_else(lesson):
    guest = lesson.guest()
    lesson.make(Move.END)

    view = lesson.phone(guest)

    assert (view.standing.phase, view.item, view.own) == (Phase.ENDED, None, None)


def test_a_code_opens_a_running_lesson_only(lesson):
    code = lesson.led().code
    found = lesson_of_code(code.lower())
    lesson.make(Move.END)

    assert found.lesson_id == lesson.lesson_id
    for wrong in (code, "", "ABCDEFGH"):
        with pytest.raises(WrongCode):
            lesson_of_code(wrong)
        with pytest.raises(WrongCode):
            take_guest_seat(wrong, clock.now())


def test_learners_find_the_lesson_of_their_class(lesson, world):
    take_seat(lesson.lesson_id, world.learner_ids[0], clock.now())
    take_seat(lesson.lesson_id, world.learner_ids[0], clock.now())

    (found,) = running_lessons_of(world.learner_ids[0])
    assert (found.lesson_id, found.class_title) == (lesson.lesson_id, "Class 7b")
    assert lesson.led().standing.here == 1
    assert running_lessons_of(new_user("stranger")) == []
    with pytest.raises(NotFound):
        take_seat(lesson.lesson_id, new_user("nobody"), clock.now())


def test_whoever_was_away_is_where_the_class_is(lesson):
    lesson.vote(lesson.learner(1), right=False)
    lesson.make(*TO_SECOND)

    view = lesson.phone(lesson.learner(1))

    assert (view.standing.phase, view.own) == (Phase.SECOND_VOTE, None)
    assert view.first.numbers == lesson.numbers(right=False)


def test_nothing_tells_the_answer_before_it_is_shown(lesson):
    lesson.all_vote([True, True, False, False])
    for move in (None, *TO_SECOND, Move.CLOSE):
        if move:
            lesson.make(move)
        for view in (lesson.phone(lesson.learner()), lesson.wall()):
            found = set(parts_of(view))
            assert not found & {LookBack, Reveal, VoteCount}, move


def parts_of(value: Any) -> list[type]:
    """The types of all that a fact is made of."""
    if isinstance(value, tuple):
        return [each for part in value for each in parts_of(part)]
    if not is_dataclass(value):
        return []
    inner = [each for it in fields(value) for each in parts_of(getattr(value, it.name))]
    return [type(value), *inner]


def test_the_wall_shows_before_and_after_once_the_answer_is_shown(lesson):
    lesson.all_vote([True, False, False, False])
    lesson.make(*TO_SECOND)
    lesson.all_vote([True, True, True, False])
    lesson.make(Move.CLOSE, Move.REVEAL)

    reveal = lesson.wall().reveal

    (key,) = [option for option in reveal.options if option.is_key]
    assert (key.before, key.after) == (1, 3)
    assert (reveal.before.n, reveal.after.n) == (4, 4)
    assert reveal.look.quotes[0].phrase == "The moon pulls at the sea"


def test_so_few_votes_that_one_could_be_told_from_another_are_not_shown(lesson):
    lesson.all_vote([True, False])
    lesson.make(Move.CLOSE, Move.REVEAL)

    reveal = lesson.wall().reveal

    assert (reveal.before, reveal.after) == (None, None)
    assert {option.before for option in reveal.options} == {None}


def test_a_phone_shows_the_answer_with_its_own_last_vote(lesson):
    lesson.all_vote([False])
    lesson.make(*TO_SECOND)
    lesson.all_vote([True])
    lesson.make(Move.CLOSE, Move.REVEAL)

    view = lesson.phone(lesson.learner())
    other = lesson.phone(lesson.learner(1))

    assert (view.look.verdict, view.first.numbers) == ("right", lesson.numbers(right=False))
    assert (other.look.verdict, other.own) == ("unanswered", None)


def test_votes_keep_their_moment(lesson, time):
    lesson.vote(lesson.learner())
    time.shift(timedelta(seconds=9))
    lesson.vote(lesson.learner(1))

    first, second = lesson.votes()
    assert second.voted_at - first.voted_at == timedelta(seconds=9)
