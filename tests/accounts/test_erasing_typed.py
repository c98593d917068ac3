"""Being forgotten by those who typed something: it may be anything, their name included."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from sqlalchemy import select

from quizapp.accounts.erasing import erase_named
from quizapp.attempts.looking_back import look_backs
from quizapp.banks.revisions import PublishedBank
from quizapp.challenges.meaning_the_same import say_the_same
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Attempt, Challenge, Classroom, Response
from quizapp.models.base import Base
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.verifying import verify_scores
from quizapp.upkeep.retention import tidy
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, column
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, all_rows, attempt_with, new_player
from tests.support.records import edit_bank
from tests.support.regrading import regraded
from tests.support.shelves import put_to_use
from tests.support.typed import add_number, add_short

NAME = "Zoe of Hill Road"
AGAIN = f"{NAME} again"
GONE = ["", ""]
VARIANT = ("accept: [", "accept: [port captain, ")
SECOND = ("title: Words to type", "title: Words to type\n    second_try: 50 %")


@pytest.fixture
def published(inside: None, bank_file: Path) -> PublishedBank:
    add_number(bank_file)
    add_short(bank_file, SECOND)
    return put_to_use(bank_file)


@pytest.fixture
def world(published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def typed(player: Player, *texts: str, quiz: str = "words") -> str:
    attempt = player.start(quiz)
    for text in texts:
        player.type(attempt, 1, text)
    return attempt


def everything_kept() -> str:
    """All rows of all tables as text, without the banks."""
    tables = [each for each in Base.metadata.sorted_tables if "revision" not in each.name]
    db.session.rollback()
    rows = [row for table in tables for row in db.session.execute(select(table))]
    return "\n".join(map(repr, rows))


def chosen() -> list[tuple[list[str], list[str] | None]]:
    return [(row.chosen, row.second_chosen) for row in all_rows(Response)]


def scores() -> list[float | None]:
    return [row.current_score for row in all_rows(Attempt)]


def test_words_that_are_no_answer_go_wherever_they_were_typed_and_scores_stay(
    ana: Player, time: time_machine.Traveller
) -> None:
    wrong = typed(ana, NAME, AGAIN)
    say_the_same(wrong, 1, ana.user_id, clock.now())
    typed(ana, NAME, "Harbor Master")
    typed(ana, "the harbor mason", NAME)
    typed(ana, "5550199", quiz="typed")
    before = scores()
    assert NAME in everything_kept()

    erase_named("ana", clock.now())

    kept = everything_kept()
    assert NAME not in kept
    assert "zoe" not in kept.casefold()
    assert "5550199" not in kept
    assert [row.words for row in all_rows(Challenge)] == []
    right, known = ["Harbor Master", "harbour master"], ["the harbor mason", "harbour mason"]
    assert chosen() == [(GONE, GONE), (GONE, right), (known, GONE), (GONE, None)]
    assert scores() == before == [0.0, 0.5, 0.0, 0.0]
    assert verify_scores().discrepancies == []


def test_words_of_practice_go_as_well(ana: Player) -> None:
    attempt = typed(ana, NAME, AGAIN)
    ana.type(ana.practise(attempt), 1, NAME)

    erase_named("ana", clock.now())

    assert NAME not in everything_kept()


def test_words_go_when_the_time_of_the_class_is_over(
    world: ClassWorld, ana: Player, time: time_machine.Traveller
) -> None:
    typed(ana, NAME, AGAIN)
    with write_transaction() as tx:
        row = tx.get_one(Classroom, world.classroom.id)
        row.archived_at, row.keep_days = clock.now(), 30
    time.shift(timedelta(days=30))

    tidy(clock.now())

    assert NAME not in everything_kept()


def test_words_of_guests_who_stay_away_go(
    published: PublishedBank, time: time_machine.Traveller
) -> None:
    typed(new_player(published), NAME, AGAIN)
    time.shift(timedelta(days=181))

    tidy(clock.now())

    assert NAME not in everything_kept()


def test_words_of_others_stay(world: ClassWorld, ana: Player) -> None:
    typed(Player(world.learner_ids[1], world.published), NAME, AGAIN)

    erase_named("ana", clock.now())

    assert NAME in everything_kept()


def test_words_that_a_regrade_has_taken_as_right_stay_an_answer(
    world: ClassWorld, ana: Player, bank_file: Path
) -> None:
    counts, wrong = typed(ana, "Port captain", "x y"), typed(ana, NAME, AGAIN)
    edit_bank(bank_file, VARIANT)
    regraded(put_to_use(bank_file), "who-keeps")

    erase_named("ana", clock.now())

    assert chosen()[0] == (["Port captain", "port captain"], GONE)
    assert NAME not in everything_kept()
    assert [attempt_with(each).current_score for each in (counts, wrong)] == [1.0, 0.0]
    assert verify_scores().discrepancies == []


def test_nobody_can_say_what_deleted_words_would_earn(
    world: ClassWorld, ana: Player, bank_file: Path
) -> None:
    typed(ana, "port captain", "x y")
    erase_named("ana", clock.now())
    edit_bank(bank_file, VARIANT)

    found = dry_run(put_to_use(bank_file).bank, "who-keeps", RegradeRule.BANK, None)

    assert (len(found.unsayable), found.changed) == (1, ())


def test_an_answer_without_words_is_counted_as_one_that_was_given(
    world: ClassWorld, ana: Player
) -> None:
    ben = Player(world.learner_ids[1], world.published)
    for player in (ana, ben):
        typed(player, NAME, AGAIN)

    erase_named("ana", clock.now())

    (found,) = column(analysed(world, quiz="words"), "who-keeps").questions
    assert found.figures.n == 2
    counts = {found.texts[use.option]: use.count for use in found.figures.options}
    assert {text: count for text, count in counts.items() if count} == {NAME: 1, "…": 1}
    assert [ways for ways in found.ways.values() if ways] == [(NAME,)]


def test_looked_back_on_it_is_said_that_words_are_gone(ana: Player) -> None:
    attempt = typed(ana, NAME, AGAIN)

    erase_named("ana", clock.now())

    (look,) = look_backs(attempt_with(attempt).id)
    assert look.typed is not None
    assert (look.typed.text, look.typed.first, look.typed.is_gone) == (None, None, True)
    assert look.verdict == "wrong"
