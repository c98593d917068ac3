"""Merging accounts, deleting learners, and the audit trail, as a teacher meets them."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.accounts import deletion_requests
from quizapp.web import clock
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.playing import Player
from tests.test_query_counts import statements_for
from tests.test_routes import class_of

HOSTILE = ("%00", "%ED%A0%80", "x" * 200, "%D8%A8", "9" * 40, "../x")


@pytest.fixture
def place(
    app: Flask, teacher: Visitor, learner: Visitor, classmate: Visitor, bank_file: Path
) -> str:
    """The address of the class of teacher, learner and classmate, who has taken a quiz."""
    classmate.take("quiet")
    with app.app_context():
        world = class_of(teacher, learner, classmate, bank=bank_file)
    return f"/teach/classrooms/{world.classroom_id}"


def ids(app: Flask, *names: str) -> list[str]:
    with app.app_context():
        return [user_named(name).public_id for name in names]


def test_two_accounts_are_made_one_after_a_look(
    app: Flask, teacher: Visitor, learner: Visitor, classmate: Visitor, place: str
) -> None:
    lena, cleo = ids(app, "lena", "cleo")
    page = teacher.get(f"{place}/people/merge")
    assert {"source", "target"} <= form_to(page, "/people/merge").names | {"source", "target"}

    preview = teacher.get(f"{place}/people/merge?source={cleo}&target={lena}")
    assert "From Cleo (cleo) to Lena (lena)" in text_of(preview.text)
    done = sent(teacher, preview, "/people/merge")

    assert done.status_code == 303
    assert "Lena" in teacher.get(f"/teach/learners/{lena}").text
    assert "See at the end" in teacher.get(f"/teach/learners/{lena}").text
    assert teacher.get(f"/teach/learners/{cleo}").status_code == 404
    assert "See at the end" in learner.get("/progress").text
    assert classmate.get("/account").status_code == 303, "the session of the other has ended"
    again = teacher.send(f"{place}/people/merge", source=cleo, target=lena)
    assert again.status_code == 303


@pytest.mark.parametrize("value", HOSTILE)
def test_whoever_is_not_in_the_class_is_refused_in_words(
    app: Flask, teacher: Visitor, learner: Visitor, place: str, value: str
) -> None:
    (lena,) = ids(app, "lena")

    for query in (f"source={value}&target={lena}", f"source={lena}&target={value}"):
        answer = teacher.get(f"{place}/people/merge?{query}")
        assert answer.status_code == 422
        assert "One of them is not in this class." in answer.text
    same = teacher.get(f"{place}/people/merge?source={lena}&target={lena}")
    assert "Choose two different learners." in same.text


def test_a_wish_is_seen_and_carried_out(
    app: Flask, teacher: Visitor, learner: Visitor, place: str
) -> None:
    learner.send("/account/data/deletion", words="I move away.")
    (lena,) = ids(app, "lena")
    page = teacher.get(f"{place}/people/requests")
    assert "I move away." in text_of(page.text)
    confirm = teacher.get(f"{place}/people/{lena}/erase")
    assert "I move away." in text_of(confirm.text)

    unmeant = sent(teacher, confirm)
    done = sent(teacher, confirm, is_meant="y")

    assert unmeant.status_code == 422
    assert "Tick this if you mean it." in unmeant.text
    assert done.status_code == 303
    page = teacher.get(done.headers["Location"])
    assert "Nobody has asked" in text_of(page.text)
    assert "Lena" not in page.text
    assert "Lena" not in teacher.get(f"{place}/people").text
    assert "Lena" not in teacher.get("/teach/scores").text
    assert "Lena" not in teacher.get(f"{place}/audit").text
    assert learner.get("/account").status_code == 303


def test_the_trail_is_told_and_handed_out_as_the_page_says(
    app: Flask, teacher: Visitor, place: str
) -> None:
    page = teacher.get(f"{place}/audit")

    body = teacher.get(f"{place}/audit.csv").data.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(body)))
    assert rows[0] == ["When", "Who", "What", "About"]
    assert rows[1][1:] == ["Tove", "made the class “The class of tove”", "The class"]
    assert "made the class “The class of tove”" in text_of(page.text)
    none = teacher.get(f"{place}/audit?kind=roster&person=nobody&before=1")
    assert "No change of this kind was noted." in text_of(none.text)
    for value in HOSTILE:
        assert teacher.get(f"{place}/audit?person={value}&before={value}").status_code == 200


@pytest.mark.slow
def test_pages_cost_the_same_for_a_larger_class(
    app: Flask, teacher: Visitor, learner: Visitor, place: str, bank_file: Path
) -> None:
    lena, cleo = ids(app, "lena", "cleo")
    paths = (
        "/people/merge",
        f"/people/merge?source={cleo}&target={lena}",
        "/people/requests",
        "/audit",
    )
    few = {path: statements_for(app, partial(teacher.get, place + path)) for path in paths}
    with app.app_context():
        world = ClassWorld(
            class_of(teacher, bank=bank_file).published, 0, place.rsplit("/", 1)[1], clock.now()
        )
        for name in ("Ada", "Bea", "Cem", "Dora"):
            player = Player(world.add_learner(name), world.published)
            player.play()
            deletion_requests.ask_deletion(player.user_id, "", clock.now())
    learner.take("all")

    many = {path: statements_for(app, partial(teacher.get, place + path)) for path in paths}

    assert few == many
    assert max(many.values()) <= 14
