"""A teacher's first steps: the printed link, the classes, the scores, an attempt, the CSV."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.accounts import signing_up
from quizapp.classes.classrooms import (
    NewClassroom,
    classrooms_called,
    create_classroom,
    enrol,
)
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.browser.conftest import OpenBrowser
from tests.support.classes import user_named
from tests.support.people import PASSWORD, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_first_teacher_sees_what_a_learner_answered(
    app: Flask, open_browser: OpenBrowser, learner: Visitor
):
    learner.take("all")
    with app.app_context():
        token = signing_up.create_setup_token(clock.now())
    page = open_browser().new_page()

    page.goto(f"/setup/{token}")
    page.get_by_label("User name").fill("tove")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    expect(page.get_by_role("heading", level=1, name="Make a class")).to_be_visible()
    with app.app_context():
        room = create_classroom(NewClassroom("Class 7b", "UTC"), user_named("tove").id, clock.now())
    page.goto("/teach/classrooms")
    page.get_by_role("link", name="Scores of all classes").click()
    expect(page.get_by_role("heading", level=1, name="Scores")).to_be_visible()
    expect(page.get_by_text("Lena")).to_have_count(0)
    with app.app_context():
        room_id, learner_id = classrooms_called(room)[0].id, user_named("lena").id
        with write_transaction() as tx:
            enrol(tx, room_id, learner_id, clock.now())
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    page.get_by_role("link", name="Lena").click()
    page.get_by_role("link", name="Everything about the tides").click()

    expect(page.locator(".looks > li")).to_have_count(5)
    expect(page.get_by_text("You said you don’t know")).to_have_count(5)
    table = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert table.splitlines()[1].startswith("Lena,lena,Everything about the tides,0.0,5.0,0.0,")
