"""What a teacher should look at first: wrong keys, challenges, and what a small class is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.analysis.class_analysis import quiz_lines
from quizapp.attempts.waiting_cases import waiting_cases
from quizapp.banks.shelf import bank_shelf
from quizapp.models import Enrolment
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.analysis.analysed import analysed, column, item_shown, play
from tests.support.copied_attempts import copy_into
from tests.support.personal_rows import personal_rows

pytestmark = pytest.mark.usefixtures("inside")


def test_a_wrong_key_is_found_and_its_quiz_stands_first(world):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 14)
    copy_into(world, weak, 11)
    play(world, 2, quiz="quiet")

    lines = quiz_lines(world.classroom.id, bank_shelf().banks)
    found = analysed(world)

    assert [(line.quiz_id, line.looks, line.n) for line in lines] == [
        ("all", 1, 27),
        ("quiet", 0, 1),
    ]
    assert column(found, "what-pulls").wants_look
    kinds = [verdict.kind for verdict, _ in column(found, "what-pulls").remarks]
    assert kinds[:2] == ["check-key", "worse-here"]


@pytest.mark.slow
def test_one_wrong_key_stands_before_many_lesser_remarks(world):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 14)
    copy_into(world, weak, 11)
    copy_into(world, play(world, 2, 1, 2, 3, quiz="by-topic"), 40)

    lines = quiz_lines(world.classroom.id, bank_shelf().banks)

    assert [line.quiz_id for line in lines] == ["all", "by-topic"]
    assert lines[0].n < lines[1].n
    assert lines[0].looks < lines[1].looks
    columns = analysed(world).columns
    assert min(columns, key=lambda each: each.gravity).item_key == "what-pulls"


def test_a_small_class_is_told_of_a_wrong_key_and_of_nothing_else(world):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 8)
    copy_into(world, weak, 5)

    found = analysed(world)

    suspected = column(found, "what-pulls")
    assert (suspected.figures.n, suspected.is_too_few) == (15, False)
    assert [verdict.kind for verdict, _ in suspected.remarks] == ["check-key"]
    assert column(found, "who-reads").is_too_few


def test_a_class_without_attempts_has_nothing(world):
    assert quiz_lines(world.classroom.id, bank_shelf().banks) == []
    assert analysed(world).scores is None
    assert item_shown(world, "ebb").quiz is None
    assert item_shown(world, "ebb").challenge_count == 0


def test_only_challenges_that_wait_for_a_decision_are_counted(world):
    personal_rows(world, world.learner_ids[0], play(world, 0))

    assert item_shown(world, "ebb").challenge_count == 1
    assert item_shown(world, "what-pulls").challenge_count == 0


def test_a_challenge_made_after_its_learner_had_left_is_not_counted(world):
    lena = world.learner_ids[0]
    personal_rows(world, lena, play(world, 0))
    for left_at, count in ((clock.now(), 1), (clock.now() - timedelta(minutes=1), 0)):
        with write_transaction() as tx:
            tx.query(Enrolment).filter_by(user_id=lena).one().left_at = left_at

        assert item_shown(world, "ebb").challenge_count == count
        assert [each.count for each in waiting_cases(world.classroom.id)] == [count] * count


def test_an_item_is_shown_in_the_quiz_that_asked_it_most(world):
    play(world, 0)
    play(world, 1)
    play(world, 2, quiz="by-topic")

    quiz = item_shown(world, "what-pulls").quiz

    assert quiz is not None
    assert quiz.quiz_id == "all"
    assert {each.item_key for each in item_shown(world, "ebb", "all").columns} == {"ebb"}
