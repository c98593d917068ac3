"""The gradebook of a class: what counts, who comes first, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.assignments.class_assignments import assignment_view
from quizapp.assignments.facts import assignments_of_class
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.renaming import list_under
from quizapp.domain.assignments import GRACE, Counting
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.errors import NotFound
from quizapp.domain.grading import Grade, GradeState
from quizapp.domain.regrading import RegradeRule
from quizapp.grades.class_grades import class_means, learners_of
from quizapp.grades.class_learners import class_reports, learner_report
from quizapp.grades.gradebook import (
    Show,
    Wanted,
    gradebook_page,
)
from quizapp.models import Enrolment
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.grading import (
    DAY,
    NAMES,
    book,
    give_terms,
    grades,
    names,
    override,
    override_rows,
    public_id,
)
from tests.support.playing import Player
from tests.test_query_counts import counted_statements


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def test_a_line_holds_shares_states_and_the_weighted_total(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    ada, ben, _ = world.learner_ids
    first = world.assign("all", closes_at=world.now + DAY, weight=3)
    world.assign("quiet", due_at=world.now + DAY)
    world.play(first, ada, wrong=(1,))
    world.begin(first, ben)

    right = (attempt_items(world, first) - 1) / attempt_items(world, first)
    states = {name: [grade.state for grade in grades(world, name)] for name in NAMES}
    assert states == {
        "Ada": [GradeState.SCORED, GradeState.TO_DO],
        "Ben": [GradeState.IN_PROGRESS, GradeState.TO_DO],
        "Cem": [GradeState.TO_DO, GradeState.TO_DO],
    }
    assert [line.total for line in book(world).lines] == [pytest.approx(right), None, None]

    time.shift(2 * DAY)

    assert [line.total for line in book(world).lines] == [pytest.approx(right), 0.0, 0.0]
    assert grades(world, "Cem") == [
        Grade(GradeState.MISSING, counts=0.0),
        Grade(GradeState.MISSING),
    ]
    classroom_id = world.classroom.id
    assignments = assignments_of_class(classroom_id)
    (mean,) = [
        mean
        for assignment, mean in zip(
            assignments, class_means(classroom_id, assignments, clock.now()), strict=True
        )
        if assignment.public_id == first
    ]
    assert mean.count == 2
    assert mean.share == pytest.approx(right / 2)


def attempt_items(world: ClassWorld, assignment: str) -> int:
    bank = world.published.bank
    return item_count(bank, bank.quizzes[world.assignment(assignment).quiz_key])


@pytest.mark.parametrize(
    ("counting", "wrong"), [(Counting.BEST, 0), (Counting.LAST, 2), (Counting.FIRST, 1)]
)
def test_the_attempt_that_counts_is_the_same_in_lines_and_means(
    world: ClassWorld, counting: Counting, wrong: int
) -> None:
    ada = world.learner_ids[0]
    assignment = world.assign("all", counting=counting)
    for missed in ((1,), (), (1, 2)):
        world.play(assignment, ada, wrong=missed)
    items = attempt_items(world, assignment)

    found = book(world)

    assert found.lines[0].grades[0].share == pytest.approx((items - wrong) / items)
    assert found.means[0].share == pytest.approx((items - wrong) / items)


def test_late_by_the_learners_own_terms(world: ClassWorld) -> None:
    ada, ben, _ = world.learner_ids
    assignment = world.assign("quiet", due_at=world.now - DAY, opens_at=world.now - 2 * DAY)
    give_terms(world, assignment, ben, due_at=world.now + DAY)
    world.play(assignment, ada)
    world.play(assignment, ben)

    assert [grades(world, name)[0].is_late for name in ("Ada", "Ben")] == [True, False]
    assert names(book(world, show=Show.LATE)) == ["Ada"]
    assert names(book(world, show=Show.MISSING)) == ["Cem"]


def test_an_attempt_whose_time_is_over_counts_with_what_was_answered(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    ada = world.learner_ids[0]
    assignment = world.assign("all", time_limit=600)
    attempt = world.begin(assignment, ada)
    Player(ada, world.published).respond_right(attempt, 1)
    assert grades(world, "Ada")[0].state is GradeState.IN_PROGRESS

    time.shift(timedelta(seconds=600) + 2 * GRACE)

    share = 1 / attempt_items(world, assignment)
    assert grades(world, "Ada")[0].share == pytest.approx(share)
    assert book(world).means[0].share == pytest.approx(share)


def test_regrades_and_other_terms_and_other_classes(
    world: ClassWorld, published: PublishedBank
) -> None:
    _, ben, cem = world.learner_ids
    assignment = world.assign("all", closes_at=world.now + DAY)
    for user_id in world.learner_ids:
        world.play(assignment, user_id, wrong=(1,))
    elsewhere = new_class(world.published, ("Zoe",), teacher="other")
    elsewhere.play(elsewhere.assign("quiet"), elsewhere.learner_ids[0])
    give_terms(world, assignment, ben, is_excused=True)
    override(world, assignment, cem, 0.25)
    full_marks = dry_run(published.bank, "what-pulls", RegradeRule.FULL_MARKS, None)
    regrade(published.bank, full_marks, Cause(None, "Unfair."), clock.now())

    found = book(world)

    assert names(found) == [*NAMES]
    assert [line.total for line in found.lines] == [pytest.approx(1.0), None, 0.25]
    assert found.means[0].count == 2
    assert found.means[0].share == pytest.approx(fmean([1.0, 0.25]))
    override(world, assignment, cem, None, seen=override_rows()[-1].id)
    assert [line.total for line in book(world).lines] == [
        pytest.approx(1.0),
        None,
        pytest.approx(1.0),
    ]


def test_whoever_has_left_is_not_in_the_gradebook(world: ClassWorld) -> None:
    assignment = world.assign("quiet")
    world.play(assignment, world.learner_ids[0])
    with write_transaction() as tx:
        enrolment = tx.scalars(
            select(Enrolment).where(Enrolment.user_id == world.learner_ids[0])
        ).one()
        enrolment.left_at = world.now

    found = book(world)

    assert names(found) == ["Ben", "Cem"]
    assert found.means[0].count == 0
    with pytest.raises(NotFound):
        learner_report(world.classroom, public_id(world, 0), [], clock.now(), clock.zone())


def test_sorting_filtering_and_pages(inside: Flask, published: PublishedBank) -> None:
    world = new_class(published, ("ben", "Ada", "Émile", "Zoe", "Östen"))
    first, second = world.assign("quiet"), world.assign("all")
    ben, ada, emile, zoe, _ = world.learner_ids
    for user_id, share in ((ben, 0.5), (ada, 0.9), (emile, 0.5), (zoe, 0.1)):
        override(world, first, user_id, share)
    override(world, second, ada, 0.2)

    assert names(book(world)) == ["Ada", "ben", "Émile", "Östen", "Zoe"]
    assert names(book(world, is_descending=True)) == ["Zoe", "Östen", "Émile", "ben", "Ada"]
    assert names(book(world, sort="total")) == ["Zoe", "ben", "Émile", "Ada", "Östen"]
    by_first = {"sort": first, "is_descending": True}
    assert names(book(world, **by_first)) == ["Ada", "ben", "Émile", "Zoe", "Östen"]
    assert names(book(world, sort=second)) == ["Ada", "ben", "Émile", "Östen", "Zoe"]
    assert names(book(world, text="ÉM")) == ["Émile"]
    assert names(book(world, show=Show.BELOW, below=0.5)) == ["Zoe"]
    assert names(book(world, sort="withdrawn-long-ago")) == names(book(world))
    assert gradebook_page(world.classroom.id, Wanted(page=10**12), clock.now()).wanted.page == 1


@pytest.mark.slow
def test_a_gradebook_costs_the_same_for_a_large_class(
    app: Flask, inside: Flask, published: PublishedBank
) -> None:
    world = new_class(published, ("Ada",))
    world.play(world.assign("quiet"), world.learner_ids[0])
    wishes = [Wanted(), Wanted(sort="total"), Wanted(show=Show.MISSING)]
    bank = [published.bank]

    def costs() -> list[int]:
        counts = []
        classroom = world.classroom
        for wanted in wishes:
            with counted_statements(app) as statements:
                gradebook_page(classroom.id, wanted, clock.now())
            counts.append(len(statements))
        with counted_statements(app) as statements:
            class_reports(classroom, bank, clock.now(), clock.zone())
        return [*counts, len(statements)]

    for_one = costs()
    for n in range(8):
        world.play(world.assign("quiet"), world.add_learner(f"L{n}"))
        override(world, world.assign("all"), world.learner_ids[-1], 0.5)

    assert for_one == costs()
    assert max(for_one) <= 11


def test_learners_are_in_order_of_the_surname_and_of_what_a_teacher_says(
    inside: Flask, published: PublishedBank
) -> None:
    world = new_class(published, ("Ada Zeller", "Bo van Dijk", "Cem Abel"))
    room = world.classroom.id
    assert [each.name for each in learners_of(room)] == ["Cem Abel", "Bo van Dijk", "Ada Zeller"]

    cem = learners_of(room)[0].id
    list_under(room, cem, "Zz", world.teacher_id, clock.now())

    assert [each.name for each in learners_of(room)] == ["Bo van Dijk", "Ada Zeller", "Cem Abel"]
    told = assignment_view(room, world.assign("quiet"), clock.now())
    assert [each.name for each in told.standings] == ["Bo van Dijk", "Ada Zeller", "Cem Abel"]
