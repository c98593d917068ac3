"""A cell of the marks opened in place, and what is saved and undone there."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quizapp.assignments.exceptions import learner_terms
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.domain.assignments import OtherTerms
from quizapp.models import ScoreOverride
from quizapp.web import clock
from tests.grades.marks_page import cell, class_of_three, grid, opened
from tests.support.classes import ClassWorld
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import on_sqlite
from tests.support.whole_forms import whole_forms

pytestmark = on_sqlite


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    with app.app_context():
        return class_of_three(teacher, bank_file)


def followed(teacher: Visitor, done: TestResponse) -> TestResponse:
    assert done.status_code == 303
    return teacher.get(done.headers["Location"])


def otherwise(app: Flask, world: ClassWorld) -> OtherTerms | None:
    learner_id, _, assignment_id = cell(app, world).partition(".")
    with app.app_context():
        return learner_terms(world.classroom.id, assignment_id, learner_id).otherwise


def test_a_cell_opens_with_all_that_is_done_there(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    words = text_of(opened(teacher, app, world).text)

    assert "Ada Zett Close" in words or "Ada Zett ✕" in words
    assert "4 of 5 points, 80 %" in words
    assert "Attempt 1 of 1." in words
    for deed in ("See the answers", "One more attempt", "20 more minutes", "Excuse"):
        assert deed in words


def test_a_script_gets_the_open_cell_alone(teacher: Visitor, app: Flask, world: ClassWorld) -> None:
    part = teacher.get(f"{grid(world)}?cell={cell(app, world)}&part=cell")

    assert part.status_code == 200
    assert "4 of 5 points" in part.get_json()["cell"]
    assert "<html" not in part.text
    assert teacher.get(f"{grid(world)}?cell=no.where&part=cell").status_code == 404


@pytest.mark.parametrize(
    "hostile", ["cell=", "cell=.", "cell=a.b", "cell=%00.%00", "part=cell&q=x"]
)
def test_a_cell_that_is_not_there_opens_nothing(
    teacher: Visitor, world: ClassWorld, hostile: str
) -> None:
    wanted = 404 if "part" in hostile else 200

    assert teacher.get(f"{grid(world)}?{hostile}").status_code == wanted


def test_a_score_set_in_the_grid_stands_there_and_is_undone_in_one_press(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    page = teacher.get(f"{grid(world)}?sort=total&order=desc&cell={cell(app, world)}")

    done = sent(teacher, page, "order=desc", score="2", reason="Oral", action="set")

    assert "sort=total" in done.headers["Location"]
    saved = followed(teacher, done)
    assert "by hand 40" in text_of(saved.text)
    assert "Saved: Ada Zett, Everything about the tides." in text_of(saved.text)
    back = followed(teacher, sent(teacher, saved, "order=desc"))
    assert "Zett, Ada 80 80 missing" in text_of(back.text)
    assert teacher.send(f"{grid(world)}/undo").status_code == 400


def test_undoing_a_second_score_lets_the_first_hold_again(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    for score in ("1", "2"):
        page = opened(teacher, app, world)
        end = f"cell={cell(app, world)}"
        done = sent(teacher, page, end, score=score, reason=f"Oral {score}", action="set")

    sent(teacher, followed(teacher, done), "gradebook/undo")

    with app.app_context():
        rows = all_rows(ScoreOverride)
        assert [(row.share, row.reason) for row in rows] == [
            (0.2, "Oral 1"),
            (0.4, "Oral 2"),
            (0.2, "Oral 1"),
        ]


def test_undo_on_an_older_page_leaves_a_later_change_alone(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    pages = []
    for learner in (0, 1):
        end = f"cell={cell(app, world, learner)}"
        page = opened(teacher, app, world, learner=learner)
        done = sent(teacher, page, end, score="40", unit="percent", reason="Oral", action="set")
        pages.append(followed(teacher, done))

    done = sent(teacher, pages[0], "gradebook/undo")

    assert "you have changed another mark since" in followed(teacher, done).text
    with app.app_context():
        assert [row.share for row in all_rows(ScoreOverride)] == [0.4, 0.4]


def test_what_was_saved_in_one_class_is_not_offered_for_undoing_in_another(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    end = f"cell={cell(app, world)}"
    saved = sent(teacher, opened(teacher, app, world), end, score="1", reason="Oral", action="set")
    assert "Saved: Ada Zett" in text_of(followed(teacher, saved).text)
    with app.app_context():
        other = create_classroom(NewClassroom("8a", "UTC"), world.teacher_id, clock.now())

    page = teacher.get(f"/teach/classrooms/{other}/gradebook?saved=x.y")

    assert page.status_code == 200
    assert "Saved:" not in page.text


def test_what_was_saved_is_kept_without_a_name_and_for_whoever_saved_it(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    end = f"cell={cell(app, world)}"
    saved = sent(teacher, opened(teacher, app, world), end, score="1", reason="Oral", action="set")

    with teacher.browser.session_transaction() as kept:
        text = str(dict(kept))
        kept["undo_marks"] = {**kept["undo_marks"], "by": "another"}

    assert "Zett" not in text
    assert "Oral" not in text
    assert "Saved:" not in followed(teacher, saved).text
    assert teacher.send(f"{grid(world)}/undo").status_code == 400


def test_taking_back_a_score_that_nobody_has_set_changes_nothing(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    address = str(form_to(opened(teacher, app, world), f"cell={cell(app, world)}").action)

    done = teacher.send(address, action="take-back", reason="None", seen="0")

    assert done.status_code == 303
    with app.app_context():
        assert all_rows(ScoreOverride) == []


@pytest.mark.parametrize("action", ["attempt", "time", "excuse"])
def test_a_deed_of_a_cell_pressed_twice_is_done_once_and_can_be_undone(
    teacher: Visitor, app: Flask, world: ClassWorld, action: str
) -> None:
    page = opened(teacher, app, world)
    form = next(form for form in whole_forms(page) if ("action", action) in form.buttons)
    saved = followed(teacher, teacher.browser.post(form.action, data=form.filled_in(action=action)))
    given = otherwise(app, world)

    again = teacher.browser.post(form.action, data=form.filled_in(action=action))

    assert otherwise(app, world) == given
    assert "this was changed already" in followed(teacher, again).text
    sent(teacher, saved, "gradebook/undo")
    assert otherwise(app, world) in (None, OtherTerms())


def test_what_another_teacher_has_set_since_is_not_undone(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    end = f"cell={cell(app, world)}"
    first = sent(teacher, opened(teacher, app, world), end, score="1", reason="Oral", action="set")
    saved = followed(teacher, first)
    room, single = f"/teach/classrooms/{world.classroom_id}", cell(app, world)
    single = f"{room}/learners/{single.replace('.', '/assignments/')}"
    sent(teacher, teacher.get(single), "/override", score="60", reason="Another")

    done = sent(teacher, saved, "gradebook/undo")

    assert "somebody else has changed it since" in followed(teacher, done).text
    assert "by hand 60" in text_of(teacher.get(grid(world)).text)


def test_a_score_that_cannot_be_comes_back_in_its_cell(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    page, end = opened(teacher, app, world), f"cell={cell(app, world)}"

    refused = sent(teacher, page, end, score="6", reason="", action="set")

    assert refused.status_code == 422
    words = text_of(refused.text)
    assert "Give a number from 0 to 5." in words
    assert "Alm, Ben" in words
    with app.app_context():
        assert all_rows(ScoreOverride) == []


def test_two_teachers_in_one_cell_see_one_another(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    page, end = opened(teacher, app, world), f"cell={cell(app, world)}"
    sent(teacher, page, end, score="1", reason="First", action="set")

    refused = sent(teacher, page, end, score="2", reason="Second", action="set")

    assert refused.status_code == 409
    assert "another teacher has just set this score" in text_of(refused.text)
    assert "By hand: First" in text_of(refused.text)


@pytest.mark.parametrize(
    ("action", "given", "after"),
    [
        ("excuse", OtherTerms(is_excused=True), "excused 80"),
        ("attempt", OtherTerms(attempts_allowed=2), "Ada 80 80"),
        ("time", OtherTerms(extra_time=1200), "Ada 80 80"),
    ],
)
def test_terms_are_changed_in_a_cell_and_undone_in_one_press(
    teacher: Visitor, app: Flask, world: ClassWorld, action: str, given: OtherTerms, after: str
) -> None:
    address = form_to(opened(teacher, app, world), f"cell={cell(app, world)}").action

    saved = followed(teacher, teacher.send(str(address), action=action, minutes="20"))

    assert otherwise(app, world) == given
    assert after in text_of(saved.text)
    sent(teacher, saved, "gradebook/undo")
    assert otherwise(app, world) is None


def test_whoever_was_excused_can_be_counted_again(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    address = f"{grid(world)}/cell?cell={cell(app, world)}"
    teacher.send(address, action="excuse")
    teacher.send(address, action="attempt")

    teacher.send(address, action="count")

    assert otherwise(app, world) == OtherTerms(attempts_allowed=2)


def test_what_was_not_asked_for_changes_nothing(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    without_limits = f"{grid(world)}/cell?cell={cell(app, world, assignment=1)}"

    for fields in ({}, {"action": "what"}, {"action": "attempt"}, {"action": "time"}):
        assert teacher.send(without_limits, **fields).status_code == 303

    assert otherwise(app, world) is None
    assert teacher.send(f"{grid(world)}/cell?cell=no.where", action="excuse").status_code == 404


def test_an_archived_class_shows_its_cells_and_changes_nothing(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    with app.app_context():
        archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    words = text_of(opened(teacher, app, world).text)
    refused = teacher.send(f"{grid(world)}/cell?cell={cell(app, world)}", action="excuse")

    assert "its scores stay as they are" in words
    assert "Save" not in words
    assert refused.status_code == 409
    assert otherwise(app, world) is None
