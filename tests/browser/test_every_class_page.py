"""Every page of a class, the teachers' and the learners': looked at as all other pages are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp import create_app
from quizapp.web.extensions import db
from tests.support.browsing import Watch
from tests.support.busy_class import ARABIC, BEN, JO, LENA, LONG, BusyClass, busy_class
from tests.support.class_visits import visitor_of
from tests.support.places import SHIPPED_BANK
from tests.support.walking import Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BeginWalk = Callable[..., Walk]
BANK = "mosul-2017"
ROSTER = "Name;User name\nNew Learner;\nLena Köhler;lena\nNobody;nobody-known\nNobody;nobody-known"


@pytest.fixture(scope="module")
def kept_class(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, BusyClass]:
    """A database with the class in it, made once: it is copied for each test."""
    folder = tmp_path_factory.mktemp("busy")
    path = Path(shutil.copy(sqlite_template, folder / "quizapp.sqlite3"))
    app = create_app({"DATA_DIR": folder, "BANK": SHIPPED_BANK, "SECRET_KEY": "t" * 40})
    room = busy_class(app)
    with app.app_context():
        db.engine.dispose()
    return path, room


@pytest.fixture
def database_url(kept_class: tuple[Path, BusyClass], tmp_path: Path) -> str:
    """A copy of the database with the class in it."""
    return f"sqlite:///{shutil.copy(kept_class[0], tmp_path / 'quizapp.sqlite3')}"


@pytest.fixture
def room(kept_class: tuple[Path, BusyClass]) -> BusyClass:
    """The class that is looked at."""
    return kept_class[1]


@pytest.fixture
def bank_file() -> Path:
    """The bank that people see, with its long questions."""
    return SHIPPED_BANK


@pytest.fixture
def teaching(walk: BeginWalk, app: Flask, watch: Watch) -> Walk:
    """A walk of the class's teacher."""
    watch.allow("422")
    return walk(visitor_of(app, "tova"))


def test_pages_about_a_class_and_the_people_in_it(teaching: Walk, room: BusyClass):
    here, people = room.address, f"{room.address}/people"
    lena, ben, ours = room.learners[LENA], room.learners[BEN], teaching

    for path in ("/teach/classrooms", "/teach/classrooms/new", here, f"{here}/settings", people):
        ours.look_at(path)
    mona = room.managed
    for path in ("import", "requests", "merge", f"{ben}/erase", f"{lena}/enrolment"):
        ours.look_at(f"{people}/{path}")
    for path in (f"{mona}/enrolment", f"{lena}/password"):
        ours.look_at(f"{people}/{path}")
    for learner in (mona, lena):
        ours.look_at(f"{here}/learners/{learner}")
    ours.look_at(f"{here}/join-code")
    ours.look_at(f"{people}?q=nobody+of+this+name")
    ours.look_at(f"{people}?sort=last&show=helped")
    ours.look_at(f"{people}/merge?source={ben}&target={lena}")
    ours.look_at(f"{here}/audit")
    ours.look_at(f"{here}/audit?kind=scores")
    ours.look_at_errors("/teach/classrooms/new", "Make the class", title="")
    ours.look_at_errors(f"{here}/settings", "Save the settings", exam_on="2000-01-01")
    ours.look_at_errors(f"{here}/settings", "Add the teacher", user_name="lena")
    ours.look_at_errors(people, "Add and show the code", name="Lena Köhler", user_name="x")
    ours.look_at_errors(f"{people}/{mona}/enrolment", "Save the name", name="", user_name="x")
    ours.look_at_errors(f"{people}/import", "Look at the list", text="")
    ours.look_at_errors(f"{here}/learners/{mona}", "Save", minutes="0")
    ours.look_at_errors(f"{here}/learners/{mona}", "Keep the note", words="")
    ours.look_at_errors(people, "Make codes for the ticked")
    ours.look_at_errors(f"{people}/{ben}/erase", "Delete this learner")
    ours.page.goto(f"{people}/import")
    ours.page.locator("[name=text]").fill(ROSTER)
    ours.page.get_by_role("button", name="Look at the list").click()
    expect(ours.page.get_by_text("New Learner", exact=True)).to_be_visible()
    ours.look("the list of learners before it is taken")
    ours.page.goto(people)
    ours.page.get_by_role("button", name="Make codes for all").click()
    expect(ours.page.get_by_text("Mona Managed")).to_be_visible()
    ours.look("the slips")

    assert not ours.faults, ours.report()


