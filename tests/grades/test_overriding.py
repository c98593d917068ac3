"""What a teacher decides by hand: scores and weights, and the trace they leave."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import classroom_taught_by
from quizapp.domain.errors import NotFound, OverrideConflict
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.grades.single_grades import single_grade
from quizapp.grades.weighting import set_weights
from quizapp.models import AuditEntry
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.grading import (
    NAMES,
    grades,
    override,
    override_rows,
    public_id,
)
from tests.support.playing import all_rows, at_once


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def test_overrides_add_rows_and_leave_a_trace(world: ClassWorld) -> None:
    ada = world.learner_ids[0]
    assignment = world.assign("quiet")
    attempt = world.play(assignment, ada, wrong=(1,))
    before = grades(world, "Ada")

    first = override(world, assignment, ada, 1.0)
    second = override(world, assignment, ada, 0.5, seen=first)
    override(world, assignment, ada, None, seen=second)

    assert grades(world, "Ada") == before
    assert [row.share for row in override_rows()] == [1.0, 0.5, None]
    trail = [entry for entry in all_rows(AuditEntry) if "override" in entry.deed]
    assert [entry.deed for entry in trail] == ["override score"] * 2 + ["take back override"]
    assert [(row.details or {})["before"] for row in trail] == [None, 1.0, 0.5]
    found = single_grade(world.classroom.id, assignment, public_id(world, 0), clock.now())
    assert [entry.share for entry in found.history] == [None, 0.5, 1.0]
    assert (found.override, found.attempts[0].id) == (None, attempt)


def test_of_two_teachers_at_once_one_is_told_of_the_other(app: Flask, world: ClassWorld) -> None:
    assignment, learner = world.assign("quiet"), public_id(world, 0)
    classroom_id, teacher_id = world.classroom_id, world.teacher_id

    def decide() -> None:
        room = classroom_taught_by(classroom_id, teacher_id)
        new = NewOverride(0.5, "Seen in class.", 0)
        override_score(room.id, assignment, learner, new, teacher_id, clock.now())

    results = at_once(app, 4, decide)

    assert sum(isinstance(result, OverrideConflict) for result in results) == 3
    assert len(override_rows()) == 1


def test_scores_of_other_classes_cannot_be_set(world: ClassWorld) -> None:
    assignment = world.assign("quiet")
    stranger = new_class(world.published, ("Zoe",), teacher="other")
    theirs = stranger.assign("quiet")
    new = NewOverride(1.0, "Mine.", 0)

    for one, learner in ((assignment, public_id(stranger, 0)), (theirs, public_id(world, 0))):
        with pytest.raises(NotFound):
            override_score(world.classroom.id, one, learner, new, world.teacher_id, clock.now())

    assert override_rows() == []


def test_weights_of_this_class_alone_are_changed_and_traced(world: ClassWorld) -> None:
    mine = world.assign("quiet")
    theirs = new_class(world.published, teacher="other").assign("quiet")

    count = set_weights(world.classroom, {mine: 2.5, theirs: 9}, world.teacher_id, clock.now())
    again = set_weights(world.classroom, {mine: 2.5}, world.teacher_id, clock.now())

    assert (count, again) == (1, 0)
    assert (world.assignment(mine).weight, world.assignment(theirs).weight) == (2.5, 1.0)
    assert [entry.deed for entry in all_rows(AuditEntry)].count("change weights") == 1


def test_weights_of_assignments_of_one_title_are_all_traced(world: ClassWorld) -> None:
    first, second = (world.assign("quiet", title="Week one") for _ in range(2))

    set_weights(world.classroom, {first: 2, second: 0.5}, world.teacher_id, clock.now())

    (entry,) = [each for each in all_rows(AuditEntry) if each.deed == "change weights"]
    assert entry.details == {"changed": [["Week one", 1.0, 2.0], ["Week one", 1.0, 0.5]]}
