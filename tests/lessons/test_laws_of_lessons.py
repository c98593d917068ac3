"""Whatever a teacher and a class do, in whatever order: no vote is taken outside its phase."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import LessonMoved, MoveNotNow, VoteOver
from quizapp.domain.lessons.phases import FIRST, SECOND, Move, Phase, moves
from quizapp.lessons.chores import feed_memories
from quizapp.lessons.leading import Step
from quizapp.lessons.voting import GivenVote
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.lessons import LessonWorld, new_lesson

VOTERS = st.integers(0, 2)
AGES = st.integers(0, 3)
"""How many steps ago a page was loaded that something is sent from."""


class LessonMachine(RuleBasedStateMachine):
    """A lesson, and what each page knew that somebody still has open."""

    world: ClassWorld

    def __init__(self) -> None:
        super().__init__()
        self.lesson: LessonWorld = new_lesson(self.world, ["what-pulls", "bare-flats"])
        self.pages = [self.lesson.standing]
        self.acknowledged: dict[tuple[int, int, int], tuple[int, ...]] = {}

    @property
    def here(self) -> Any:
        return self.pages[-1]

    @rule(move=st.sampled_from(Move), age=AGES)
    def go_on(self, move: Move, age: int) -> None:
        page = self.pages[max(0, len(self.pages) - 1 - age)]
        can = move in moves(self.here.phase)
        try:
            self.pages.append(self.lesson.step(Step(move, page.sequence)))
        except LessonMoved as refused:
            told = refused.sequence
        except MoveNotNow:
            assert not can or move is Move.POSE  # no question may be left
            return
        else:
            assert can
            told = page.sequence + 1
        assert told == self.here.sequence

    @rule(voter=VOTERS, number=st.integers(1, 2), age=AGES)
    def vote(self, voter: int, number: int, age: int) -> None:
        page = self.pages[max(0, len(self.pages) - 1 - age)]
        given = GivenVote(page.sequence, (number,))
        try:
            self.lesson.send(self.lesson.learner(voter), given)
        except VoteOver as refused:
            told, is_taken = (refused.sequence, refused.phase), False
        else:
            told, is_taken = (page.sequence, page.phase), True
            asked = self.lesson.asked()
            self.acknowledged[asked.id, page.phase.last_round, voter] = given.numbers
        assert is_taken == (page == self.here and page.phase.round is not None)
        assert told == (self.here.sequence, self.here.phase)

    @rule(voter=VOTERS)
    def reload(self, voter: int) -> None:
        view = self.lesson.phone(self.lesson.learner(voter))
        assert view.standing == self.here
        assert (view.look is not None) == (self.here.phase is Phase.REVEALED)
        if view.item is None:
            return
        asked = self.lesson.asked()
        kept = [self.acknowledged.get((asked.id, each, voter)) for each in (FIRST, SECOND)]
        assert (view.first and view.first.numbers) == kept[0]
        if self.here.phase.round is not None:
            assert (view.own and view.own.numbers) == kept[self.here.phase.round - 1]

    @rule()
    def feed(self) -> None:
        feed_memories(clock.moment())

    @invariant()
    def what_was_acknowledged_is_there_and_nothing_else(self) -> None:
        assert len(self.lesson.votes_here()) == len(self.acknowledged)


@pytest.fixture
def machine(inside: Flask, published: PublishedBank) -> type[LessonMachine]:
    world = new_class(published, ("Ada A", "Ben B", "Cem C"))
    return type("Machine", (LessonMachine,), {"world": world})


def test_no_vote_is_taken_outside_its_phase_and_none_is_lost(machine):
    run_state_machine_as_test(machine, settings=settings(max_examples=8, stateful_step_count=25))


@pytest.mark.slow
def test_the_same_with_many_more_steps(machine):
    run_state_machine_as_test(machine, settings=settings(max_examples=60, stateful_step_count=50))
