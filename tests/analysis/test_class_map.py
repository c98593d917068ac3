"""What a class is predicted to recall, by passage, and what to teach again."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from quizapp.analysis.class_map import (
    ClassMap,
    When,
    class_map,
    passage_view,
    recall_day,
)
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.class_map import Firmness
from quizapp.domain.errors import NotFound
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Card, Enrolment
from quizapp.models.class_recall import item_recalls
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player
from tests.support.remembered import DAY, GOOD, rate
from tests.test_query_counts import counted_statements

BERLIN = ZoneInfo("Europe/Berlin")
NAMES = ("Ada A", "Bo B", "Cem C")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def map_of(world: ClassWorld, when: When = When.TOMORROW) -> ClassMap:
    db.session.rollback()
    at = recall_day(when, clock.now(), BERLIN)
    return class_map(world.classroom, world.published.bank, at, clock.now())


def play(world: ClassWorld, user_id: int, *, wrong: tuple[int, ...] = ()) -> None:
    Player(user_id, world.published).play("all", wrong=wrong)


def cards_of_class(world: ClassWorld) -> list[Card]:
    db.session.rollback()
    members = select(Enrolment.user_id).where(Enrolment.left_at.is_(None))
    return list(db.session.scalars(select(Card).where(Card.user_id.in_(members))))


def test_the_database_works_recall_out_as_the_engine_does(world: ClassWorld) -> None:
    """To 1e-12, also over the days on which clocks change, and for a day that is yet to come."""
    for user_id in world.learner_ids:
        play(world, user_id, wrong=(1, 3))
    day = date(2026, 3, 29)
    dice = random.Random(7)
    ages = [0, 1, 2, -2, 31, 400, 10_000, *(dice.randrange(-1, 900) for _ in range(8))]
    cards = cards_of_class(world)
    assert len(cards) == len(ages)
    with write_transaction() as tx:
        for card, age in zip(cards, ages, strict=True):
            new = {"remembered_on": day - age * DAY, "stability": dice.uniform(0.01, 300)}
            tx.execute(update(Card).where(Card.id == card.id).values(**new))

    rows = db.session.execute(item_recalls(world.classroom.id, world.published.bank.id, day)).all()

    expected: dict[str, list[float]] = {}
    for card in cards_of_class(world):
        assert card.state is not None
        expected.setdefault(card.item_key, []).append(card.state.recall_on(day))
    assert {key: n for key, n, _ in rows} == {key: len(each) for key, each in expected.items()}
    for key, n, total in rows:
        assert total / n == pytest.approx(fmean(expected[key]), abs=1e-12)


def test_forgotten_cards_and_learners_who_left_do_not_count(world: ClassWorld) -> None:
    for user_id in world.learner_ids:
        play(world, user_id)
    first, second, _ = world.learner_ids
    classroom_id = world.classroom.id
    with write_transaction() as tx:
        tx.execute(
            update(Card)
            .where(Card.user_id == first, Card.item_key == "what-pulls")
            .values(stability=None, difficulty=None, remembered_on=None)
        )
        tx.execute(
            update(Enrolment)
            .where(Enrolment.user_id == second, Enrolment.classroom_id == classroom_id)
            .values(left_at=world.now)
        )

    shown = map_of(world)

    assert shown.learners == 2
    by_item = {item.item_id: item for each in shown.passages for item in each.items}
    assert by_item["what-pulls"].met == 1
    assert by_item["bare-flats"].met == 2


def test_every_passage_has_its_firmness_in_reading_order(world: ClassWorld) -> None:
    rate(Player(world.learner_ids[0], world.published), "spring-tide", GOOD)
    play(world, world.learner_ids[0], wrong=(1,))

    shown = map_of(world, When.WEEK)

    places = [(p.passage and p.passage.id, p.number, p.firmness) for p in shown.passages]
    assert places == [
        ("moon-1", 1, Firmness.VERY_WEAK),
        ("moon-2", 2, Firmness.GOOD),
        ("shore-1", 1, Firmness.WEAK),  # right at true or false, which may have been luck
        ("shore-2", 2, Firmness.SHAKY),
    ]
    assert shown.passages[0].met == 1
    assert shown.passages[0].pairs == 3


def test_a_passage_that_no_question_cites_is_told_from_one_nobody_has_met(
    world: ClassWorld, edited
) -> None:
    world.published = edited(("    cites: bare for about six hours\n", ""))

    firmness = {p.passage and p.passage.id: p.firmness for p in map_of(world).passages}

    assert firmness["shore-1"] is Firmness.UNASKED
    assert firmness["shore-2"] is Firmness.UNMET


def test_what_was_learnt_today_has_lost_a_day_tomorrow(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    time.move_to(datetime(2026, 3, 2, 21, 30, tzinfo=UTC))
    play(world, world.learner_ids[0], wrong=(1,))

    recalls = {when: map_of(world, when).passages[0].recall or 0 for when in When}

    assert recalls[When.TODAY] == 1
    assert 0 < recalls[When.WEEK] < recalls[When.TOMORROW] < 1


def test_the_day_of_a_map_is_the_classs() -> None:
    late = datetime(2026, 3, 28, 1, 30, tzinfo=UTC)  # half past two in Berlin: still the 27th

    days = [recall_day(when, late, BERLIN).day.isoformat() for when in When]

    assert days == ["2026-03-27", "2026-03-28", "2026-04-03"]


@pytest.mark.slow
def test_most_expected_lapses_come_first_and_name_the_shared_mistake(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    for user_id in world.learner_ids:
        play(world, user_id, wrong=(1,) if user_id != world.learner_ids[0] else (3,))
    time.shift(timedelta(days=2))

    again = map_of(world).again

    assert [each.point.passage and each.point.passage.id for each in again][:2] == [
        "moon-1",
        "shore-1",
    ]
    assert again[0].weakest.item_id == "what-pulls"
    assert again[0].mistake is None  # two are not many
    lapses = [each.point.lapses for each in again]
    assert lapses == sorted(lapses, reverse=True)


@pytest.mark.slow
def test_what_a_regrade_has_marked_right_is_no_mistake(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    for user_id in world.learner_ids:
        play(world, user_id, wrong=(3,))
    time.shift(2 * DAY)
    assert "bare-flats" in mistakes(world)

    bank = world.published.bank
    full_marks = dry_run(bank, "bare-flats", RegradeRule.FULL_MARKS)
    regrade(bank, full_marks, Cause(None, "Unfair."), clock.now())

    assert "bare-flats" not in mistakes(world)


def mistakes(world: ClassWorld) -> set[str]:
    """The items that many of the class got wrong alike."""
    return {each.weakest.item_id for each in map_of(world).again if each.mistake}


@pytest.mark.slow
def test_a_mistake_that_came_up_of_late_is_called_new(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    for number in range(12):
        world.add_learner(f"l{number} L")
    old, late = world.learner_ids[:8], world.learner_ids[8:]
    for user_id in old:
        play(world, user_id)
    time.shift(timedelta(days=30))
    for user_id in late:
        play(world, user_id, wrong=(3,))

    again = map_of(world, When.WEEK).again

    flats = next(e for e in again if e.point.passage and e.point.passage.id == "shore-1")
    assert flats.mistake is not None
    assert (flats.mistake.count, flats.mistake.of, flats.mistake.is_new) == (7, 15, True)
    time.shift(timedelta(days=30))
    later = map_of(world).again
    flats = next(e for e in later if e.point.passage and e.point.passage.id == "shore-1")
    assert flats.mistake is not None
    assert not flats.mistake.is_new


def test_items_that_cite_nothing_are_taught_again_by_themselves(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    for user_id in world.learner_ids:
        play(world, user_id, wrong=(5,))
    time.shift(timedelta(days=1))

    shown = map_of(world)

    assert shown.again[0].point.passage is None
    assert shown.again[0].weakest.item_id == "ebb"
    assert [p.items[0].item_id for p in shown.not_met] == ["flood", "neap", "slack"]


def test_nothing_is_to_be_taught_again_while_all_is_fresh(world: ClassWorld) -> None:
    play(world, world.learner_ids[0])

    assert map_of(world, When.TODAY).again == []


def test_a_passage_lists_who_is_least_likely_to_recall_it(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    play(world, world.learner_ids[0])
    play(world, world.learner_ids[1], wrong=(1,))
    at = recall_day(When.WEEK, clock.now(), BERLIN)

    shown = passage_view(world.classroom.id, world.published.bank, "moon-1", at)

    assert [learner.name for learner in shown.weakest] == ["Bo B", "Ada A"]
    assert shown.weakest[0].recall < shown.weakest[1].recall
    assert (shown.met_by, shown.learners) == (2, 3)
    assert shown.facilities["what-pulls"].n == 2
    assert shown.facilities["what-pulls"].facility is None  # too few to say
    with pytest.raises(NotFound):
        passage_view(world.classroom.id, world.published.bank, "moon-9", at)


@pytest.mark.slow
def test_a_map_costs_three_queries_for_a_class_of_any_size(
    world: ClassWorld, app: Flask, time: time_machine.Traveller
) -> None:
    def queries() -> int:
        classroom = world.classroom
        assert classroom.id
        at = recall_day(When.WEEK, clock.now(), BERLIN)
        with counted_statements(app) as statements:
            class_map(classroom, world.published.bank, at, clock.now())
        return len(statements)

    play(world, world.learner_ids[0], wrong=(1,))
    for_one = queries()
    for user_id in world.learner_ids:
        play(world, user_id, wrong=(1, 2, 3, 4, 5))
        time.shift(timedelta(days=1))

    assert for_one == queries() == 3
    assert db.session.scalar(select(func.count()).select_from(Card)) == 15
