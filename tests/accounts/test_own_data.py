"""What is kept about somebody, to see it and take it along."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from quizapp.accounts import deletion_requests, preferences
from quizapp.accounts.own_data import as_html, own_data
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.models.people import Appearance, TextSize
from quizapp.regrades.regrading import Cause
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.personal_rows import personal_rows
from tests.support.playing import WITH_SECOND_TRIES, Player
from tests.support.regrading import OTHER_KEY, played, regraded
from tests.support.remembered import rate
from tests.test_query_counts import statements_for


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def told(player: Player) -> dict[str, Any]:
    """What is kept about the player, as it comes out of the file."""
    data: dict[str, Any] = json.loads(json.dumps(own_data(player.user_id, clock.now())))
    return data


def test_it_holds_all_that_was_done_and_said(world, ana):
    attempt_id = ana.play(wrong=[1])
    rate(ana, "flood")
    personal_rows(world, ana.user_id, attempt_id)
    deletion_requests.ask_deletion(ana.user_id, "Please.", clock.now())

    data = told(ana)

    assert (data["account"]["name"], data["account"]["user_name"]) == ("Ana", "ana")
    assert data["deletion_asked"]["words"] == "Please."
    assert [row["class"] for row in data["classes"]] == ["Class 7b"]
    (attempt,) = data["attempts"]
    assert (attempt["score"], attempt["max_score"]) == (4, 5)
    first = attempt["questions"][0]
    assert first["question"] == "What pulls at the sea and makes it rise?"
    assert (first["mark"], len(first["answer"]["chosen"])) == (0, 1)
    assert {row["item"] for row in data["cards"]} >= {"flood", "what-pulls"}
    assert all(row["reviews"] for row in data["cards"])
    assert data["own_terms"][0]["extra_seconds"] == 60
    assert data["scores_set_by_hand"][0]["reason"] == "Ana was ill."
    assert [row["words"] for row in data["challenges"]] == ["Open words of Ana.", "Ana says."]
    assert data["notes"][0]["words"] == "Dear Ana"
    assert [len(data[part]) for part in ("signed_in", "login_codes")] == [1, 1]
    assert {row["deed"] for row in data["audit_trail"]} == {"create learner", "override score"}


def test_what_became_of_a_mark_since_is_told_with_the_reason(world, ana, edited):
    played(ana, "The wind")
    cause = Cause(None, "Wrong key.", "I am sorry.")
    regraded(edited(*OTHER_KEY), cause=cause)

    (attempt,) = told(ana)["attempts"]

    (question,) = (row for row in attempt["questions"] if row["item"] == "what-pulls")
    assert (attempt["recorded_score"], attempt["score"]) == (4, 5)
    assert question["regrades"] == [
        {
            "made_at": clock.now().isoformat(timespec="seconds"),
            "rule": "bank",
            "mark": 1,
            "counted": 1,
            "counted_before": 0,
            "note": "I am sorry.",
        }
    ]


def test_it_holds_what_was_chosen_for_oneself(world, ana):
    preferences.practise_daily(ana.user_id, 7)
    preferences.look_like(ana.user_id, TextSize.LARGEST, Appearance.DARK)
    preferences.use_keys(ana.user_id, are_used=False)

    data = told(ana)

    account = data["account"]
    assert (account["minutes_of_practice_a_day"], account["uses_single_keys"]) == (7, False)
    assert (account["text_size"], account["light_or_dark"]) == ("largest", "dark")
    page = as_html(data).decode()
    for words in ("Minutes of practice a day", "very large", "Light or dark", "Uses single keys"):
        assert words in page


def test_the_file_to_read_is_light_or_dark_as_the_device_that_shows_it(world, ana):
    page = as_html(told(ana)).decode()

    assert "@media screen and (prefers-color-scheme: dark)" in page


def test_what_was_done_is_told_with_its_time(world, ana, time):
    made_at = clock.now()
    time.shift(timedelta(days=1))
    personal_rows(world, ana.user_id, ana.play())

    told_times = [row["at"] for row in told(ana)["audit_trail"]]

    assert told_times == [moment.isoformat() for moment in (made_at, clock.now())]


def test_no_secret_and_nobody_else_is_in_it(world, ana, published):
    Player(world.learner_ids[1], published).play()
    personal_rows(world, ana.user_id, ana.play())
    hashed = user_named("ana").password_hash

    text = json.dumps(told(ana))

    assert hashed
    for secret in (hashed, "c" * 64, "s" * 64, "Ben", "tova"):
        assert secret not in text


def test_the_answers_of_a_running_quiz_are_not_in_it(world, ana):
    running = ana.start()

    (attempt,) = told(ana)["attempts"]

    assert [row["answer"] for row in attempt["questions"]] == [None] * 5
    assert all(
        row.keys() == {"position", "question", "answer", "withheld"} for row in attempt["questions"]
    )
    ana.respond_right(running, 1)
    (attempt,) = told(ana)["attempts"]
    assert [row.get("mark") for row in attempt["questions"]] == [1, None, None, None, None]


def test_what_a_quiz_shows_at_its_end_is_withheld_until_then(world, ana):
    running = ana.start("quiet")
    ana.respond_right(running, 1)

    data = told(ana)

    (attempt,) = data["attempts"]
    assert attempt["withheld"]
    assert not {"score", "mark"} & ({*attempt} | {*attempt["questions"][0]})
    assert all(card.keys() == {"bank", "since", "withheld"} for card in data["cards"])
    ana.finish(running)
    (attempt,) = told(ana)["attempts"]
    assert (attempt["score"], attempt["questions"][0]["mark"]) == (1, 1)


def test_what_waits_for_the_close_is_withheld_until_then(world, ana, time):
    closes = world.now + timedelta(days=1)
    assignment = world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes)
    world.play(assignment, ana.user_id, wrong=(1,))

    data = told(ana)

    assert data["attempts"][0]["withheld"]
    assert '"mark"' not in json.dumps(data)
    assert all(card.get("withheld") for card in data["cards"])
    time.move_to(closes + timedelta(hours=1))
    data = told(ana)
    assert data["attempts"][0]["score"] == 4
    assert not any(card.get("withheld") for card in data["cards"])


def test_a_long_history_costs_as_many_queries(inside: Flask, world, ana):
    ana.play()
    short = statements_for(inside, lambda: told(ana))
    for _ in range(3):
        ana.play(wrong=[1, 2])
        ana.play("by-topic")

    long = statements_for(inside, lambda: told(ana))

    assert short == long <= 24


def test_a_question_with_another_try_tells_neither_its_mark_nor_its_item(ana, edited):
    trier = ana.with_bank(edited(WITH_SECOND_TRIES))
    attempt_id = trier.start()

    trier.respond_wrong(attempt_id, 1)
    (before,) = told(trier)["attempts"]
    trier.respond_right(attempt_id, 1)
    (after,) = told(trier)["attempts"]

    assert before["questions"][0]["withheld"] is True
    assert not {"mark", "item", "regrades"} & before["questions"][0].keys()
    question = after["questions"][0]
    assert (question["item"], question["mark"], question["counted"]) == ("what-pulls", 0, 0.5)


def test_an_attempt_is_told_whole(world, ana):
    ana.play(wrong=[1])

    (attempt,) = told(ana)["attempts"]

    facts = {key: value for key, value in attempt.items() if key != "questions"}
    question = attempt["questions"][0]
    assert facts == {
        "id": facts["id"],
        "bank": "tides",
        "quiz": "Everything about the tides",
        "kind": "quiz",
        "assignment": None,
        "form": None,
        "started_at": facts["started_at"],
        "deadline_at": None,
        "finished_at": facts["finished_at"],
        "score": 4,
        "recorded_score": 4,
        "max_score": 5,
    }
    assert question.keys() == {
        *("position", "question", "answer", "item", "mark", "max_mark", "counted", "regrades")
    }
