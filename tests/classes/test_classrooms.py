"""Classrooms at services' level."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NoAttemptLeft
from tests.support.classes import new_class
from tests.support.playing import attempt_with


def test_an_assignment_allows_as_many_attempts_as_it_says(
    inside: Flask, published: PublishedBank
) -> None:
    world = new_class(published, ("Lena Abel",))
    assignment_id = world.assign(attempts_allowed=1, time_limit=600)

    attempt = attempt_with(world.play(assignment_id, world.learner_ids[0]))

    assert attempt.current_score == attempt.max_score
    with pytest.raises(NoAttemptLeft):
        world.begin(assignment_id, world.learner_ids[0])
