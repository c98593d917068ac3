"""The page of a class at work, and the projector."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.accounts import preferences
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.models.people import Appearance, TextSize
from quizapp.web import clock
from tests.support.classes import ClassWorld, place_on_wall, user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.support.records import edit_bank
from tests.test_query_counts import statements_for

NAMES = ("Ada", "Ben", "Cem", "Dora")
DRAWN = re.compile(r"[\w-]{16,}")
HOSTILE = "إيمان <b>'); & 🏳️‍🌈"


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's, with an assignment; use it in the app's context."""
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        new = NewClassroom("Class 7b", "Europe/Berlin")
        classroom_id = create_classroom(new, teacher_id, now)
        world = ClassWorld(published_from(bank_file), teacher_id, classroom_id, now)
        for name in NAMES:
            world.add_learner(name)
    return world


def wall_end(app: Flask, assignment: str, item: str = "what-pulls") -> str:
    """The end of the address at which a question stands on the wall."""
    with app.app_context():
        return f"projector/{place_on_wall(assignment, item)}"


def address(world: ClassWorld, assignment: str, end: str) -> str:
    return f"/teach/classrooms/{world.classroom_id}/assignments/{assignment}/{end}"


def tagged(page: TestResponse) -> dict[str, str]:
    return {"If-None-Match": page.headers["ETag"]}


def sent_text(page: TestResponse) -> str:
    """What is sent but for the long ids of its address: at random they hold any three letters."""
    text = page.text
    for part in filter(DRAWN.fullmatch, page.request.path.split("/")):
        text = text.replace(part, "#")
    return text


def wall(page: TestResponse) -> str:
    """The projector's question, with what stands in attributes."""
    found = re.search(r"<main.*</main>", sent_text(page), re.DOTALL)
    assert found
    return found[0]


def test_live_page_tells_who_is_where(app: Flask, teacher: Visitor, world: ClassWorld):
    with app.app_context():
        assignment = world.assign(time_limit=600)
        world.play(assignment, world.learner_ids[0], wrong=(1,))
        begun = world.begin(assignment, world.learner_ids[1])
        Player(world.learner_ids[1], world.published).respond_right(begun, 1)

    text = text_of(teacher.get(address(world, assignment, "live")).text)

    assert "1 at work 1 finished 2 not begun" in text
    assert "Ada finished wrong right" in text
    assert re.search(r"Ben question 2 of 5 (10|9) min right at it now open", text)
    assert "What pulls at the sea and makes it rise? 2 of 2 have answered" in text
    assert "The moon Right answer 1 50 %" in text


