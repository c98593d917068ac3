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
    walk = walk(teaches_all(app, teacher))
    edit_bank(bank_file, ("key: The moon", "key: The moon of the earth"))
    teacher.get("/quizzes")

    for path in ("/teach/bank", "/teach/bank/history"):
        walk.look_at(path)
    versions = links(walk, "/teach/bank/history", r"/teach/bank/history/\d+")
    assert versions
    for path in versions:
        walk.look_at(path)

    assert not walk.faults, walk.report()


def test_pages_of_single_questions(walk: BeginWalk, watch: Watch, app: Flask, teacher: Visitor):
    watch.allow("422")
    walk = walk(teaches_all(app, teacher))

    walk.look_at("/teach/bank/items")
    walk.look_at("/teach/bank/items?q=nothing+of+this+kind")
    types = ("choice", "multiple", "true-false", "cloze", "term")
    for path in (*(f"new?type={each}" for each in types), "what-pulls/edit", "what-pulls/delete"):
        walk.look_at(f"/teach/bank/items/{path}")
    walk.page.goto("/teach/bank/items/new?type=choice")
    walk.page.locator("main").get_by_role("button", name="Check").last.click()
    expect(walk.page.locator(".note.bad").first).to_be_visible()
    walk.look("a question with errors")

    assert not walk.faults, walk.report()


def test_pages_between_this_bank_and_other_programs(walk: BeginWalk, app: Flask, teacher: Visitor):
    walk = walk(teaches_all(app, teacher))

    for path in ("bank/import", "bank/export", "bank/export?about=aiken", "paper"):
        walk.look_at(f"/teach/{path}")
    walk.look_at("/teach/quizzes/all/paper")
    walk.page.goto("/teach/bank/import")
    walk.page.locator("main [name=text]").fill(GIFT)
    walk.page.get_by_role("button", name="Look at the questions").click()
    expect(walk.page.get_by_role("checkbox")).to_have_count(1)
    walk.look("what was imported, before it is taken")

    assert not walk.faults, walk.report()


def test_pages_of_marks_decided_anew(
    walk: BeginWalk, app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path
):
    learner.take("all")
    walk = walk(teaches_all(app, teacher))
    walk.look_at("/teach/regrades")
    edit_bank(
        bank_file,
        ("key: The moon", "key: The pilots"),
        ("      - The pilots\n", "      - The moon\n"),
    )

    walk.look_at("/teach/regrades")
    walk.look_at("/teach/regrades/new?item=what-pulls")
    walk.look_at("/teach/regrades/new?item=what-pulls&rule=full-marks")

    assert not walk.faults, walk.report()
