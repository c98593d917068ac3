"""“I meant the same”, from one press beside a typed answer to the regrade's dry run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.accounts.erasing import erase_named
from quizapp.models import Challenge
from quizapp.web import clock
from tests.challenges.meaning import COMMENT, KEPT, links, meant, typed
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows, published_from
from tests.support.records import marks_of
from tests.support.typed import add_short


@pytest.fixture
def world(
    app: Flask, bank_file: Path, teacher: Visitor, learner: Visitor, stranger: Visitor
) -> ClassWorld:
    """A class with two learners, and words to type in its bank."""
    add_short(bank_file, (COMMENT, KEPT))
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner, stranger)


def press(person: Visitor, question: str, what: str = "/same") -> TestResponse:
    return person.send(f"{question}{what}")


@pytest.mark.slow
def test_two_learners_mean_the_same_and_the_teacher_accepts_it_for_both(
    app: Flask,
    bank_file: Path,
    learner: Visitor,
    stranger: Visitor,
    teacher: Visitor,
    world: ClassWorld,
):
    first, second = meant(learner, "port captain"), meant(stranger, "The Port Captain")
    assert "Your teacher has not decided yet" in text_of(learner.get(first).text)

    (path,) = links(teacher, world)
    page = teacher.get(path)

    words = text_of(page.text)
    assert "2 learners typed it, and say that it means the same" in words
    assert "port captain 1 learner" in words
    assert "The Port Captain 1 learner" in words

    done = sent(teacher, page, f"{path}/accept", answer="the port captain")

    plan = teacher.get(done.headers["Location"])
    assert "item=who-keeps" in done.headers["Location"]
    assert "It counts from now on." in plan.text
    written = bank_file.read_text()
    assert KEPT in written
    assert "accept: [harbourmaster of the port, the port captain]" in written
    assert sent(teacher, plan, "/teach/regrades", reason="It means the same.").status_code == 303
    for person, question in ((learner, first), (stranger, second)):
        assert "among those that count" in text_of(person.get(question).text)
        assert "You said that you meant the same in question 1" in text_of(person.get("/").text)
    with app.app_context():
        assert {row.remedy for row in all_rows(Challenge)} == {"variant"}
    assert marks_of(app, typed(learner, "port captain").split("/items")[0]) == {1: 1.0}


def test_what_waits_is_counted_alike_wherever_it_is_said(
    learner: Visitor, stranger: Visitor, teacher: Visitor, world: ClassWorld
):
    """Two learners of the same words are one case to decide: everywhere."""
    meant(learner, "port captain")
    meant(stranger, "The Port Captain")
    here = f"/teach/classrooms/{world.classroom_id}"
    question = f"{here}/questions/tides/items/who-keeps?quiz=words"

    pages = [teacher.get(path).text for path in (here, f"{here}/challenges", question)]

    desk, listed, one = map(text_of, pages)
    assert "1 typed answer waits" in desk
    assert "1 waits for your decision." in listed
    assert "1 waits for your decision" in one
    assert all(re.search(r'class="count">1\s', page) for page in pages)
    assert len(links(teacher, world)) == 1


@pytest.mark.slow
def test_an_answer_that_is_declined_is_told_why(
    learner: Visitor, teacher: Visitor, world: ClassWorld, bank_file: Path
):
    question = meant(learner, "the pilots")
    before = bank_file.read_text()
    (path,) = links(teacher, world)
    silent = sent(teacher, teacher.get(path), path, decision="decline", reply=" ")

    done = sent(teacher, teacher.get(path), path, decision="decline", reply="They read it.")

    assert silent.status_code == 422
    assert "Tell the learner why" in text_of(silent.text)
    assert done.status_code == 303
    words = text_of(learner.get(question).text)
    assert "your answer does not count" in words
    assert "They read it." in words
    assert "They read it." in text_of(learner.get("/").text)
    assert "Declined: it does not mean the same." in text_of(teacher.get(path).text)
    assert bank_file.read_text() == before


@pytest.mark.slow
def test_it_is_said_once_and_taken_back_in_one_press(
    app: Flask, learner: Visitor, world: ClassWorld
):
    question = meant(learner, "port captain")
    press_again = press(learner, question, "/same")
    with app.app_context():
        assert len(all_rows(Challenge)) == 1

    taken_back = press(learner, question, "/same/undo")
    again = press(learner, question, "/same/undo")

    assert (press_again.status_code, taken_back.status_code, again.status_code) == (303, 303, 303)
    with app.app_context():
        assert all_rows(Challenge) == []
    assert "I meant the same" in text_of(learner.get(question).text)


def test_what_was_decided_is_not_taken_back(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    question = meant(learner, "port captain")
    (path,) = links(teacher, world)
    sent(teacher, teacher.get(path), path, decision="decline", reply="No.")

    press(learner, question, "/same/undo")

    with app.app_context():
        assert [row.state for row in all_rows(Challenge)] == ["declined"]


@pytest.mark.parametrize(
    "answers", [lambda person: typed(person, "Harbour master"), lambda person: unknown(person)]
)
def test_what_was_right_or_not_known_cannot_be_meant(
    answers: Callable[[Visitor], str], app: Flask, learner: Visitor, world: ClassWorld
):
    question = answers(learner)

    assert "I meant the same" not in text_of(learner.get(question).text)
    assert press(learner, question).status_code == 404
    with app.app_context():
        assert all_rows(Challenge) == []


def unknown(person: Visitor) -> str:
    attempt = person.start("words")
    person.respond(attempt, 1, dont_know="1")
    return f"{attempt}/items/1"


def test_it_is_not_offered_before_results_are_shown(
    app: Flask, learner: Visitor, world: ClassWorld
):
    attempt = learner.start("words-at-end")
    learner.respond(attempt, 1, typed="port captain")

    early = press(learner, f"{attempt}/items/1")
    learner.respond(attempt, 2, dont_know="1")
    late = press(learner, f"{attempt}/items/1")

    assert (early.status_code, late.status_code) == (404, 303)


def test_somebody_elses_answer_and_class_are_not_found(
    learner: Visitor, stranger: Visitor, teacher: Visitor, world: ClassWorld
):
    question = meant(learner, "port captain")
    (path,) = links(teacher, world)

    assert press(stranger, question).status_code == 404
    assert press(stranger, question, "/same/undo").status_code == 404
    assert stranger.send(f"{path}/accept", answer="x").status_code == 403


def test_a_challenge_of_what_is_typed_says_where_the_other_answer_goes(
    learner: Visitor, teacher: Visitor, world: ClassWorld
):
    question = typed(learner, "the pilots")
    made = {"phrase": "the pilots read it", "words": "They read it."}
    sent(learner, learner.get(f"{question}/challenge"), "", **made)
    (path,) = links(teacher, world)

    sent(teacher, teacher.get(path), "", decision="also-right", reply="Well seen.")

    assert "Add the other answer to those that count." in text_of(teacher.get(path).text)


def test_of_a_learner_who_was_erased_the_decision_stays_without_words(
    app: Flask, learner: Visitor, teacher: Visitor, world: ClassWorld
):
    meant(learner, "port captain")
    (path,) = links(teacher, world)
    sent(teacher, teacher.get(path), path, decision="decline", reply="No.")

    with app.app_context():
        erase_named(learner.name, clock.now())

    words = text_of(teacher.get(path).text)
    assert "port captain" not in words
    assert "The words are gone" in words
