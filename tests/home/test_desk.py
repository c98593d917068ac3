"""What a class's desk says: what waits, the most harmful first, this week, and what to teach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.accounts.deletion_requests import ask_deletion
from quizapp.assignments.exceptions import grant_exception
from quizapp.banks.revisions import PublishedBank
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.classes.joining import open_joining
from quizapp.domain.assignments import OtherTerms, Phase
from quizapp.domain.desk.first_steps import Step
from quizapp.domain.desk.harm import Concern
from quizapp.domain.desk.needing_help import Need
from quizapp.home.class_work import NeedHelp, NotBegun
from quizapp.home.desk import Desk, MarksDiffer, desk_of
from quizapp.home.requests import Request
from quizapp.home.suspected_keys import WrongKeys
from quizapp.models import Enrolment, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.analysis.analysed import play
from tests.support.classes import ClassWorld, new_class
from tests.support.copied_attempts import copy_into
from tests.support.personal_rows import personal_rows
from tests.support.playing import Player
from tests.support.regrading import OTHER_KEY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena", "Cleo", "Mika"))


def desk(world: ClassWorld) -> Desk:
    db.session.rollback()
    return desk_of(world.classroom, {"tides": world.published.bank}, world.now, clock.zone())


def concerns(shown: Desk) -> list[Concern]:
    return [each.concern for each in shown.to_do]


def test_a_class_at_work_with_nothing_wrong_has_nothing_to_do(world: ClassWorld):
    world.assign("all")

    shown = desk(world)

    assert shown.to_do == []
    assert shown.step is None
    assert shown.learners == 3


def test_who_has_not_begun_what_is_due_by_tomorrow_is_named(world: ClassWorld):
    due = world.now + 30 * HOUR
    assignment = world.assign("all", due_at=due)
    world.play(assignment, world.learner_ids[1])

    (found,) = desk(world).to_do

    assert isinstance(found, NotBegun)
    (quiz,) = found.quizzes
    assert (quiz.assignment_id, quiz.due_at, quiz.of) == (assignment, due, 3)
    assert [learner.name for learner in quiz.learners] == ["Lena", "Mika"]


def test_who_is_excused_or_has_a_later_date_is_not_asked_about(world: ClassWorld):
    assignment = world.assign("all", due_at=world.now + 30 * HOUR)
    lena, cleo, mika = (db.session.get_one(User, each).public_id for each in world.learner_ids)
    for learner, terms in (
        (lena, OtherTerms(is_excused=True)),
        (cleo, OtherTerms(due_at=world.now + 9 * DAY)),
        (mika, OtherTerms(due_at=world.now + 31 * HOUR)),
    ):
        grant_exception(world.classroom.id, assignment, learner, terms, world.teacher_id, world.now)

    (found,) = desk(world).to_do

    assert isinstance(found, NotBegun)
    assert [learner.name for learner in found.quizzes[0].learners] == ["Mika"]
    assert found.quizzes[0].due_at == world.now + 31 * HOUR
    assert found.quizzes[0].of == 2


def test_several_quizzes_that_are_due_are_one_thing_the_next_one_first(world: ClassWorld):
    later = world.assign("all", due_at=world.now + 40 * HOUR)
    sooner = world.assign("quiet", due_at=world.now + 2 * HOUR)
    world.assign("by-topic", due_at=world.now + 50 * HOUR)

    (found,) = desk(world).to_do

    assert isinstance(found, NotBegun)
    assert [quiz.assignment_id for quiz in found.quizzes] == [sooner, later]


def test_a_learner_who_missed_three_needs_help_and_it_is_said_why(world: ClassWorld):
    for _ in range(3):
        world.play(world.assign("quiet", due_at=world.now + DAY), world.learner_ids[0])
    for learner_id in world.learner_ids[1:]:
        leave(world, learner_id)
    world.add_learner("Nils")
    world.now += 2 * DAY

    (found,) = desk(world).to_do

    assert isinstance(found, NeedHelp)
    ((nils),) = found.learners
    assert nils.learner.name == "Nils"
    assert [(reason.need, reason.missing, reason.due) for reason in nils.reasons] == [
        (Need.MISSING, 3, 3)
    ]


def leave(world: ClassWorld, user_id: int) -> None:
    with write_transaction() as tx:
        tx.execute(update(Enrolment).where(Enrolment.user_id == user_id).values(left_at=world.now))


def test_a_wrong_key_comes_before_everything_else(world: ClassWorld):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 14)
    copy_into(world, weak, 11)
    world.assign("all", due_at=world.now + DAY)

    shown = desk(world)

    assert concerns(shown) == [Concern.WRONG_KEY, Concern.NOT_BEGUN]
    found = shown.to_do[0]
    assert isinstance(found, WrongKeys)
    (key,) = found.keys
    assert (key.bank_id, key.item_id, key.quiz_id) == ("tides", "what-pulls", "all")
    assert (key.chose, key.n, key.key, key.strongest) == (15, 27, "The moon", 1.0)
    assert key.rival != "The moon"


def test_a_key_is_no_longer_suspected_once_it_was_corrected(world: ClassWorld, edited):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 14)
    copy_into(world, weak, 11)
    world.assign("all")
    world.published = edited(*OTHER_KEY)

    shown = desk(world)

    assert concerns(shown) == [Concern.MARKS_DIFFER]
    found = shown.to_do[0]
    assert isinstance(found, MarksDiffer)
    assert [(item.item_id, item.here) for item in found.items] == [("what-pulls", found.here)]
    assert found.here > 0


def test_nothing_is_looked_at_that_the_class_was_never_set(world: ClassWorld):
    strong, weak = play(world, 0, 1), play(world, 1, 2, 3, 5)
    copy_into(world, strong, 14)
    copy_into(world, weak, 11)
    world.assign("quiet")

    assert desk(world).to_do == []


def test_what_people_ask_for_waits_with_their_name_while_it_is_one(world: ClassWorld):
    lena = world.learner_ids[0]
    world.assign("quiet")
    personal_rows(world, lena, play(world, 0))
    for number in (1, 2):
        challenge(world, number)
    ask_deletion(lena, "", world.now)

    requests = [each for each in desk(world).to_do if isinstance(each, Request)]

    assert [(each.concern, each.count) for each in requests] == [
        (Concern.CHALLENGES, 2),
        (Concern.DELETION, 1),
        (Concern.MEANT_SAME, 1),
    ]
    assert [each.name for each in requests[1:]] == ["Lena", "Lena"]
    assert requests[1].id == db.session.get_one(User, lena).public_id


def challenge(world: ClassWorld, number: int) -> None:
    attempt = Player(world.learner_ids[number], world.published).play("all", wrong=(1,))
    new = NewChallenge("The moon pulls at the sea", "It says so.")
    learner_id, article = world.learner_ids[number], world.published.bank.article
    challenge_item(attempt, 1, learner_id, article, new, world.now)


def test_joining_that_stays_open_after_all_are_in_is_told(world: ClassWorld):
    world.assign("quiet")
    open_joining(world.classroom.id, world.teacher_id, world.now)
    early = desk(world)
    world.now += 3 * DAY

    late = desk(world)

    assert early.to_do == []
    assert concerns(late) == [Concern.JOINING_OPEN]


def test_the_week_has_how_many_handed_in_and_their_mean(world: ClassWorld):
    open_now = world.assign("quiet", due_at=world.now + 5 * DAY)
    to_come = world.assign("all", opens_at=world.now + DAY)
    world.play(open_now, world.learner_ids[0])
    world.play(open_now, world.learner_ids[1], wrong=(1,))

    week = desk(world).week

    assert [(each.assignment_id, each.phase) for each in week] == [
        (open_now, Phase.OPEN),
        (to_come, Phase.NOT_OPEN),
    ]
    assert [(each.handed_in, each.of) for each in week] == [(2, 3), (0, 3)]
    assert week[0].mean is not None
    assert 0.5 <= week[0].mean < 1
    assert week[1].mean is None


def test_a_new_class_is_led_from_letting_in_to_the_first_quiz(world: ClassWorld):
    with_learners = desk(world)
    for learner_id in world.learner_ids:
        leave(world, learner_id)

    empty = desk(world)

    assert with_learners.step is Step.SET_FIRST
    assert empty.step is Step.LET_IN
    assert empty.map is None


def test_a_class_in_the_archive_has_only_what_people_ask_for(world: ClassWorld):
    world.assign("all", due_at=world.now + DAY)
    personal_rows(world, world.learner_ids[0], play(world, 0))
    world.learn_by(archived_at=world.now)

    shown = desk(world)

    assert concerns(shown) == [Concern.MEANT_SAME]
    assert shown.step is None


def test_what_to_teach_again_names_each_question_once(world: ClassWorld):
    for number in range(3):
        play(world, number, 1, 2, 3)

    shown = desk(world)

    asked = [each.weakest.item_id for each in shown.again]
    assert len(asked) == len(set(asked)) == 3
    assert [part.heading for part in shown.small_map] == ["The pull of the moon", "On the shore"]
