"""Every page about the questions themselves: looked at as all other pages are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.support.browsing import Watch
from tests.support.classes import teaches_all
from tests.support.people import Visitor
from tests.support.records import edit_bank
from tests.support.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BeginWalk = Callable[..., Walk]
GIFT = """::pilots::Who steers a ship into the harbour? {=The pilot ~The cook#The cook cooks.}

::essay::Write about the sea. {}
"""


def links(walk: Walk, path: str, pattern: str) -> list[str]:
    """Where the links of a page lead that look like this."""
    walk.page.goto(path)
    found = walk.page.locator("main a[href]").evaluate_all("all => all.map(a => a.pathname)")
    return [each for each in dict.fromkeys(found) if re.fullmatch(pattern, each)]


def test_pages_of_the_text_and_its_versions(
    walk: BeginWalk, watch: Watch, app: Flask, teacher: Visitor, bank_file: Path
):
    watch.allow("422")
    ours = walk(teaches_all(app, teacher))
    edit_bank(bank_file, ("key: The moon", "key: The moon of the earth"))
    teacher.get("/quizzes")

    for path in ("/teach/bank", "/teach/bank/history"):
        ours.look_at(path)
    versions = links(ours, "/teach/bank/history", r"/teach/bank/history/\d+")
    assert versions
    for path in versions:
        ours.look_at(path)

    assert not ours.faults, ours.report()


def test_pages_of_single_questions(walk: BeginWalk, watch: Watch, app: Flask, teacher: Visitor):
    watch.allow("422")
    ours = walk(teaches_all(app, teacher))

    ours.look_at("/teach/bank/items")
    ours.look_at("/teach/bank/items?q=nothing+of+this+kind")
    types = ("choice", "multiple", "true-false", "cloze", "term")
    for path in (*(f"new?type={each}" for each in types), "what-pulls/edit", "what-pulls/delete"):
        ours.look_at(f"/teach/bank/items/{path}")
    ours.page.goto("/teach/bank/items/new?type=choice")
    ours.page.locator("main").get_by_role("button", name="Check").last.click()
    expect(ours.page.locator(".note.bad").first).to_be_visible()
    ours.look("a question with errors")

    assert not ours.faults, ours.report()


def test_pages_of_quizzes_and_of_a_new_file(
    walk: BeginWalk, watch: Watch, app: Flask, teacher: Visitor, bank_file: Path
):
    watch.allow("422")
    ours = walk(teaches_all(app, teacher))

    for path in ("quizzes", "quizzes/new", "quizzes/all/edit", "quizzes/by-topic/edit"):
        ours.look_at(f"/teach/bank/{path}")
    ours.page.goto("/teach/bank/quizzes/new")
    ours.page.get_by_role("button", name="Save to").click()
    expect(ours.page.locator(".errors").first).to_be_visible()
    ours.look("a quiz that asks nothing")
    ours.look_at("/teach/banks/new")

    assert not ours.faults, ours.report()


def test_pages_between_this_bank_and_other_programs(walk: BeginWalk, app: Flask, teacher: Visitor):
    ours = walk(teaches_all(app, teacher))

    for path in ("bank/import", "bank/export", "bank/export?about=aiken"):
        ours.look_at(f"/teach/{path}")
    ours.look_at("/teach/quizzes/all/paper")
    ours.page.goto("/teach/bank/import")
    ours.page.locator("main [name=text]").fill(GIFT)
    ours.page.get_by_role("button", name="Look at the questions").click()
    expect(ours.page.get_by_role("checkbox")).to_have_count(1)
    ours.look("what was imported, before it is taken")

    assert not ours.faults, ours.report()


def test_pages_of_marks_decided_anew(
    walk: BeginWalk, app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path
):
    learner.take("all")
    ours = walk(teaches_all(app, teacher))
    ours.look_at("/teach/regrades")
    edit_bank(
        bank_file,
        ("key: The moon", "key: The pilots"),
        ("      - The pilots\n", "      - The moon\n"),
    )

    ours.look_at("/teach/regrades")
    ours.look_at("/teach/regrades/new?item=what-pulls")
    ours.look_at("/teach/regrades/new?item=what-pulls&rule=full-marks")

    assert not ours.faults, ours.report()
