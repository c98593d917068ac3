"""A teacher sees the learners of the own classes and those in no class, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from quizapp.authoring.edit_effects import effects
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import classrooms
from quizapp.domain.errors import NotFound
from quizapp.grades import scores
from quizapp.models import Enrolment, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.authoring.test_edit_effects import OTHER_KEY, Edited
from tests.support.classes import ClassWorld, new_class, user_named
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


def test_learners_in_no_class_are_for_every_teacher(two, published):
    player = new_player(published)
    player.play()

    for teacher_id in (two.mine.teacher_id, two.theirs.teacher_id):
        assert any(name.startswith("Guest") for name in names(published, teacher_id))


def test_a_learner_of_both_classes_is_seen_by_both(two, published):
    two.mine.enrol(user_named("theo").id)

    assert names(published, two.mine.teacher_id) == ["Mina", "Theo"]
    assert names(published, two.theirs.teacher_id) == ["Theo"]


def test_who_has_left_every_class_is_in_none(two, published):
    with write_transaction() as tx:
        for enrolment in tx.query(Enrolment).filter_by(user_id=user_named("theo").id):
            tx.merge(enrolment).left_at = two.mine.now

    assert names(published, two.mine.teacher_id) == ["Mina", "Theo"]


def test_exports_pages_and_attempts_of_others_are_not_there(two):
    mina, theo = (user_named(name).public_id for name in ("mina", "theo"))
    teacher_id = two.mine.teacher_id

    assert [line.learner.name for line in scores.score_lines(teacher_id)] == ["Mina"]
    assert classrooms.known_learners(teacher_id) == {mina}
    assert scores.learner_with(mina, teacher_id, clock.now())[0].name == "Mina"
    assert (
        scores.attempt_for_teacher(two.attempts["mina"], teacher_id, clock.now()).learner.name
        == "Mina"
    )
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
