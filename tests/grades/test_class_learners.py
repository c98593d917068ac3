"""One assignment and one learner of a class, as their pages tell of them."""

from __future__ import annotations

import pytest
import time_machine
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.grades.assignment_scores import assignment_scores, bands
from quizapp.grades.class_learners import class_reports, learner_report
from quizapp.grades.gradebook import (
    Wanted,
)
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.grading import (
    DAY,
    NAMES,
    override,
    public_id,
)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def test_the_page_of_an_assignment_tells_how_it_went(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    ada, ben, _ = world.learner_ids
    assignment = world.assign("quiet", closes_at=world.now + DAY)
    override(world, assignment, ada, 1.0)
    override(world, assignment, ben, 0.5)
    time.shift(2 * DAY)

    found = assignment_scores(world.classroom.id, assignment, Wanted(sort=assignment), clock.now())

    assert (found.spread.n, found.spread.mean, found.spread.median) == (2, 0.75, 0.75)
    assert found.spread.sd == pytest.approx(0.5**0.5 / 2)
    assert [learner.name for learner in found.missing] == ["Cem"]
    assert [line.learner.name for line in found.lines] == ["Ben", "Ada", "Cem"]


def test_bands_hold_every_share_once() -> None:
    shares = [0, 0.1, 0.3, 0.1 + 0.2, 2 / 3, 0.7, 0.999, 1]

    assert [band.count for band in bands(shares)] == [1, 1, 0, 2, 0, 0, 1, 1, 0, 2]


def test_a_report_says_what_to_go_over_next(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    ada = world.learner_ids[0]
    world.play(world.assign("all"), ada, wrong=(1, 2, 3))
    time.shift(10 * DAY)

    banks, now, zone = [world.published.bank], clock.now(), clock.zone()
    report = learner_report(world.classroom, public_id(world, 0), banks, now, zone)
    others = class_reports(world.classroom, banks, now, zone)

    (recall,) = report.recalls
    assert recall.is_met
    assert [point.heading for point in recall.again]
    assert [entry.learner.name for entry in others] == [*NAMES]
    assert others[0] == report
    assert not others[1].recalls[0].is_met