def test_pages_about_what_is_set_for_a_class(teaching: Walk, room: BusyClass):
    here, ours = room.address, teaching

    for path in ("assignments", "assignments/new", "pairs/new", f"pairs/{room.pair}"):
        ours.look_at(f"{here}/{path}")
    for one in (room.taken, room.held, room.coming, room.closed):
        ours.look_at(room.set_address(one))
    for path in ("edit", "withdraw", f"exceptions/{room.learners[ARABIC]}"):
        ours.look_at(f"{room.set_address(room.limited)}/{path}")
    ours.look_at(f"{room.set_address(room.taken)}/edit")
    ours.look_at_errors(f"{here}/assignments/new", "Set it", title="", minutes="0")
    ours.look_at_errors(f"{here}/pairs/new", "Set both tests", pre_title="", minutes="0")
    other_terms = f"{room.set_address(room.taken)}/exceptions/{room.learners[LONG]}"
    ours.look_at_errors(other_terms, "Save", attempts_allowed="-1")
    for path in ("limited", "taken", "to_do"):
        ours.look_at(f"{room.set_address(getattr(room, path))}/live")
    ours.page.goto(f"{room.set_address(room.taken)}/projector")
    wall = str(ours.page.evaluate("location.pathname"))
    for asked in ("", "?answers=1", "?answers=1&key=1"):
        ours.look_at(wall + asked)

    assert not ours.faults, ours.report()


def test_pages_about_questions_and_what_is_recalled(teaching: Walk, room: BusyClass):
    here, ours = room.address, teaching
    quiz, item = f"{BANK}/retaking", f"{BANK}/items/victory-announcer"

    for path in (
        "questions",
        "questions?show=all",
        "questions?show=quizzes",
        f"questions/{quiz}",
        f"questions/{item}",
    ):
        ours.look_at(f"{here}/{path}")
    ours.look_at(f"{here}/questions/{item}/missed")
    ours.look_at(f"{here}/questions/{BANK}/canadas-part?of=all")
    ours.look_at(f"{here}/questions/{BANK}/items/date-limit")
    ours.look_at(f"{here}/map")
    ours.look_at(f"{here}/predictions")
    ours.look_at(f"{here}/map/{BANK}/victory/4?when=week")
    ours.look_at(f"{here}/challenges")
    for one in (room.challenge, room.decided_challenge):
        ours.look_at(f"{here}/challenges/{one}")
    ours.look_at_errors(f"{here}/challenges/{room.challenge}", "Decide and tell the learner")
    asked = f"/teach/compare?quiz={BANK}/retaking&first={room.world.classroom_id}"
    for path in ("/teach/compare", asked, f"{asked}&others={room.other_class}"):
        ours.look_at(path)

    assert not ours.faults, ours.report()


def test_pages_about_grades(teaching: Walk, room: BusyClass):
    here, ours = room.address, teaching
    book, people = f"{here}/gradebook", f"{here}/learners"
    lena, long, ben, jo = (room.learners[at] for at in (LENA, LONG, BEN, JO))

    for path in ("", "?show=missing&sort=total&order=desc", "?q=nobody+of+this+name", "/weights"):
        ours.look_at(book + path)
    for learner in (lena, long):
        ours.look_at(f"{people}/{learner}")
    ours.look_at(f"{people}/{lena}/report")
    ours.look_at(f"{here}/reports")
    for learner in (ben, jo):
        ours.look_at(f"{people}/{learner}/assignments/{room.taken}")
    ours.look_at_errors(f"{people}/{ben}/assignments/{room.taken}", "Set the score", score="999")
    ours.look_at(f"{room.set_address(room.taken)}/scores")
    ours.look_at(f"{room.set_address(room.coming)}/scores")
    negative = {f"weight-{room.taken}": "-1"}
    ours.look_at_errors(f"{book}/weights", "Save the weights", **negative)

    assert not ours.faults, ours.report()


def test_pages_of_a_learner_in_a_class(walk: BeginWalk, app: Flask, watch: Watch, room: BusyClass):
    watch.allow("422")
    nobody, lena = walk(), walk(visitor_of(app, "lena"))

    for path in ("/join", f"/join/{room.join_code}", "/login/code"):
        nobody.look_at(path)
    nobody.look_at_errors("/join", "Find the class", code="QQQQ-QQQQ")
    nobody.look_at_errors("/login/code", "Get in", code="QQQQ")
    nobody.look_at_errors(f"/join/{room.join_code}", "Join the class", name="")
    for path in ("/", f"/join/{room.join_code}", "/account", "/account/data", "/quizzes"):
        lena.look_at(path)
    for one in (room.taken, room.closed, room.held, room.limited, room.to_do, room.coming):
        lena.look_at(f"/assignments/{one}")
    for path in (room.lenas_attempt, f"{room.lenas_attempt}/items/2", room.held_attempt):
        lena.look_at(f"/attempts/{path}")
    lena.look_at(f"/attempts/{room.running_attempt}")
    lena.page.get_by_role("button", name="Answer", exact=True).click()
    expect(lena.page.locator("#errors")).to_be_visible()
    lena.look("an item with a time limit, without a choice")
    challenge = f"/attempts/{room.lenas_attempt}/items/5/challenge"
    lena.look_at(challenge)
    lena.look_at_errors(challenge, "Send to your teacher", phrase="Words of nobody")
    lena.look_at(f"/account/classes/{room.world.classroom_id}/leave")

    assert not nobody.faults, nobody.report()
    assert not lena.faults, lena.report()
