"""A teacher sees the learners of the own classes, those they had last, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from quizapp.accounts.erasing import erase_learner
from quizapp.authoring.edit_effects import effects
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import classrooms, enrolling, rosters
from quizapp.classes.class_teachers import add_teacher, remove_teacher
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.enrolling import Outcome
from quizapp.domain.errors import NotFound
from quizapp.exchange.roster import read_roster
from quizapp.grades import scores
from quizapp.models import User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.authoring.test_edit_effects import OTHER_KEY, Edited
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.playing import Player, all_rows, new_player


@dataclass
class Two:
    """Two classes of two teachers, with one learner each who has taken the quiz."""

    mine: ClassWorld
    theirs: ClassWorld
    attempts: dict[str, str]


@pytest.fixture
def two(inside: Flask, published: PublishedBank) -> Two:
    mine = new_class(published, ("Mina",))
    theirs = new_class(published, ("Theo",), teacher="tom")
    attempts = {
        name: Player(user_named(name).id, published).play(wrong=[1]) for name in ("mina", "theo")
    }
    return Two(mine, theirs, attempts)


def names(published: PublishedBank, teacher_id: int) -> list[str]:
    table = scores.score_table(published.bank.id, [published.bank], teacher_id, clock.now())
    return [row.name for row in table.rows]


def test_each_teacher_sees_the_own_class(two, published):
    assert names(published, two.mine.teacher_id) == ["Mina"]
    assert names(published, two.theirs.teacher_id) == ["Theo"]


def test_somebody_who_never_was_in_a_class_is_no_teachers(two, published):
    player = new_player(published)
    attempt_id = player.play()
    public_id = db.session.get_one(User, player.user_id).public_id

    for teacher_id in (two.mine.teacher_id, two.theirs.teacher_id):
        assert not any(name.startswith("Guest") for name in names(published, teacher_id))
        assert public_id not in classrooms.known_learners(teacher_id)
        with pytest.raises(NotFound):
            scores.learner_with(public_id, teacher_id, clock.now())
        with pytest.raises(NotFound):
            scores.attempt_for_teacher(attempt_id, teacher_id, clock.now())


def test_a_learner_of_both_classes_is_seen_by_both(two, published):
    two.mine.enrol(user_named("theo").id)

    assert names(published, two.mine.teacher_id) == ["Mina", "Theo"]
    assert names(published, two.theirs.teacher_id) == ["Theo"]


def test_who_was_taken_out_of_every_class_stays_with_the_teachers_they_had(two, published):
    theo = user_named("theo")
    rosters.remove_learner(two.theirs.classroom.id, theo.public_id, None, clock.now())

    assert names(published, two.mine.teacher_id) == ["Mina"]
    assert names(published, two.theirs.teacher_id) == ["Theo"]
    with pytest.raises(NotFound):
        erase_learner(two.mine.classroom.id, theo.public_id, two.mine.teacher_id, clock.now())
    two.mine.enrol(theo.id)
    assert names(published, two.theirs.teacher_id) == []


def test_a_teacher_who_was_taken_off_a_class_never_taught_it(two, published):
    theirs = two.theirs
    new_user("Zoe", Role.TEACHER)
    zoe, theo = user_named("zoe"), user_named("theo").public_id
    add_teacher(theirs.classroom.id, "zoe", None, clock.now())
    assert names(published, zoe.id) == ["Theo"]

    remove_teacher(theirs.classroom.id, zoe.public_id, None, clock.now())
    rosters.remove_learner(theirs.classroom.id, theo, None, clock.now())

    assert names(published, zoe.id) == []


def test_a_list_of_user_names_gives_nobody_away_who_never_was_a_learner_of_the_teacher(two):
    new_user("Nora")
    lines = read_roster(b"name,user name\nNora,nora\n").lines
    mine = two.mine

    (line,) = enrolling.planned(mine.classroom.id, lines)
    counts = enrolling.enrol_all(mine.classroom.id, lines, mine.teacher_id, clock.now())
    by_host = enrolling.enrol_all(mine.classroom.id, lines, None, clock.now())

    assert line.outcome is Outcome.ELSEWHERE
    assert counts == {Outcome.ELSEWHERE: 1}
    assert by_host == {Outcome.ENROL: 1}


def test_a_learner_of_another_class_of_the_same_teacher_comes_in_by_the_list(two):
    mine = two.mine
    other = create_classroom(NewClassroom("Class 8a", "UTC"), mine.teacher_id, clock.now())
    world = ClassWorld(mine.published, mine.teacher_id, other, clock.now())
    lines = read_roster(b"name,user name\nM,mina\n").lines

    (line,) = enrolling.planned(world.classroom.id, lines)

    assert line.outcome is Outcome.ENROL


@pytest.mark.slow
def test_exports_pages_and_attempts_of_others_are_not_there(two):
    mina, theo = (user_named(name).public_id for name in ("mina", "theo"))
    teacher_id = two.mine.teacher_id

    assert [line.learner.name for line in scores.score_lines(teacher_id)] == ["Mina"]
    assert classrooms.known_learners(teacher_id) == {mina}
    assert scores.learner_with(mina, teacher_id, clock.now())[0].name == "Mina"
    attempt = scores.attempt_for_teacher(two.attempts["mina"], teacher_id, clock.now())
    assert attempt.learner.name == "Mina"
    with pytest.raises(NotFound):
        scores.learner_with(theo, teacher_id, clock.now())
    with pytest.raises(NotFound):
        scores.attempt_for_teacher(two.attempts["theo"], teacher_id, clock.now())


def test_who_is_erased_is_in_no_table(two, published):
    with write_transaction() as tx:
        tx.get_one(User, user_named("mina").id).erased_at = two.mine.now

    assert names(published, two.mine.teacher_id) == []
    assert scores.score_lines(two.mine.teacher_id) == []


def test_effects_of_edits_name_the_own_learners_and_count_the_others(two, edited: Edited):
    old = two.mine.published.bank
    for name, world in (("mina", two.mine), ("theo", two.theirs)):
        player = Player(user_named(name).id, world.published)
        attempt_id = player.start()
        player.respond_right(attempt_id, 1)
    new = edited(*OTHER_KEY).bank

    (effect,) = effects(old, new, with_names=True, seen_by=two.mine.teacher_id)
    (to_all,) = effects(old, new, with_names=True)

    assert (effect.losing, effect.others_losing) == (("Mina",), 1)
    assert (to_all.losing, to_all.others_losing) == (("Mina", "Theo"), 0)
    assert len(all_rows(User)) == 4
