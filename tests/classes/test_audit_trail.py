"""The audit trail: in words, in order, narrowed down, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.accounts.auditing import KNOWN_DEEDS, DeedKind
from quizapp.accounts.erasing import erase_learner
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import audit_trail
from quizapp.classes.audit_trail import (
    TrailFilter,
    trail_page,
    whole_trail,
)
from quizapp.domain.regrading import RegradeRule
from quizapp.merging.merging import merge
from quizapp.models import AuditEntry, User
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.playing import Player, moment_at
from tests.test_query_counts import statements_for

ALL = TrailFilter()


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


def sentences(world: ClassWorld, wanted: TrailFilter = ALL) -> list[str]:
    return [entry.sentence for entry in whole_trail(world.classroom.id, wanted)]


def note(world: ClassWorld, deed: str, subject: str, **details: object) -> None:
    classroom_id = world.classroom.id
    with write_transaction() as tx:
        tx.add(
            AuditEntry(
                happened_at=world.now,
                actor_id=world.teacher_id,
                deed=deed,
                subject=subject,
                classroom_id=classroom_id,
                details=details or None,
            )
        )


def test_deeds_are_told_newest_first_with_who_did_them(world):
    world.assign(title="Week one")

    first, second = whole_trail(world.classroom.id, ALL)

    assert (first.actor, first.sentence) == ("tova", "set “Week one”")
    assert (second.actor, second.sentence) == ("tova", "made the class “Class 7b”")


def test_a_regrade_of_the_site_is_told_in_every_class_and_an_account_in_none(world, published):
    Player(world.learner_ids[0], published).play(wrong=[1])
    run = dry_run(published.bank, "what-pulls", RegradeRule.FULL_MARKS)
    regrade(published.bank, run, Cause(world.teacher_id, "Unfair."), world.now)

    assert sentences(world)[0] == "regraded the question what-pulls"
    assert not any("account" in sentence for sentence in sentences(world))


def test_another_class_has_a_trail_of_its_own(world, published):
    other = new_class(published, teacher="tom")
    other.assign(title="Elsewhere")

    assert "set “Elsewhere”" not in sentences(world)
    assert "set “Elsewhere”" in sentences(other)


def test_names_are_those_of_today_and_of_nobody_once_erased(world):
    ana, ben = (user_named(name).public_id for name in ("ana", "ben"))
    note(world, "enrol learner", ana)
    with write_transaction() as tx:
        tx.get_one(User, world.learner_ids[0]).display_name = "Anna"
    assert sentences(world)[0] == "put Anna into the class"

    merge(world.classroom.id, ben, ana, world.teacher_id, moment_at(world.now))
    told = "made Former learner one with Anna: 0 attempts, 0 cards"
    assert sentences(world)[0] == told
    erase_learner(world.classroom.id, ana, world.teacher_id, world.now)

    assert sentences(world)[0] == "deleted a learner"
    assert not any("Anna" in sentence or "Ben" in sentence for sentence in sentences(world))


def test_it_can_be_narrowed_down_to_a_kind_or_a_person(world):
    ana, teacher = (user_named(name).public_id for name in ("ana", "tova"))
    note(world, "enrol learner", ana)
    world.assign(title="Week one")

    assert sentences(world, TrailFilter(DeedKind.ROSTER)) == ["put Ana into the class"]
    assert sentences(world, TrailFilter(person_id=ana)) == ["put Ana into the class"]
    assert len(sentences(world, TrailFilter(person_id=teacher))) == 3
    assert sentences(world, TrailFilter(person_id="nobody")) == []
    assert [each.name for each in trail_page(world.classroom.id, ALL).people] == ["Ana", "tova"]


def test_pages_hold_every_deed_once_and_cost_the_same(inside: Flask, world, monkeypatch):
    monkeypatch.setattr(audit_trail, "PAGE_SIZE", 3)
    for number in range(7):
        note(world, "create assignment", f"a{number}", title=str(number))
    classroom = world.classroom

    page, told = trail_page(classroom.id, ALL), []
    few = statements_for(inside, lambda: trail_page(classroom.id, ALL))
    while True:
        told += page.entries
        if page.older is None:
            break
        page = trail_page(classroom.id, ALL, page.older)
    monkeypatch.setattr(audit_trail, "PAGE_SIZE", 100)
    many = statements_for(inside, lambda: trail_page(classroom.id, ALL))

    assert told == whole_trail(world.classroom.id, ALL)
    assert few == many <= 3


def test_facts_that_an_old_entry_lacks_are_a_dash(world):
    for deed in KNOWN_DEEDS:
        note(world, deed, "gone")

    told = sentences(world)

    assert len(told) == len(KNOWN_DEEDS) + 1
    assert "moved somebody who is gone to the class “–”" in told


def test_every_deed_has_words_that_follow_the_name_of_who_did_it(world):
    sentences_of = {name: str(deed.sentence) for name, deed in KNOWN_DEEDS.items()}

    assert [name for name, words in sentences_of.items() if not words[:1].islower()] == []


def test_a_guest_who_is_gone_is_not_told_to_be_the_command_line(world):
    classroom_id = world.classroom.id
    with write_transaction() as tx:
        for deed in ("join classroom", "open joining"):
            tx.add(
                AuditEntry(
                    happened_at=world.now, deed=deed, subject="gone", classroom_id=classroom_id
                )
            )

    by_command, by_guest, *_ = whole_trail(classroom_id, ALL)

    assert (by_command.actor, by_guest.actor) == (None, "somebody who is gone")


def test_scores_set_by_hand_are_told_as_shares(world):
    ana = user_named("ana").public_id
    note(world, "override score", ana, title="Week one", before=None, after=0.875)

    assert sentences(world)[0] == "set the score of Ana in “Week one” to 87.5 % (before: none)"


def test_the_clock_may_be_set_back_without_mixing_the_order(world):
    note(world, "open joining", "x")
    world.now -= timedelta(days=1)
    note(world, "close joining", "x")

    assert sentences(world)[:2] == ["closed the class for joining", "opened the class for joining"]
