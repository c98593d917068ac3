"""Marks decided anew: done as shown, and told to the learners."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from quizapp.attempts.looking_back import look_backs
from quizapp.domain.errors import DryRunOutdated, NothingToRegrade
from quizapp.grades.scores import score_lines
from quizapp.models import (
    AuditEntry,
    Notice,
    Regrade,
    RegradedMark,
    RegradedScore,
    Response,
)
from quizapp.regrades.dry_runs import dry_run, stale_items
from quizapp.regrades.regrading import Cause, regrade, undo
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from tests.support.classes import teacher_of_all
from tests.support.playing import all_rows, at_once, attempt_with, new_player
from tests.support.regrading import (
    BANK,
    BECAUSE,
    FULL,
    OTHER_KEY,
    answer_others,
    choose,
    current,
    everything_recorded,
    played,
    regraded,
)


def test_a_regrade_does_what_was_shown_and_leaves_what_was_recorded(player, fellow, corrected):
    up, down = played(player, "The wind"), played(fellow, "The moon")
    before = everything_recorded()

    regraded(corrected())

    assert (current(up), current(down)) == (5.0, 4.0)
    assert everything_recorded() == before
    assert {line.score for line in score_lines(teacher_of_all())} == {4.0, 5.0}
    assert verify_scores().discrepancies == []


def test_a_regrade_leaves_a_trace_of_who_did_it(player, corrected):
    played(player, "The wind")

    (event,) = regraded(corrected(), cause=Cause(player.user_id, "Checked with the author."))

    (entry,) = all_rows(AuditEntry)
    assert (entry.actor_id, entry.deed, entry.subject) == (player.user_id, "regrade", event)
    assert all_rows(Regrade)[0].reason == "Checked with the author."


def test_the_learner_is_told_of_a_changed_score_only(player, fellow, corrected):
    attempt_id = played(player, "The wind")
    played(fellow, "The pilots")

    regraded(corrected(), cause=Cause(None, "Wrong key.", "I am sorry."))

    (notice,) = all_rows(Notice)
    position = player.items(attempt_id).index("what-pulls") + 1
    assert notice.user_id == player.user_id
    assert (notice.words, notice.figures["before"], notice.figures["after"]) == (
        "I am sorry.",
        4.0,
        5.0,
    )
    assert notice.figures["positions"] == [position]


def test_the_same_dry_run_sent_twice_acts_once(player, corrected):
    played(player, "The wind")
    bank = corrected().bank
    run = dry_run(bank, "what-pulls", BANK)

    first = regrade(bank, run, BECAUSE, clock.now())
    again = regrade(bank, run, BECAUSE, clock.now())

    assert first == again
    assert len(all_rows(Regrade)) == 1
    assert len(all_rows(Notice)) == 1


def test_a_second_regrade_has_nothing_to_do(player, corrected):
    played(player, "The wind")
    published = corrected()
    regraded(published)

    with pytest.raises(NothingToRegrade):
        regraded(published)

    assert stale_items(published.bank) == []


def test_a_response_that_came_between_is_not_regraded_unseen(player, fellow, corrected):
    played(player, "The wind")
    begun = fellow.start("all")
    bank = corrected().bank
    run = dry_run(bank, "what-pulls", BANK)

    choose(fellow, begun, "what-pulls", "The wind")

    with pytest.raises(DryRunOutdated):
        regrade(bank, run, BECAUSE, clock.now())
    assert all_rows(Regrade) == []


def test_an_edit_that_came_between_is_noticed(player, edited, corrected):
    played(player, "The wind")
    run = dry_run(corrected().bank, "what-pulls", BANK)

    other = edited(("It only shines.", "It shines."), ("key: The wind\n", "key: The storm\n"))

    with pytest.raises(DryRunOutdated):
        regrade(other.bank, run, BECAUSE, clock.now())


def test_full_marks_are_for_everybody_who_was_asked(player, fellow, published):
    wrong = played(player, "The pilots")
    unanswered = fellow.start("all")
    answer_others(fellow, unanswered, "what-pulls")
    fellow.finish(unanswered)

    regraded(published, rule=FULL)

    assert (current(wrong), current(unanswered)) == (5.0, 5.0)
    looks = look_backs(attempt_with(unanswered).id)
    (found,) = [(look, look.regraded) for look in looks if look.regraded]
    assert (found[0].mark, found[0].verdict, found[1].recorded_credit) == (1.0, "unanswered", 0.0)
    assert stale_items(published.bank) == []
    assert verify_scores().discrepancies == []


def test_full_marks_reach_an_item_that_was_removed(player, edited, bank_file):
    attempt_id = played(player, "The pilots")
    text = bank_file.read_text(encoding="utf-8")
    item = text[text.index("  - id: what-pulls") : text.index("  - id: who-reads")]
    without = edited((item, ""), ("items: [what-pulls, who-reads, ", "items: [who-reads, "))

    (stale,) = stale_items(without.bank)
    assert (stale.unsayable, stale.is_regradable) == (1, False)
    with pytest.raises(NothingToRegrade):
        regraded(without)
    regraded(without, rule=FULL)

    assert current(attempt_id) == 5.0
    assert stale_items(without.bank) == []
    assert verify_scores().discrepancies == []


@pytest.mark.slow
def test_one_quiz_can_be_regraded_alone(player, edited):
    with_twin = edited(
        ("quizzes:\n", "quizzes:\n  - id: twin\n    title: Twin\n    items: [what-pulls]\n")
    )
    player = player.with_bank(with_twin)
    in_all, in_twin = played(player, "The wind"), player.start("twin")
    choose(player, in_twin, "what-pulls", "The wind")

    regraded(edited(*OTHER_KEY), quiz_key="all")

    assert (current(in_all), current(in_twin)) == (5.0, 0.0)
    assert [item.quizzes for item in stale_items(edited().bank)] == [(("twin", "Twin"),)]
    assert verify_scores().discrepancies == []


def test_a_whole_quiz_is_regraded_at_once(player, edited):
    attempt_id = player.start("all")
    answer_others(player, attempt_id, "what-pulls", "bare-flats")
    choose(player, attempt_id, "what-pulls", "The wind")
    player.respond_wrong(attempt_id, player.items(attempt_id).index("bare-flats") + 1)
    new = edited(*OTHER_KEY, ("key: true\n", "key: false\n"))

    events = regraded(new, item_key=None, quiz_key="all")

    assert len(events) == 2
    assert current(attempt_id) == 5.0
    (notice,) = all_rows(Notice)
    assert (notice.figures["before"], notice.figures["after"]) == (3.0, 5.0)
    assert len(notice.figures["positions"]) == 2
    assert verify_scores().discrepancies == []


def test_whose_gains_and_losses_even_out_is_told_nothing(player, fellow, edited):
    even = played(player, "The wind")
    down = played(fellow, "The pilots")

    regraded(edited(*OTHER_KEY, ("key: true\n", "key: false\n")), item_key=None, quiz_key="all")

    assert [row.attempt_id for row in all_rows(RegradedScore)].count(attempt_with(even).id) == 2
    assert (current(even), current(down)) == (4.0, 3.0)
    assert [notice.user_id for notice in all_rows(Notice)] == [fellow.user_id]


def test_practice_is_left_as_it_was(player, corrected):
    attempt_id = played(player, "The wind")
    practice = player.practise(attempt_id)
    choose(player, practice, "what-pulls", "The wind")

    regraded(corrected())

    assert (current(attempt_id), current(practice)) == (5.0, 0.0)
    assert len(all_rows(RegradedMark)) == 1


def test_what_full_marks_were_given_for_is_not_practised(player, published):
    attempt_id = player.play(wrong=[1, 2])
    first, second = player.items(attempt_id)[:2]

    regraded(published, item_key=first, rule=FULL)

    assert player.items(player.practise(attempt_id)) == [second]


def test_a_running_attempt_is_regraded_and_its_score_follows(player, corrected):
    begun = player.start("all")
    choose(player, begun, "what-pulls", "The wind")

    (event,) = regraded(corrected())
    assert all_rows(RegradedScore) == []
    assert all_rows(Notice) == []
    answer_others(player, begun, "what-pulls")

    attempt = attempt_with(begun)
    assert (attempt.score, attempt.current_score) == (4.0, 5.0)
    assert verify_scores().discrepancies == []
    undo("tides", event, BECAUSE, clock.now())
    assert current(begun) == 4.0
    assert verify_scores().discrepancies == []


def test_full_marks_hold_for_a_response_that_comes_later(player, published):
    begun = player.start("all")
    (event,) = regraded(published, rule=FULL)
    choose(player, begun, "what-pulls", "The wind")
    answer_others(player, begun, "what-pulls")

    assert current(begun) == 5.0
    undo("tides", event, BECAUSE, clock.now())
    assert current(begun) == 4.0
    assert verify_scores().discrepancies == []


def test_equal_regrades_at_once_are_one(inside: Flask, player, corrected):
    played(player, "The wind")
    bank = corrected().bank
    run = dry_run(bank, "what-pulls", BANK)

    results = at_once(inside, 4, lambda: regrade(bank, run, BECAUSE, clock.now()))

    assert len({str(result) for result in results}) == 1
    assert len(all_rows(Regrade)) == 1
    assert verify_scores().discrepancies == []


@pytest.mark.slow
def test_responses_during_a_regrade_are_neither_lost_nor_half_counted(
    inside: Flask, published, corrected
):
    players = [new_player(published) for _ in range(6)]
    begun = {player.user_id: player.start("all") for player in players}
    for player in players:
        choose(player, begun[player.user_id], "what-pulls", "The wind")
    bank = corrected().bank
    run = dry_run(bank, "what-pulls", BANK)
    deeds: list[Callable[[], object]] = [lambda: regrade(bank, run, BECAUSE, clock.now())]
    deeds += [
        partial(answer_others, player, begun[player.user_id], "what-pulls") for player in players
    ]

    results = at_once(inside, len(deeds), lambda: deeds.pop()())

    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(result, DryRunOutdated) for result in refused)
    assert len(all_rows(Response)) == 30
    assert verify_scores().discrepancies == []
