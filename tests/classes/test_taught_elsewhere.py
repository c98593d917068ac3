"""Whose account it is: teachers of one class do not decide over learners of another."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts.erasing import erase_learner
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.enrolling import Outcome, enrol_all, planned
from quizapp.classes.joining import leave_class
from quizapp.domain.errors import NotFound
from quizapp.exchange.roster import read_roster
from quizapp.merging.merging import merge, merge_choices
from quizapp.models import DeletionRequest, User
from quizapp.web.database import write_transaction
from tests.support.classes import new_class, user_named
from tests.support.playing import moment_at, stored


def test_whom_others_teach_is_neither_enrolled_by_name_nor_merged_nor_erased(
    inside: Flask, published: PublishedBank
) -> None:
    theirs = new_class(published, ("Lena Abel",))
    own = new_class(published, ("Bo Ek", "Ida Ek"), teacher="tomas")
    (lena,) = theirs.learner_ids
    lines = read_roster(b"name,user name\nLena Abel,lena\n").lines

    (line,) = planned(own.classroom.id, lines)
    counts = enrol_all(own.classroom.id, lines, own.teacher_id, own.now)

    assert line.outcome is Outcome.ELSEWHERE
    assert counts == {Outcome.ELSEWHERE: 1}
    own.enrol(lena)  # she has joined by the code
    lena_id = user_named("lena").public_id
    assert lena_id not in {choice.id for choice in merge_choices(own.classroom.id)}
    with pytest.raises(NotFound):
        merge(
            own.classroom.id,
            lena_id,
            user_named("bo").public_id,
            own.teacher_id,
            moment_at(own.now),
        )
    with pytest.raises(NotFound):
        erase_learner(own.classroom.id, lena_id, own.teacher_id, own.now)
    with write_transaction() as tx:
        tx.add(DeletionRequest(user_id=lena, asked_at=own.now, words=""))
    erase_learner(own.classroom.id, lena_id, own.teacher_id, own.now)
    (erased,) = stored(select(User).where(User.public_id == lena_id))
    assert erased.erased_at is not None


def test_whoever_has_left_the_other_class_is_taught_here_alone_until_they_are_back(
    inside: Flask, published: PublishedBank
) -> None:
    theirs = new_class(published, ("Lena Abel",))
    own = new_class(published, ("Bo Ek",), teacher="tomas")
    (lena,) = theirs.learner_ids
    own.enrol(lena)
    lena_id = user_named("lena").public_id

    leave_class(theirs.classroom_id, lena, own.now)

    assert lena_id in {choice.id for choice in merge_choices(own.classroom.id)}
    theirs.enrol(lena)
    with pytest.raises(NotFound):
        erase_learner(own.classroom.id, lena_id, own.teacher_id, own.now)
    leave_class(theirs.classroom_id, lena, own.now)
    erase_learner(own.classroom.id, lena_id, own.teacher_id, own.now)
    (erased,) = stored(select(User).where(User.public_id == lena_id))
    assert erased.erased_at is not None
