"""The gradebook of a class: what counts, who comes first, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.assignments.facts import assignments_of_class
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import classroom_taught_by
from quizapp.domain.assignments import GRACE, Counting
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.errors import NotFound, OverrideConflict
from quizapp.domain.grading import Grade, GradeState
from quizapp.domain.regrading import RegradeRule
from quizapp.grades.assignment_scores import assignment_scores, bands
from quizapp.grades.class_grades import class_means
from quizapp.grades.class_learners import class_reports, learner_report
from quizapp.grades.gradebook import (
    Gradebook,
    Show,
    Wanted,
    gradebook_page,
    whole_gradebook,
)
from quizapp.grades.overriding import NewOverride, override_history, override_score
from quizapp.grades.single_grades import single_grade
from quizapp.grades.weighting import set_weights
from quizapp.models import AssignmentException, AuditEntry, Enrolment, ScoreOverride, User
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, all_rows, at_once
from tests.test_query_counts import counted_statements

DAY = timedelta(days=1)
NAMES = ("Ada", "Ben", "Cem")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def book(world: ClassWorld, **wanted: object) -> Gradebook:
    found = gradebook_page(world.classroom.id, Wanted(**wanted), clock.now())  # type: ignore[arg-type]  # fields by name
    whole = whole_gradebook(world.classroom.id, Wanted(**wanted), clock.now())  # type: ignore[arg-type]  # the same
    assert (found.lines, found.means) == (whole.lines, whole.means)
    return found


def grades(world: ClassWorld, name: str) -> list[Grade]:
    line = next(line for line in book(world).lines if line.learner.name == name)
    return list(line.grades)


def names(found: Gradebook) -> list[str]:
    return [line.learner.name for line in found.lines]


def give_terms(world: ClassWorld, assignment: str, user_id: int, **terms: object) -> None:
    assignment_id = world.assignment(assignment).id
    with write_transaction() as tx:
        tx.add(AssignmentException(assignment_id=assignment_id, user_id=user_id, **terms))


def override(
    world: ClassWorld, assignment: str, user_id: int, share: float | None, seen: int = 0
) -> int:
    """Set a score by hand; the id of the override that holds then."""
    learner = db.session.get_one(User, user_id).public_id
    new = NewOverride(share, "On paper.", seen)
    override_score(world.classroom.id, assignment, learner, new, world.teacher_id, clock.now())
    return override_history(world.assignment(assignment).id, user_id)[0].row_id


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


def override_rows() -> list[ScoreOverride]:
    return [*all_rows(ScoreOverride)]


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


def public_id(world: ClassWorld, at: int) -> str:
    return db.session.get_one(User, world.learner_ids[at]).public_id


def test_sorting_filtering_and_pages(inside: Flask, published: PublishedBank) -> None:
    world = new_class(published, ("ben", "Ada", "Émile", "Zoe", "Östen"))
    first, second = world.assign("quiet"), world.assign("all")
    ben, ada, emile, zoe, _ = world.learner_ids
    for user_id, share in ((ben, 0.5), (ada, 0.9), (emile, 0.5), (zoe, 0.1)):
        override(world, first, user_id, share)
    override(world, second, ada, 0.2)

    assert names(book(world)) == ["Ada", "ben", "Zoe", "Émile", "Östen"]
    assert names(book(world, is_descending=True)) == ["Östen", "Émile", "Zoe", "ben", "Ada"]
    assert names(book(world, sort="total")) == ["Zoe", "ben", "Émile", "Ada", "Östen"]
    by_first = {"sort": first, "is_descending": True}
    assert names(book(world, **by_first)) == ["Ada", "ben", "Émile", "Zoe", "Östen"]
    assert names(book(world, sort=second)) == ["Ada", "ben", "Zoe", "Émile", "Östen"]
    assert names(book(world, text="ÉM")) == ["Émile"]
    assert names(book(world, show=Show.BELOW, below=0.5)) == ["Zoe"]
    assert names(book(world, sort="withdrawn-long-ago")) == names(book(world))
    assert gradebook_page(world.classroom.id, Wanted(page=10**12), clock.now()).wanted.page == 1


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
    assert max(for_one) <= 9


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
