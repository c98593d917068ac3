"""What a learner sees of the own learning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, rate, undo


def standings(found: progress.Progress) -> dict[str, list[str]]:
    """By topic: how the learner stands with its questions."""
    return {topic.topic_id: [str(each) for each in topic.standings] for topic in found.topics}


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


def test_progress_lists_the_latest_finished_attempts_newest_first(player, monkeypatch):
    monkeypatch.setattr(progress, "ATTEMPTS_SHOWN", 2)
    ids = [player.play("by-topic", wrong=[1]) for _ in range(3)]
    player.practise(ids[0])
    player.start("quiet")

    assert [each.id for each in progress_of(player).attempts] == [ids[2], ids[1]]


def test_each_quiz_has_its_first_and_its_best_score(player):
    player.play(wrong=[1, 2])
    player.play()
    last = player.play(wrong=[1])
    once = player.play("by-topic", wrong=[1])

    by_topic, all_ = progress_of(player).quizzes

    assert (all_.count, all_.first, all_.best, all_.last_id) == (3, 0.6, 1.0, last)
    assert (by_topic.count, by_topic.first, by_topic.last_id) == (1, by_topic.best, once)


def test_what_is_known_now_was_right_and_is_not_fading(player, time):
    for item_id, rating in (("ebb", AGAIN), ("neap", GOOD), ("slack", EASY)):
        rate(player, item_id, rating)
    today = progress_of(player)
    time.shift(4 * DAY)

    later = progress_of(player)

    assert (today.known, later.known, today.total) == (2, 1, 8)
    assert standings(later) == {
        "moon": ["known", "fading", "new", "new"],
        "shore": ["missed", "new", "new", "new"],
    }


def test_the_weakest_topic_comes_first_and_one_not_begun_after_it(player):
    rate(player, "what-pulls", AGAIN)

    found = progress_of(player)

    assert [topic.topic_id for topic in found.topics] == ["moon", "shore"]
    assert [topic.is_begun for topic in found.weak] == [True, False]


def test_a_topic_that_is_known_is_none_to_work_on(player):
    for item_id in ("what-pulls", "spring-tide", "neap", "slack"):
        rate(player, item_id)
    rate(player, "ebb", AGAIN)

    found = progress_of(player)

    assert [topic.topic_id for topic in found.weak] == ["shore"]
    assert [topic.topic_id for topic in found.others] == ["moon"]


def test_what_waits_for_a_quiz_is_in_no_figure(player):
    for item_id in ("what-pulls", "neap"):
        rate(player, item_id)
    player.start("all")

    found = progress_of(player)

    assert (found.known, found.total) == (1, 3)
    assert sum(each.returning for week in found.days.weeks for each in week[1:]) == 1


def test_practice_raises_what_is_known_in_a_month(player):
    rate(player, "ebb", AGAIN)

    ahead = progress_of(player).ahead

    assert ahead is not None
    assert ahead.until == MONDAY.date() + 30 * DAY
    assert ahead.without < ahead.known <= 8


def test_the_calendar_has_the_days_of_work_and_when_questions_come_back(player, time):
    rate(player, "slack", EASY)
    due = {card.item_key: due_day(card.state) for card in all_rows(Card) if card.state}
    time.shift(2 * DAY)
    rate(player, "ebb", GOOD)

    found = progress_of(player).days

    days = {each.day: each for week in found.weeks for each in week}
    assert found.first == date(2026, 2, 16)  # a Monday, two weeks before this one
    assert [day for day, each in days.items() if each.is_practised] == [
        date(2026, 3, 2),
        date(2026, 3, 4),
    ]
    assert [day for day, each in days.items() if each.is_today] == [date(2026, 3, 4)]
    assert days[due["slack"]].returning == 1
    assert days[date(2026, 3, 4)].returning == progress_of(player).session.left


def test_a_rating_taken_back_makes_no_day_of_work(player):
    rate(player, "slack")
    undo(player, "slack", 1)

    assert progress_of(player).days.practised == 0


def test_a_day_is_one_of_the_learners_own_zone(inside, player, time):
    inside.config["TIMEZONE"] = "America/Toronto"
    time.move_to(MONDAY.replace(hour=8))  # before four in Toronto

    (today,) = [each for week in progress_of(player).days.weeks for each in week if each.is_today]

    assert today.day == date(2026, 3, 1)


def test_somebody_new_has_an_empty_page(inside, published):
    found = progress.progress_of(None, [published.bank], moment_at(MONDAY))

    assert found.is_empty
    assert (found.known, found.total) == (0, 8)
    assert (found.quizzes, found.attempts, found.days.practised) == ([], [], 0)


def test_items_that_left_the_bank_are_not_counted(player, edited):
    player.play()

    found = progress_of(player.with_bank(edited(*WITHOUT_BARE_FLATS)))

    assert found.total == 7


def test_a_quiz_shows_the_best_share_as_it_was_regraded(player):
    player.play(wrong=[1])
    bank = player.published.bank
    plan = dry_run(bank, "what-pulls", RegradeRule.FULL_MARKS, None)

    regrade(bank, plan, Cause(None, "Nobody could know."), clock.now())

    assert overviews.quiz_summaries(player.user_id, bank, clock.now())[0].best_share == 1.0
    assert progress_of(player).attempts[0].share == 1.0
    assert progress_of(player).quizzes[0].best == 1.0


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


def test_topics_of_all_banks_are_told_apart(player, lights):
    player.play()
    player.with_bank(lights).play()

    banks = [player.published.bank, lights.bank]
    found = progress.progress_of(player.user_id, banks, clock.moment())

    assert {(topic.bank_id, topic.topic_id) for topic in found.topics} == {
        ("tides", "moon"),
        ("tides", "shore"),
        ("lights", "beam"),
        ("lights", "keepers"),
    }
    assert [each.bank_id for each in found.quizzes] == ["lights", "tides"]


def test_scores_of_a_bank_that_left_the_server_stay(player, lights):
    player.with_bank(lights).play()

    found = progress_of(player)

    assert [each.quiz_title for each in found.quizzes] == ["Everything about the lights"]
    assert found.known == 0


def test_items_that_their_bank_holds_back_are_not_counted(player):
    player.play()
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb"}))

    found = progress_of(player.with_bank(replace(player.published, bank=bank)))

    assert found.total == 7
