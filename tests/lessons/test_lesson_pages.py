"""A lesson by its pages: begun, led, projected, voted in and looked back on."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.parts import ASKED_BY
from tests.lessons.lesson_visits import (
    KEY,
    go,
    guest_in,
    new_from_quiz,
    option,
    phone_of,
    sequence,
    vote,
)
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.test_query_counts import statements_for

WRONG = "The wind"


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's with the learner in it; use it in the app's context."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


@pytest.fixture
def lead(teacher: Visitor, world: ClassWorld) -> str:
    """Where the teacher leads a lesson of two questions that has just begun."""
    begun = teacher.send(new_from_quiz(world), title="Tides", questions=["what-pulls", "who-reads"])
    assert begun.status_code == 303
    return str(begun.headers["Location"])


def test_class_votes_talks_votes_again_and_sees_what_that_moved(
    app: Flask, teacher: Visitor, learner: Visitor, lead: str
):
    phone, guest = phone_of(lead), guest_in(app, teacher, lead)
    learner.send(f"{phone}/seat")
    go(teacher, lead, "pose", "open")

    vote(learner, phone, WRONG)
    vote(guest, phone, KEY)
    go(teacher, lead, "close", "discuss", "vote-again")
    vote(learner, phone, KEY)
    go(teacher, lead, "close", "reveal")

    assert "Your vote" in text_of(learner.get(phone).text)
    assert "Right answer" in text_of(learner.get(phone).text)
    assert "Right before: 1 of 2. Right now: 1 of 1." in text_of(teacher.get(lead).text)
    go(teacher, lead, "end")
    report = text_of(teacher.get(f"{lead}/report").text)
    assert "1 learner · 1 guest" in report
    assert "Right: 1 of 2 before, 1 of 1 after." in report
    assert "1 changed to the right answer and 0 away from it" in report


def test_saved_vote_is_told_and_can_be_changed_until_the_close(
    teacher: Visitor, learner: Visitor, lead: str
):
    phone = phone_of(lead)
    go(teacher, lead, "pose", "open")
    before = text_of(learner.get(phone).text)

    assert vote(learner, phone, WRONG).status_code == 303
    page = learner.get(phone)
    letter = "ABCDEF"[int(option(page, KEY)) - 1]
    vote(learner, phone, KEY)

    assert "You have not voted yet." in before
    words = f"Your vote: {letter}. You can change it until the vote closes."
    assert words in text_of(learner.get(phone).text)


def test_vote_that_comes_too_late_is_refused_kindly_and_changes_nothing(
    teacher: Visitor, learner: Visitor, lead: str
):
    phone = phone_of(lead)
    go(teacher, lead, "pose", "open")
    vote(learner, phone, WRONG)
    old = learner.get(phone)
    go(teacher, lead, "close")

    late = learner.send(f"{phone}/vote", sequence=sequence(old), choice=option(old, KEY))

    assert late.status_code == 409
    assert "The vote had closed before yours came" in text_of(late.text)
    assert "The first vote is closed. Wait for your teacher." in text_of(late.text)
    assert "1 %" not in late.text
    assert f'data-page="{phone}"' in late.text
    assert f'href="{phone}">Look again' in late.text
    go(teacher, lead, "reveal")
    assert "0 % are right" not in text_of(teacher.get(lead).text)
    report = text_of(teacher.get(f"{lead}/report").text)
    assert "Right: 0 of 1." in report


@pytest.mark.parametrize("is_discussed", [True, False])
def test_discussion_that_was_left_out_is_not_ticked_off(
    teacher: Visitor, lead: str, is_discussed: bool
):
    go(teacher, lead, "pose", "open", "close", *["discuss"] * is_discussed, "vote-again")

    assert ("Discuss (done)" in text_of(teacher.get(lead).text)) is is_discussed


def test_empty_vote_is_asked_for_again(teacher: Visitor, learner: Visitor, lead: str):
    phone = phone_of(lead)
    go(teacher, lead, "pose", "open")
    page = learner.get(phone)

    empty = learner.send(f"{phone}/vote", sequence=sequence(page))
    unknown = learner.send(f"{phone}/vote", sequence=sequence(page), unknown="1")

    assert empty.status_code == 422
    assert "choose an answer first" in text_of(empty.text)
    assert unknown.status_code == 303
    assert "Your vote: I don’t know." in text_of(learner.get(phone).text)


def test_neither_phone_nor_wall_tells_key_or_shares_before_the_answer_is_shown(
    app: Flask, teacher: Visitor, learner: Visitor, lead: str
):
    phone, wall = phone_of(lead), f"{lead}/projector"
    people = [learner, *(guest_in(app, teacher, lead) for _ in range(3))]
    bodies: list[str] = []
    go(teacher, lead, "pose", "open")
    for person in people:
        vote(person, phone, KEY)

    for move in ("close", "discuss", "vote-again", "close"):
        bodies += [person.get(phone).text for person in people]
        bodies += [teacher.get(wall).text, teacher.get(f"{lead}/now").text]
        go(teacher, lead, move)
    go(teacher, lead, "reveal")

    for body in bodies:
        assert not re.search(r"\bRight\b|%|is-right|stage-key", body), body
    assert "Right answer" in learner.get(phone).text
    assert "100 %" in text_of(teacher.get(wall).text)


def test_whoever_comes_late_finds_the_code(teacher: Visitor, lead: str):
    code = re.search(r'lesson-code">([^<]+)<', teacher.get(lead).text)
    assert code is not None
    go(teacher, lead, "pose", "open")

    for page in (lead, f"{lead}/projector"):
        assert f"code {code[1]}" in teacher.get(page).text
    go(teacher, lead, "end")
    assert code[1] not in teacher.get(f"{lead}/projector").text


def test_advice_stays_off_the_wall(teacher: Visitor, learner: Visitor, lead: str):
    go(teacher, lead, "pose", "open")
    vote(learner, phone_of(lead), KEY)

    go(teacher, lead, "close")

    assert 'value="discuss"' in teacher.get(f"{lead}/projector").text
    assert "Too few to advise." in text_of(teacher.get(lead).text)


def test_nothing_is_sent_while_nothing_is_new(teacher: Visitor, learner: Visitor, lead: str):
    phone = phone_of(lead)
    go(teacher, lead, "pose")
    known = {"If-None-Match": learner.get(f"{phone}/now").headers["ETag"]}

    same = learner.get(f"{phone}/now", headers=known)
    go(teacher, lead, "open")
    news = learner.get(f"{phone}/now", headers=known)

    assert (same.status_code, same.data) == (304, b"")
    assert news.status_code == 200
    assert len(news.data) < 300
    assert sequence(learner.get(phone)) == news.headers["ETag"].strip('"')


def test_asking_for_news_costs_one_query(app: Flask, learner: Visitor, lead: str):
    learner.get(phone_of(lead))

    asked = statements_for(app, partial(learner.get, f"{phone_of(lead)}/now"))

    assert asked == 1


def test_wall_hears_of_votes_and_the_class_does_not(teacher: Visitor, learner: Visitor, lead: str):
    phone = phone_of(lead)
    go(teacher, lead, "pose", "open")
    vote(learner, phone, WRONG)
    of_wall = {"If-None-Match": teacher.get(f"{lead}/now?wall=1").headers["ETag"]}
    of_phone = {"If-None-Match": learner.get(f"{phone}/now").headers["ETag"]}

    vote(learner, phone, KEY)
    changed = teacher.get(f"{lead}/now?wall=1", headers=of_wall)
    same = learner.get(f"{phone}/now", headers=of_phone)

    assert (changed.status_code, same.status_code) == (304, 304)


def test_step_pressed_twice_is_made_once(teacher: Visitor, lead: str):
    page = teacher.get(lead)

    for _ in range(2):
        made = teacher.send(lead, move="pose", sequence=sequence(page))
        assert made.status_code == 303

    assert "Question 1 of 2 · reading" in text_of(teacher.get(lead).text)


@pytest.mark.parametrize("move", ["", "vanish", "pose:many"])
def test_steps_that_no_button_sends_are_refused(teacher: Visitor, lead: str, move: str):
    response = teacher.send(lead, move=move, sequence="0")

    assert response.status_code == 400
    assert "not begun" in text_of(teacher.get(lead).text)


def test_question_is_added_on_the_spot(teacher: Visitor, world: ClassWorld, lead: str):
    bank_key = world.published.bank.id
    page = text_of(teacher.get(f"{lead}/questions/new").text)

    added = teacher.send(f"{lead}/questions/new", question=f"{bank_key}/bare-flats")
    gone = teacher.send(f"{lead}/questions/new", question=f"{bank_key}/nothing")

    assert "Add a question" in page
    assert added.status_code == 303
    assert gone.status_code == 409
    assert "3 · At low water" in text_of(teacher.get(lead).text)


def test_lesson_without_questions_is_not_begun(teacher: Visitor, world: ClassWorld):
    page = teacher.send(new_from_quiz(world), title="", questions=[])

    assert page.status_code == 422
    assert "Choose at least one question." in text_of(page.text)
    assert "Give the lesson a title." in text_of(page.text)


def test_part_is_sent_without_its_frame_to_a_script(teacher: Visitor, learner: Visitor, lead: str):
    go(teacher, lead, "pose", "open")

    part = learner.get(phone_of(lead), headers={ASKED_BY: "main"})
    whole = learner.get(phone_of(lead))

    assert len(part.data) < 6000
    assert "<head>" not in part.text
    assert len(part.data) < len(whole.data)
