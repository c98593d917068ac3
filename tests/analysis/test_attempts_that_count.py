"""Whose attempts the item analysis of a class counts."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from quizapp.analysis.class_analysis import quiz_analysis
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.errors import NotFound
from quizapp.models import Attempt, Enrolment, User
from quizapp.models.attempts import AttemptKind
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, column, missed, play
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, new_player

pytestmark = pytest.mark.usefixtures("inside")

TIDES = ("tides", "all")


@pytest.fixture
def world(published: PublishedBank) -> ClassWorld:
    bank_shelf().look(clock.now())
    return new_class(published, ("Lena", "Cleo", "Mika"))


def test_first_attempts_count_unless_others_are_asked_for(world):
    play(world, 0, 1, 2)
    play(world, 0, 1)
    play(world, 0)
    play(world, 1, 1)

    facilities = {
        of: column(analysed(world, of), "what-pulls").figures.facility
        for of in ("first", "last", "all")
    }

    assert facilities == {"first": 0.0, "last": 0.5, "all": 0.25}
    assert [analysed(world, of).quiz.n for of in ("first", "last", "all")] == [2, 2, 4]


def test_an_attempt_that_is_not_finished_takes_the_place_of_none(world, published):
    play(world, 0)
    play(world, 0, 1)
    running = Player(world.learner_ids[0], published)
    running.respond_right(running.start(), 1)

    found = {of: analysed(world, of) for of in ("first", "last", "all")}

    assert {of: each.quiz.n for of, each in found.items()} == {"first": 1, "last": 1, "all": 2}
    assert column(found["last"], "what-pulls").figures.facility == 0.0


def test_an_assignment_counts_by_the_first_attempt_under_it(world):
    play(world, 0, 1)
    assignment = world.assign(title="Week 3")
    world.play(assignment, world.learner_ids[0])
    world.play(assignment, world.learner_ids[0], wrong=(1,))

    found = analysed(world, assignment)

    assert found.quiz.n == 1
    assert column(found, "what-pulls").figures.facility == 1.0
    assert [choice.assignment_title for choice in found.quiz.choices] == [None] * 3 + ["Week 3"]


def test_only_finished_attempts_of_learners_of_the_class_count(world, published):
    play(world, 0)
    before = analysed(world).quiz.n
    Player(world.learner_ids[1], published).start()  # not finished
    new_player(published).play()  # of another class, or none
    play(world, 2)
    with write_transaction() as tx:
        tx.execute(update(User).where(User.id == world.learner_ids[2]).values(role=Role.TEACHER))

    assert analysed(world).quiz.n == before == 1


@pytest.mark.parametrize("kind", [AttemptKind.PRACTICE, AttemptKind.PREVIEW])
@pytest.mark.parametrize("of", ["first", "last", "all"])
@pytest.mark.tampering
def test_practice_and_previews_never_count(world, kind, of):
    play(world, 0)
    with write_transaction() as tx:
        tx.execute(update(Attempt).values(kind=kind))

    assert analysed(world, of).quiz.n == 0


def test_who_has_left_or_was_erased_counts_on(world):
    for learner in range(3):
        play(world, learner, 1)
    with write_transaction() as tx:
        tx.execute(
            update(Enrolment)
            .where(Enrolment.user_id == world.learner_ids[0])
            .values(left_at=world.now)
        )
        tx.execute(
            update(User)
            .where(User.id == world.learner_ids[1])
            .values(erased_at=world.now, display_name="")
        )

    found = analysed(world)

    assert found.quiz.n == 3
    assert [miss.name for miss in missed(world, "what-pulls")] == ["Lena", "Mika"]


def test_who_missed_an_item_is_listed_with_what_they_chose(world, published):
    play(world, 0, 1)
    lost = Player(world.learner_ids[1], published)
    attempt = lost.start()
    lost.respond(attempt, 1, is_unknown=True)
    lost.finish(attempt)
    play(world, 2)

    unknown, wrong = missed(world, "what-pulls")

    assert (unknown.name, unknown.chosen, unknown.is_unknown) == ("Cleo", (), True)
    assert (wrong.name, wrong.is_unknown, wrong.mark) == ("Lena", False, 0.0)
    assert wrong.chosen[0] in ("The wind", "The harbour", "The pilots")
    assert wrong.attempt_id == attempt_id_of(world, 0)


def attempt_id_of(world: ClassWorld, learner: int) -> str:
    query = select(Attempt.public_id).where(Attempt.user_id == world.learner_ids[learner])
    return db.session.scalars(query).one()


@pytest.mark.parametrize(
    ("quiz", "of"), [(("tides", "none"), "first"), (("none", "all"), "first"), (TIDES, "other")]
)
def test_a_quiz_or_attempts_that_nobody_knows_are_not_found(world, quiz, of):
    with pytest.raises(NotFound):
        quiz_analysis(world.classroom.id, quiz, of, bank_shelf().banks)


def test_an_assignment_of_another_class_is_no_choice(world, published):
    other = new_class(published, ("Nora",), teacher="theo")
    foreign = other.assign()

    with pytest.raises(NotFound):
        quiz_analysis(world.classroom.id, TIDES, foreign, bank_shelf().banks)
