"""A class as it is being taught: where everybody stands, and how answers spread."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.domain.live import Run, Seat, Stage
from quizapp.lessons.live import live_class, version_of
from quizapp.lessons.projecting import Wish, projected
from quizapp.models import AssignmentException, Enrolment
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.lessons.looking_on import asked, wall
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import WITH_SECOND_TRIES, Player

LONG_TIME = timedelta(minutes=10)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ada A", "Ben B", "Cem C", "Dora D"))


def seats(world: ClassWorld, assignment: str) -> dict[str, Seat]:
    live = live_class(world.facts(assignment), world.published.bank, clock.now())
    return {seat.name.split()[0]: seat for seat in live.seats}


def test_each_learner_stands_where_they_are(world: ClassWorld, time: time_machine.Traveller):
    ada, ben, _, dora = world.learner_ids
    assignment = world.assign(time_limit=600)
    world.play(assignment, ada)
    Player(ben, world.published).respond_right(world.begin(assignment, ben), 1)
    with write_transaction() as tx:
        assignment_id = world.assignment(assignment).id
        tx.add(AssignmentException(assignment_id=assignment_id, user_id=dora, is_excused=True))

    found = seats(world, assignment)

    assert [seat.stage for seat in found.values()] == [
        Stage.FINISHED,
        Stage.WORKING,
        Stage.NOT_BEGUN,
        Stage.EXCUSED,
    ]
    run = found["Ben"].run
    assert run is not None
    assert (run.answered, run.total, run.last_at) == (1, 5, clock.now())
    assert run.time_left(clock.now()) == LONG_TIME
    time.shift(LONG_TIME + timedelta(seconds=16))
    assert seats(world, assignment)["Ben"].stage is Stage.TIME_UP


def test_whoever_left_is_not_waited_for(world: ClassWorld):
    assignment = world.assign()
    world.play(assignment, world.learner_ids[0])
    with write_transaction() as tx:
        left = update(Enrolment).where(Enrolment.user_id == world.learner_ids[0])
        tx.execute(left.values(left_at=clock.now()))

    assert set(seats(world, assignment)) == {"Ben", "Cem", "Dora"}
    assert asked(world, assignment)["what-pulls"].spread.asked == 0


@pytest.mark.slow
def test_answers_spread_over_options_once_for_each_learner(world: ClassWorld):
    assignment = world.assign()
    for learner_id, wrong in zip(world.learner_ids[:3], [(1,), (), ()], strict=True):
        world.play(assignment, learner_id, wrong=wrong)
    world.play(assignment, world.learner_ids[0])
    Player(world.learner_ids[3], world.published).respond(
        world.begin(assignment, world.learner_ids[3]), 1, is_unknown=True
    )

    found = asked(world, assignment)

    assert list(found) == ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]
    spread = found["what-pulls"].spread
    (key,) = [option.id for option in found["what-pulls"].question.options if option.is_key]
    assert (spread.asked, spread.answered, spread.unknown) == (4, 4, 1)
    assert spread.counts == {key: 3}
    assert found["ebb"].spread.asked == 4
    assert found["ebb"].spread.answered == 3
    many = found["who-reads"].spread
    assert (many.answered, sorted(many.counts.values())) == (3, [3, 3])


def test_what_was_asked_before_an_edit_is_left_out_and_counted(world: ClassWorld, edited):
    assignment = world.assign()
    world.play(assignment, world.learner_ids[0])
    world.published = edited(("- The wind: Wind raises waves, not the tide.", "- The sun"))
    world.play(assignment, world.learner_ids[1])

    found = asked(world, assignment)["what-pulls"]

    assert (found.spread.asked, found.left_out) == (1, 1)
    assert "The sun" in {option.text for option in found.question.options}


def test_version_changes_with_what_learners_do_and_with_nothing_else(
    world: ClassWorld, time: time_machine.Traveller
):
    assignment = world.assign(closes_at=clock.now() + timedelta(hours=1))
    tokens = []

    def look() -> bool:
        version = version_of(world.facts(assignment), clock.now())
        tokens.append(version.token)
        return version.is_over

    look()
    attempt = world.begin(assignment, world.learner_ids[0])
    look()
    Player(world.learner_ids[0], world.published).respond_right(attempt, 1)
    look()
    world.add_learner("Eva E")
    look()
    assert len(set(tokens)) == 4
    time.shift(timedelta(seconds=2))
    assert not look()
    assert tokens[-1] == tokens[-2]
    time.shift(timedelta(hours=1, seconds=30))
    assert look()
    time.shift(timedelta(hours=1))
    look()
    assert tokens[-1] == tokens[-2]


def test_version_changes_when_somebody_begins_what_never_closes(world: ClassWorld):
    assignment = world.assign(closes_at=None)
    before = version_of(world.facts(assignment), clock.now())

    world.begin(assignment, world.learner_ids[0])

    assert version_of(world.facts(assignment), clock.now()) != before


def test_version_does_not_change_with_what_is_answered_elsewhere(world: ClassWorld):
    assignment, other = world.assign(), world.assign()
    player = Player(world.learner_ids[0], world.published)
    world.begin(assignment, world.learner_ids[1])
    attempt = world.begin(other, player.user_id)
    before = version_of(world.facts(assignment), clock.now())

    player.respond_right(attempt, 1)

    assert version_of(world.facts(assignment), clock.now()) == before


def test_whoever_tries_again_is_at_that_question_still(
    world: ClassWorld, edited, time: time_machine.Traveller
):
    published = edited(WITH_SECOND_TRIES)
    world = replace(world, published=published)
    ada, assignment = Player(world.learner_ids[0], published), world.assign()
    attempt = world.begin(assignment, ada.user_id)
    ada.respond_wrong(attempt, 1)

    waiting = seats(world, assignment)["Ada"].run
    version = version_of(world.facts(assignment), clock.now())
    time.shift(timedelta(seconds=2))
    ada.respond_right(attempt, 1)
    done = seats(world, assignment)["Ada"].run

    begun = clock.now() - timedelta(seconds=2)
    assert waiting == Run(1, 0, 5, last_at=begun, started_at=begun)
    assert done == Run(1, 1, 5, last_at=clock.now(), started_at=begun)
    assert version_of(world.facts(assignment), clock.now()) != version


def test_more_time_for_one_learner_keeps_it_going(world: ClassWorld, time: time_machine.Traveller):
    close = clock.now() + timedelta(hours=1)
    assignment = world.assign(closes_at=close)
    with write_transaction() as tx:
        tx.add(
            AssignmentException(
                assignment_id=world.assignment(assignment).id,
                user_id=world.learner_ids[0],
                closes_at=close + timedelta(hours=1),
            )
        )
    time.shift(timedelta(hours=1, minutes=30))
    assert not version_of(world.facts(assignment), clock.now()).is_over
    time.shift(timedelta(hours=1))
    assert version_of(world.facts(assignment), clock.now()).is_over


def test_projector_has_neither_answers_nor_key_until_they_are_wanted(world: ClassWorld):
    assignment = world.assign()
    for learner_id in world.learner_ids[:3]:
        world.play(assignment, learner_id, wrong=(1,))

    bare = wall(world, assignment, "what-pulls")
    answers = wall(world, assignment, "what-pulls", answers=True)
    key = wall(world, assignment, "what-pulls", key=True)

    assert all(replace(option, text="") == type(option)("") for option in bare.options)
    assert (bare.unknown, bare.others, bare.answered) == (None, None, 3)
    assert sum(option.count or 0 for option in answers.options) == 3
    assert {option.is_key for option in answers.options} == {None}
    assert [option.text for option in key.options if option.is_key] == ["The moon"]
    assert {option.count for option in key.options} == {None}
    assert [option.text for option in key.options] == [option.text for option in bare.options]


def test_projector_withholds_answers_of_two(world: ClassWorld):
    assignment = world.assign()
    for learner_id in world.learner_ids[:2]:
        world.play(assignment, learner_id)

    found = wall(world, assignment, "what-pulls", answers=True)

    assert found.is_withheld
    assert {option.count for option in found.options} == {None}


def test_projector_goes_from_question_to_question(world: ClassWorld):
    assignment = world.assign()

    first = wall(world, assignment, None)
    assert first.following is not None
    second = wall(world, assignment, first.following.item_key)

    assert (first.place.item_key, first.position, first.total) == ("what-pulls", 1, 5)
    assert (second.position, second.previous) == (2, first.place)
    with pytest.raises(NotFound):
        wall(world, assignment, "neap")


def test_order_on_the_wall_does_not_tell_the_key(world: ClassWorld):
    """In the bank the key comes first; over many assignments it is everywhere on the wall."""
    places = set()
    for _ in range(30):
        options = wall(world, world.assign(), "what-pulls", key=True).options
        places.add(next(at for at, option in enumerate(options) if option.is_key))

    assert places == {0, 1, 2, 3}


def test_drawn_questions_are_listed_once_somebody_was_asked(world: ClassWorld):
    assignment = world.assign("quiet")
    facts = world.facts(assignment)
    assert projected(facts, world.published.bank, Wish(), "secret") is None

    world.play(assignment, world.learner_ids[0])

    assert sum(question.spread.asked for question in asked(world, assignment).values()) == 3
    assert live_class(facts, None, clock.now()).questions
