"""A teacher leads a lesson: steps are made once, and everybody is where the class is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import (
    ClassroomArchived,
    LessonMoved,
    MoveNotNow,
    NotFound,
    NothingToVoteOn,
)
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.domain.lessons.votes import Advice
from quizapp.lessons.leading import Step
from quizapp.lessons.led import class_lessons
from quizapp.lessons.standing import poll, poll_counted
from quizapp.models import AuditEntry, LessonSeat
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.orders import add_order
from tests.support.playing import at_once, published_from, stored

FOUR = ("Ada A", "Ben B", "Cem C", "Dora D")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, FOUR)


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    return new_lesson(world)


def test_a_lesson_goes_through_its_steps(lesson):
    phases = [lesson.standing.phase]
    steps = (
        Move.POSE,
        Move.OPEN,
        Move.CLOSE,
        Move.DISCUSS,
        Move.VOTE_AGAIN,
        Move.CLOSE,
        Move.REVEAL,
        Move.POSE,
        Move.END,
    )

    phases += [lesson.make(move).phase for move in steps]

    assert phases == [
        Phase.WAITING,
        Phase.READ,
        Phase.FIRST_VOTE,
        Phase.FIRST_CLOSED,
        Phase.DISCUSS,
        Phase.SECOND_VOTE,
        Phase.SECOND_CLOSED,
        Phase.REVEALED,
        Phase.READ,
        Phase.ENDED,
    ]
    assert lesson.standing.sequence == len(steps)


def test_a_step_that_cannot_be_made_from_there_changes_nothing(lesson):
    lesson.make(Move.POSE)
    before = lesson.standing

    with pytest.raises(MoveNotNow):
        lesson.make(Move.REVEAL)

    assert lesson.standing == before


def test_of_two_clicks_one_wins_and_the_other_is_told_where_the_class_is(lesson):
    lesson.make(Move.POSE)
    step = Step(Move.OPEN, lesson.standing.sequence)

    lesson.step(step)
    with pytest.raises(LessonMoved) as refused:
        lesson.step(step)

    assert (refused.value.sequence, refused.value.phase) == (2, Phase.FIRST_VOTE)
    assert lesson.standing.phase is Phase.FIRST_VOTE


def test_of_steps_made_at_once_one_wins(lesson, inside):
    lesson.make(Move.POSE)
    step = Step(Move.OPEN, lesson.standing.sequence)

    results = at_once(inside, 4, lambda: lesson.step(step))

    won = [each for each in results if not isinstance(each, Exception)]
    assert [each.sequence for each in won] == [2]
    assert sum(isinstance(each, LessonMoved) for each in results) == 3


def test_a_step_after_the_end_is_told_that_it_has_ended(lesson):
    lesson.make(Move.END)

    with pytest.raises(LessonMoved) as refused:
        lesson.step(Step(Move.POSE, 0))

    assert refused.value.phase == Phase.ENDED


def test_nobody_leads_the_lesson_of_another_class(lesson, published):
    other = new_class(published, teacher="other")

    with pytest.raises(NotFound):
        poll_counted(other.classroom.id, lesson.lesson_id)
    with pytest.raises(NotFound):
        LessonWorld(other, lesson.lesson_id, lesson.banks).make(Move.POSE)


def test_a_lesson_that_is_not_there_has_no_standing(inside):
    with pytest.raises(NotFound):
        poll("nowhere")


def test_questions_are_posed_in_turn_and_none_twice(lesson):
    asked = []
    for _ in range(2):
        lesson.make(Move.POSE, Move.OPEN, Move.CLOSE, Move.REVEAL)
        asked.append(lesson.asked().content.item_id)

    assert asked == ["what-pulls", "who-reads"]
    assert Move.POSE not in lesson.led().moves
    with pytest.raises(MoveNotNow):
        lesson.make(Move.POSE)


def test_a_question_that_was_only_read_can_be_posed_again(lesson):
    lesson.make(Move.POSE, Move.POSE, Move.OPEN)

    first, second = lesson.questions()
    assert (first.posed_at, first.option_order) == (None, None)
    assert second.posed_at is not None
    assert lesson.led().next_id == first.id


def test_another_question_can_be_posed_at_any_time(lesson):
    lesson.make(Move.POSE, Move.OPEN)
    last = lesson.questions()[-1]

    lesson.make(Move.POSE, question_id=last.id)

    assert lesson.asked().id == last.id
    assert lesson.questions()[0].over_at is not None


def test_the_question_stays_what_it_was_when_it_was_posed(lesson, edited):
    lesson.make(Move.POSE)
    before = lesson.phone(lesson.learner()).item

    bank = edited(("What pulls at the sea and makes it rise?", "What pulls at it?")).bank
    lesson.banks = {bank.id: bank}

    assert lesson.phone(lesson.learner()).item == before


def test_all_see_the_options_in_one_order(lesson):
    lesson.make(Move.POSE)

    shown = {lesson.phone(lesson.learner(each)).item.options for each in range(4)}

    assert shown == {lesson.wall().item.options}


def test_what_cannot_be_voted_on_is_refused(world, bank_file):
    add_order(bank_file)
    world.published = published_from(bank_file)

    for item in ("one-tide", "nothing"):
        with pytest.raises(NothingToVoteOn):
            new_lesson(world, [item])


def test_a_question_that_has_gone_from_its_bank_is_not_posed(lesson):
    lesson.banks = {}

    with pytest.raises(NothingToVoteOn):
        lesson.make(Move.POSE)

    assert lesson.standing.phase is Phase.WAITING


def test_next_question_is_one_that_can_still_be_asked(lesson):
    for key, bank in lesson.banks.items():
        lesson.banks[key] = replace(bank, held_item_ids=frozenset({"what-pulls"}))

    gone, kept = lesson.led().plan
    lesson.make(Move.POSE)

    assert (gone.stem, kept.is_posed) == (None, False)
    assert [each.is_posed for each in lesson.led().plan] == [False, True]
    assert lesson.led().next_id is None


def test_no_lesson_is_begun_in_an_archived_class(world):
    world.learn_by(archived_at=clock.now())

    with pytest.raises(ClassroomArchived):
        new_lesson(world)


def test_a_lesson_is_told_among_those_of_its_class(lesson, world, published):
    lesson.make(Move.POSE, Move.OPEN)
    new_lesson(world)
    other = new_class(published, teacher="other")

    lesson.make(Move.END)
    newest, told = class_lessons(world.classroom.id)

    assert (told.started_at, told.ended_at) == (MONDAY, MONDAY)
    assert (told.lesson_id, told.title, told.asked) == (lesson.lesson_id, "Tides", 1)
    assert (newest.asked, newest.ended_at) == (0, None)
    assert class_lessons(other.classroom.id) == []


def test_the_teacher_sees_shares_once_the_vote_is_closed(lesson):
    lesson.make(Move.POSE, Move.OPEN)
    lesson.all_vote([True, True, False, False])
    open_view = lesson.led()

    lesson.make(Move.CLOSE)

    closed = lesson.led()
    assert (open_view.first, open_view.advice, open_view.standing.voted) == (None, None, 4)
    assert (closed.first.right, closed.first.n, closed.advice) == (2, 4, Advice.TOO_FEW)
    assert sum(closed.first.counts.values()) == 4


def test_the_second_vote_is_counted_by_itself(lesson):
    lesson.make(Move.POSE, Move.OPEN)
    lesson.all_vote([True, False, False])
    lesson.make(Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)
    none_yet = lesson.led()
    lesson.all_vote([True, True])
    lesson.make(Move.CLOSE)

    led = lesson.led()

    assert (none_yet.standing.voted, none_yet.second, none_yet.first.n) == (0, None, 3)
    assert (led.first.right, led.second.right, led.second.n, led.standing.voted) == (1, 2, 2, 2)


def test_the_end_closes_the_door_and_forgets_the_guests_devices(lesson):
    lesson.guest()

    lesson.make(Move.END)

    (seat,) = stored(select(LessonSeat))
    assert (seat.secret_hash, lesson.led().code) == (None, None)
    deeds = [entry.deed for entry in stored(select(AuditEntry).order_by(AuditEntry.id))]
    assert deeds[-2:] == ["start lesson", "end lesson"]
