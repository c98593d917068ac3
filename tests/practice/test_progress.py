"""What a learner sees of the own learning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quizapp.domain.memory.due_days import due_day
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Card
from quizapp.practice import progress
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade
from quizapp.taking import overviews
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import WITHOUT_BARE_FLATS, Player, all_rows, moment_at
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, rate


def progress_of(player: Player) -> progress.Progress:
    return progress.progress_of(player.user_id, [player.published.bank], clock.moment())


def test_somebody_new_sees_every_quiz_untouched(inside, published):
    found = overviews.quiz_summaries(None, published.bank, clock.now())

    assert [(quiz.id, quiz.item_count) for quiz in found] == [
        ("all", 5),
        ("quiet", 3),
        ("by-topic", 3),
    ]
    assert {(quiz.best_share, quiz.attempt_count, quiz.unfinished_id) for quiz in found} == {
        (None, 0, None)
    }
    assert found[0].intro == "Every question there is."
    assert [quiz.feedback_mode for quiz in found] == ["after-each", "at-end", "after-each"]


def test_a_quiz_shows_the_best_share_how_often_and_what_is_unfinished(player):
    player.play(wrong=[1])
    player.play(wrong=[1, 2])
    begun = player.start()

    quiz = overviews.quiz_summaries(player.user_id, player.published.bank, clock.now())[0]

    assert (quiz.best_share, quiz.attempt_count, quiz.unfinished_id) == (0.8, 2, begun)


def test_practice_and_others_attempts_leave_a_quiz_untouched(player, fellow):
    attempt_id = fellow.play(wrong=[1])
    fellow.practise(attempt_id)

    mine = overviews.quiz_summaries(player.user_id, player.published.bank, clock.now())[0]
    theirs = overviews.quiz_summaries(fellow.user_id, player.published.bank, clock.now())[0]

    assert (mine.attempt_count, mine.unfinished_id) == (0, None)
    assert (theirs.attempt_count, theirs.unfinished_id) == (1, None)


def test_unfinished_attempts_are_offered_newest_first(player):
    finished = player.play(wrong=[1])
    ids = [player.start("quiet"), player.practise(finished), player.start("all")]

    found = overviews.unfinished_attempts(player.user_id, clock.now())

    assert [each.id for each in found] == ids[::-1]
    assert overviews.unfinished_attempts(None, clock.now()) == []


def test_the_earlier_attempts_at_a_quiz_leave_out_practice_and_other_quizzes(player):
    first = player.play(wrong=[1])
    player.practise(first)
    player.play("quiet")
    second = player.play()

    found = overviews.quiz_attempts(player.user_id, "tides", "all", clock.now())

    assert [each.id for each in found] == [second, first]
    assert overviews.quiz_attempts(player.user_id, "other-bank", "all", clock.now()) == []
    assert overviews.quiz_attempts(None, "tides", "all", clock.now()) == []


def test_progress_shows_finished_scores_oldest_first(player):
    first = player.play(wrong=[1])
    second = player.play()
    player.practise(first)
    player.start("quiet")

    assert [each.id for each in progress_of(player).scores] == [first, second]


def test_progress_keeps_to_the_latest_scores(player, monkeypatch):
    monkeypatch.setattr(progress, "SCORES_SHOWN", 2)
    ids = [player.play("by-topic") for _ in range(3)]

    assert [each.id for each in progress_of(player).scores] == ids[1:]


def test_recall_by_topic_is_the_mean_of_the_items_met(player):
    player.play()

    found = progress_of(player)

    bank = player.published.bank
    recalls = {
        topic: [
            card.state.recall_on(found.recall_on)
            for card in all_rows(Card)
            if card.state and bank.items[card.item_key].topic == topic
        ]
        for topic in bank.topics
    }
    assert [(topic.title, topic.seen, topic.total) for topic in found.banks[0].topics] == [
        ("The pull of the moon", 2, 4),
        ("On the shore", 3, 4),
    ]
    for topic, expected in zip(found.banks[0].topics, recalls.values(), strict=True):
        assert topic.recall == pytest.approx(sum(expected) / len(expected))
        assert 0 < (topic.recall or 0) < 1


def test_a_topic_of_which_nothing_was_met_has_no_recall(player):
    player.respond_right(player.start(), 1)

    moon, shore = progress_of(player).banks[0].topics

    assert moon.recall is not None
    assert (shore.recall, shore.seen) == (None, 0)


def test_the_week_ahead_counts_what_is_overdue_as_todays(player, time):
    for item_id, rating in (("ebb", AGAIN), ("neap", GOOD), ("slack", EASY)):
        rate(player, item_id, rating)
    due = {card.item_key: due_day(card.state) for card in all_rows(Card) if card.state}
    assert due["slack"] == MONDAY.date() + 8 * DAY
    time.shift(2 * DAY)

    week = progress_of(player).week

    today = date(2026, 3, 4)
    assert [day.date for day in week] == [today + n * DAY for n in range(7)]
    assert {day.date: day.count for day in week if day.count} == {
        today: 2,  # the ebb since yesterday, and the neap
        due["slack"]: 1,
    }


def test_progress_names_its_dates_in_the_zone_of_the_class(inside, player, time):
    inside.config["TIMEZONE"] = "America/Toronto"
    time.move_to(MONDAY.replace(hour=8))  # before four in Toronto

    found = progress_of(player)

    assert found.as_of == date(2026, 3, 1)
    assert found.recall_on == date(2026, 3, 8)
    assert found.week[0].date == date(2026, 3, 1)


def test_somebody_new_has_an_empty_page(inside, published):
    found = progress.progress_of(None, [published.bank], moment_at(MONDAY))

    assert found.scores == []
    assert [topic.seen for topic in found.banks[0].topics] == [0, 0]
    assert found.is_empty
    assert sum(day.count for day in found.week) == 0


def test_items_that_left_the_bank_are_not_counted(player, edited):
    player.play()
    shore = progress_of(player.with_bank(edited(*WITHOUT_BARE_FLATS))).banks[0].topics[1]

    assert (shore.seen, shore.total) == (2, 3)


def test_a_quiz_shows_the_best_share_as_it_was_regraded(player):
    player.play(wrong=[1])
    bank = player.published.bank
    plan = dry_run(bank, "what-pulls", RegradeRule.FULL_MARKS, None)

    regrade(bank, plan, Cause(None, "Nobody could know."), clock.now())

    assert overviews.quiz_summaries(player.user_id, bank, clock.now())[0].best_share == 1.0
    assert progress_of(player).scores[0].share == 1.0


# Several banks


def test_each_bank_shows_its_own_quizzes_even_where_their_ids_are_the_same(player, lights):
    keeper = player.with_bank(lights)
    player.play(wrong=[1])
    keeper.play()
    begun = keeper.start("beams")

    tides, beams = overviews.overviews(
        player.user_id, [player.published.bank, lights.bank], clock.now()
    )

    assert [(quiz.bank_id, quiz.best_share) for quiz in (tides.quizzes[0], beams.quizzes[0])] == [
        ("tides", 0.8),
        ("lights", 1.0),
    ]
    assert beams.quizzes[1].unfinished_id == begun
    assert (tides.taken_count, beams.taken_count) == (1, 1)


def test_the_next_quiz_of_a_bank_is_the_first_that_was_never_begun(player, lights):
    keeper = player.with_bank(lights)
    keeper.play()

    (before,) = overviews.overviews(player.user_id, [lights.bank], clock.now())
    keeper.start("beams")
    (after,) = overviews.overviews(player.user_id, [lights.bank], clock.now())

    assert before.next_quiz is not None
    assert (before.next_quiz.id, after.next_quiz) == ("beams", None)


def test_recall_is_told_bank_by_bank_and_the_week_for_all_together(player, lights):
    player.play()
    player.with_bank(lights).play()

    banks = [player.published.bank, lights.bank]
    found = progress.progress_of(player.user_id, banks, moment_at(MONDAY))

    assert [(bank.bank_id, [topic.seen for topic in bank.topics]) for bank in found.banks] == [
        ("tides", [2, 3]),
        ("lights", [2, 1]),
    ]
    assert sum(day.count for day in found.week) == len(all_rows(Card)) == 8
    assert [each.bank_id for each in found.scores] == ["tides", "lights"]


def test_scores_of_a_bank_that_left_the_server_stay(player, lights):
    player.with_bank(lights).play()

    found = progress_of(player)

    assert [each.quiz_title for each in found.scores] == ["Everything about the lights"]
    assert sum(day.count for day in found.week) == 0


def test_cards_of_items_that_their_bank_holds_back_are_not_in_the_week(player):
    player.play()
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb"}))

    found = progress_of(player.with_bank(replace(player.published, bank=bank)))

    assert sum(day.count for day in found.week) == 4
