"""Wishes to be deleted: asked, taken back, and who sees them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import deletion_requests, signing_up
from quizapp.accounts.erasing import erase_learner
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.joining import leave_class
from quizapp.domain.errors import NotFound
from quizapp.models import (
    User,
)
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.playing import Player, stored


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def test_a_wish_can_be_changed_and_taken_back(world, ana):
    deletion_requests.ask_deletion(ana.user_id, "Please.", clock.now())
    deletion_requests.ask_deletion(ana.user_id, "Please do.", clock.now())

    (wish,) = deletion_requests.requests_for(world.classroom.id)
    assert (wish.name, wish.words) == ("Ana", "Please do.")
    for _ in range(2):
        deletion_requests.withdraw_deletion(ana.user_id)

    assert deletion_requests.requests_for(world.classroom.id) == []
    with pytest.raises(NotFound):
        deletion_requests.ask_deletion(world.teacher_id, "", clock.now())


def test_a_class_sees_the_wishes_of_its_own_and_of_those_who_left_it(world, ana, published):
    other = new_class(published, ("Otto",), teacher="tom")
    alone, gone = signing_up.create_guest(clock.now()), world.learner_ids[1]
    leave_class(world.classroom_id, gone, clock.now())
    for user_id in (ana.user_id, other.learner_ids[0], alone, gone):
        deletion_requests.ask_deletion(user_id, "", clock.now())

    seen = [wish.learner_id for wish in deletion_requests.requests_for(world.classroom.id)]

    assert seen == [
        stored(select(User).where(User.id == i))[0].public_id for i in (ana.user_id, gone)
    ]
    assert len(deletion_requests.all_requests()) == 4
    with pytest.raises(NotFound):
        erase_learner(world.classroom.id, user_named("otto").public_id, world.teacher_id, world.now)
    assert user_named("otto").erased_at is None
