"""Two learners of one class, of whom one is the other."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.playing import Player


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    """Whose account stays."""
    return Player(user_named("ana").id, world.published)


@pytest.fixture
def ben(world: ClassWorld) -> Player:
    """Whose account ends."""
    return Player(world.learner_ids[1], world.published)