def test_nothing_is_sent_again_while_nothing_is_new(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign()
        attempt = world.begin(assignment, world.learner_ids[0])
    path, moment = address(world, assignment, "live"), clock.now()
    with time_machine.travel(moment, tick=False):
        page = teacher.get(path)

    with time_machine.travel(moment, tick=False):
        same = teacher.get(path, headers=tagged(page))
    with app.app_context():
        Player(world.learner_ids[0], world.published).respond_right(attempt, 1)
    news = teacher.get(path, headers=tagged(page))

    assert same.status_code == 304
    assert (news.status_code, news.headers["ETag"] == page.headers["ETag"]) == (200, False)
    assert same.headers["Cache-Control"] == "no-store"


@pytest.mark.slow
def test_a_look_costs_the_same_for_a_full_class(app: Flask, teacher: Visitor, world: ClassWorld):
    with app.app_context():
        assignment = world.assign()
        world.play(assignment, world.learner_ids[0])
    paths = [
        address(world, assignment, end)
        for end in ("live", f"{wall_end(app, assignment)}?answers=1&key=1")
    ]
    few = [statements_for(app, partial(teacher.get, path)) for path in paths]
    with app.app_context():
        for number in range(8):
            world.play(assignment, world.add_learner(f"More{number}"), wrong=(1,))
        world.play(assignment, world.learner_ids[0])

    many = [statements_for(app, partial(teacher.get, path)) for path in paths]
    known = [tagged(teacher.get(path)) for path in paths]
    unchanged = [
        statements_for(app, partial(teacher.get, path, headers=tag))
        for path, tag in zip(paths, known, strict=True)
    ]

    assert few == many
    assert max(many) <= 11  # two of them for the bar
    assert unchanged == [4, 4]


def test_no_learner_stands_on_the_wall(app: Flask, teacher: Visitor, world: ClassWorld):
    with app.app_context():
        world.learner_ids.append(world.add_learner(HOSTILE))
        assignment = world.assign()
        for learner_id in world.learner_ids[:4]:
            world.play(assignment, learner_id)

    page = teacher.get(address(world, assignment, f"{wall_end(app, assignment)}?answers=1&key=1"))

    for name in (*NAMES, "إيمان", "tove", "Tove"):
        assert name not in sent_text(page)


def test_wall_tells_neither_key_nor_answers_before_they_are_asked_for(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign()
        for learner_id in world.learner_ids[:3]:
            world.play(assignment, learner_id)
    path = address(world, assignment, wall_end(app, assignment))

    bare = wall(teacher.get(path))
    answers = wall(teacher.get(f"{path}?answers=1"))
    key = wall(teacher.get(f"{path}?key=1"))

    assert "3 of 3 have answered" in bare
    assert not re.search(r"%|key|right|<svg|\d+\.\d", bare, re.IGNORECASE)
    assert text_of(f"<main>{answers}</main>").count("%") == 4
    assert not re.search(r"key|right", answers, re.IGNORECASE)
    assert "Right answer" in key
    assert "%" not in key
    # The order is the same each time, whatever is shown.
    words = [re.findall(r'<span dir="auto">([^<]+)', page) for page in (bare, answers, key)]
    assert words[0] == words[1] == words[2]
    assert len(words[0]) == 4


def test_no_address_of_the_wall_tells_the_answer(app: Flask, teacher: Visitor, world: ClassWorld):
    """The browser shows it above the page, and the id of a term is the term."""
    with app.app_context():
        assignment = world.assign("all")

    page = teacher.get(address(world, assignment, wall_end(app, assignment, "ebb")))

    assert page.status_code == 200
    for item in ("ebb", "what-pulls", "who-reads", "bare-flats", "spring-tide"):
        assert item not in page.request.path.split("/")  # by chance an id may hold "ebb"
        assert not re.search(rf'[/="]{item}["?&#]', page.text), item


def test_wall_withholds_the_answers_of_two(app: Flask, teacher: Visitor, world: ClassWorld):
    with app.app_context():
        assignment = world.assign()
        for learner_id in world.learner_ids[:2]:
            world.play(assignment, learner_id)

    page = teacher.get(address(world, assignment, f"{wall_end(app, assignment)}?answers=1"))

    assert "%" not in wall(page)
    assert "Answers are shown from 3 on" in text_of(page.text)


def test_projector_obeys_who_switched_single_keys_off_and_who_wants_it_dark(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        end = wall_end(app, assignment := world.assign())
        user_id = user_named(teacher.name).id
    before = teacher.get(address(world, assignment, end)).text

    with app.app_context():
        preferences.use_keys(user_id, are_used=False)
        preferences.look_like(user_id, TextSize.NORMAL, Appearance.DARK)

    after = teacher.get(address(world, assignment, end)).text
    assert 'data-single-keys="off"' not in before
    assert 'data-single-keys="off"' in after
    assert 'content="dark"' in after


def test_projector_begins_with_the_first_question_and_can_be_left(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment, drawn = world.assign(), world.assign("quiet")

    first = teacher.get(address(world, assignment, "projector"))
    none = teacher.get(address(world, drawn, "projector"))
    page = teacher.get(first.headers["Location"])
    odd = teacher.get(address(world, assignment, "projector/what-pulls"))

    assert first.headers["Location"].endswith(wall_end(app, assignment))
    assert "No question to show yet" in none.text
    assert wall_end(app, assignment, "who-reads") in page.text
    assert address(world, assignment, "live") in page.text
    assert odd.status_code == 404


def test_a_class_without_learners_says_what_to_do(app: Flask, teacher: Visitor, bank_file: Path):
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        classroom_id = create_classroom(NewClassroom("Empty", "UTC"), teacher_id, now)
        world = ClassWorld(published_from(bank_file), teacher_id, classroom_id, now)
        assignment = world.assign()

    assert "Let learners in" in teacher.get(address(world, assignment, "live")).text


@pytest.fixture
def prompted(bank_file: Path) -> None:
    """Both sections have something to discuss."""
    for heading in ("The pull of the moon", "On the shore"):
        line = f"      heading: {heading}\n"
        edit_bank(bank_file, (line, f"{line}      prompts: [What of {heading.lower()}?]\n"))


@pytest.mark.usefixtures("prompted")
def test_beside_a_quiz_stands_what_its_sections_give_to_discuss(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign()

    text = text_of(teacher.get(address(world, assignment, "live")).text)

    assert "To discuss The pull of the moon What of the pull of the moon?" in text
    assert "On the shore What of on the shore?" in text
