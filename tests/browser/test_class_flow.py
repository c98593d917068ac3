"""A class from its first day to its marks: made, joined, set, watched, analysed, challenged,
regraded, exported."""

from __future__ import annotations

import csv
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from quizapp.accounts import signing_up
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.classrooms import enrol
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import from_json
from quizapp.grades.class_grades import ClassLearner
from quizapp.grades.words import listed_words
from quizapp.models import Assignment, Classroom
from quizapp.models.people import Role
from quizapp.taking.assigned_attempts import start_assigned_attempt
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.browser.conftest import OpenBrowser
from tests.support.people import PASSWORD, Visitor
from tests.support.places import SMALL_BANK
from tests.support.playing import attempt_with, item_at, moment_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RIGHT = """\
    key: The moon
    distractors:
      - The wind: Wind raises waves, not the tide.
"""
MIS_KEYED = """\
    key: The wind
    distractors:
      - The moon: It stands too far off.
"""
NAMES = ("Aylin Öztürk", "Мария Петрова", "=SUM(A1:A9)")
SILENT_LEARNERS = 27


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """The small bank, with the key of its first question exchanged."""
    text = SMALL_BANK.read_text(encoding="utf-8")
    assert RIGHT in text
    path = tmp_path / "questions.yaml"
    path.write_text(text.replace(RIGHT, MIS_KEYED), encoding="utf-8")
    return path


def make_class(page: Page) -> str:
    """A class made and opened for joining by its teacher; gives the join code."""
    page.goto("/teach/classrooms/new")
    page.get_by_label("Name of the class").fill("Class 7b")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    page.get_by_role("button", name="Make the class").click()
    page.get_by_role("button", name="Open joining").click()
    return page.get_by_role("region", name="Join").locator("strong").inner_text()


def join_class(page: Page, code: str, name: str) -> None:
    """A learner without an account joins by the code on the board."""
    page.goto("/join")
    page.get_by_label("Code of the class").fill(code.lower())
    page.get_by_role("button", name="Find the class").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join the class").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def set_quiz(page: Page) -> None:
    """The teacher sets the quiz with all questions, open from now on."""
    page.get_by_role("link", name="Quizzes", exact=True).first.click()
    page.get_by_role("link", name="Set a quiz").first.click()
    page.get_by_text("Everything about the tides").click()
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everything about the tides")


def play_the_others(app: Flask) -> None:
    """The rest of the class takes the quiz: 18 know the text, 9 hardly anything."""
    with app.app_context():
        (published,) = bank_shelf().published
        now = clock.now()
        for number in range(SILENT_LEARNERS):
            name = f"learner{number:02}"
            user_id = signing_up.create_user(name, name.title(), PASSWORD, Role.LEARNER, now)
            classroom_id = db.session.scalars(select(Classroom.id)).one()
            with write_transaction() as tx:
                enrol(tx, classroom_id, user_id, now)
            assignment_id = db.session.scalars(select(Assignment.public_id)).one()
            attempt_id = start_assigned_attempt(published, assignment_id, user_id, now)
            for position in range(1, 6):
                chosen = choice(attempt_id, position, knows=number % 3 != 0)
                record_response(
                    attempt_id, user_id, GivenResponse(position, chosen), moment_at(now)
                )


def choice(attempt_id: str, position: int, *, knows: bool) -> tuple[int, ...]:
    """What somebody chooses who knows the article, whatever the key says; or who does not."""
    item = item_at(attempt_with(attempt_id), position)
    question = asked_question(from_json(item.revision.content), item.arrangement)
    options = arranged_options(question, item.arrangement)
    if item.item_key == "what-pulls":
        wanted = {"The moon"} if knows else {"The wind"}
        return tuple(n for n, option in enumerate(options, 1) if option.text in wanted)
    found = [n for n, option in enumerate(options, 1) if option.is_key is knows]
    return tuple(found if question.mode == "many" else found[:1])


def answer_all(page: Page) -> None:
    """A learner takes the quiz by the first option, but says that the moon pulls."""
    page.goto("/")
    page.get_by_role("link", name="Everything about the tides").first.click()
    page.get_by_role("button", name="Start").click()
    for position in range(1, 6):
        expect(page.get_by_text(f"Question {position} of 5")).to_be_visible()
        options = page.locator(".option")
        moon = options.filter(has_text="The moon")
        (moon if position == 1 else options).first.click()
        page.get_by_role("button", name="Answer", exact=True).click()
        page.locator("main [data-next]").click()


@pytest.fixture
def teaching(open_browser: OpenBrowser, teacher: Visitor) -> Page:
    return open_browser(person=teacher).new_page()


def test_a_class_from_its_first_day_to_its_marks(
    app: Flask, open_browser: OpenBrowser, teaching: Page, bank_file: Path
):
    code = make_class(teaching)
    pupils = {name: open_browser("phone").new_page() for name in NAMES}
    for name, page in pupils.items():
        join_class(page, code, name)
    set_quiz(teaching)
    play_the_others(app)

    # Live: the teacher watches without touching the page.
    teaching.get_by_role("link", name="Watch live").first.click()
    standing = teaching.locator("tr", has_text=NAMES[0])
    expect(standing).to_contain_text("not begun")
    for page in pupils.values():
        answer_all(page)
    expect(standing).to_contain_text("finished", timeout=3_000)

    # The analysis finds the mis-keyed question.
    teaching.get_by_role("link", name=re.compile("^Questions")).first.click()
    row = teaching.locator("tr", has_text="What pulls at the sea")
    expect(row).to_contain_text("Wrong key?")

    # A learner challenges it; the teacher accepts.
    pupil = pupils[NAMES[0]]
    pupil.get_by_role("link", name="Challenge this answer").first.click()
    pupil.get_by_label("The words that speak against it").fill("The moon pulls at the sea")
    pupil.get_by_label("Why they speak against it").fill("It says so in the first line.")
    pupil.get_by_role("button", name="Send to your teacher").click()
    teaching.get_by_role("link", name="Challenges").first.click()
    teaching.get_by_role("link", name=re.compile("What pulls")).first.click()
    teaching.get_by_label("Accept: another answer is the right one").check()
    teaching.get_by_label("Your reply").fill("You are right. Thank you.")
    teaching.get_by_role("button", name="Decide and tell the learner").click()

    # The question is corrected, and the marks follow.
    teaching.get_by_role("link", name="Edit the question").click()
    teaching.get_by_label("Answer", exact=True).nth(0).fill("The moon")
    teaching.get_by_label("Answer", exact=True).nth(1).fill("The wind")
    teaching.get_by_role("button", name="Publish").click()
    expect(teaching.get_by_role("heading", level=1)).to_have_text("Before publishing")
    teaching.get_by_role("button", name="Publish").click()
    expect(teaching.get_by_role("heading", level=1)).to_have_text("Published. Now the marks")
    teaching.get_by_label("Reason").fill("The key was wrong.")
    teaching.get_by_role("button", name=re.compile("Change [0-9]+ marks")).click()
    pupil.goto("/")
    expect(pupil.get_by_text("You are right. Thank you.")).to_be_visible()

    # The gradebook, and the same as a file.
    teaching.goto("/teach/classrooms")
    teaching.get_by_role("link", name="Class 7b").click()
    teaching.get_by_role("link", name="Marks", exact=True).first.click()
    shown = gradebook_shown(teaching)
    assert {*map(listed, NAMES)} < set(shown)
    with teaching.expect_download() as table:
        teaching.locator("summary", has_text="Other files, and print").click()
        teaching.get_by_role("link", name="CSV file").click()
    with teaching.expect_download() as workbook:
        teaching.get_by_role("link", name="Export to Excel").click()
    assert totals_in_csv(Path(table.value.path())) == shown
    assert totals_in_xlsx(Path(workbook.value.path())) == shown


def gradebook_shown(page: Page) -> dict[str, str]:
    """By learner as they are listed: the total on the page, in per cent."""
    rows = page.locator(".marks tbody tr")
    return {
        row.locator("th").inner_text(): f"{row.locator('td.total').inner_text()} %"
        for row in rows.all()
    }


def listed(name: str) -> str:
    return listed_words(ClassLearner(0, "", name, None))


def totals_in_csv(path: Path) -> dict[str, str]:
    """By learner: the total in the file, written as on the page; no cell is a formula."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+-@")]
    return {listed(row["Learner"].removeprefix("'")): percent(float(row["Total"])) for row in rows}


def totals_in_xlsx(path: Path) -> dict[str, str]:
    """The same of the workbook, whose totals are numbers and whose names are text."""
    sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).worksheets[0]
    rows = list(sheet.iter_rows())
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    titles = [cell.value for cell in rows[0]]
    name, total = titles.index("Learner"), titles.index("Total")
    assert {row[total].data_type for row in rows[1:]} == {"n"}
    return {listed(str(row[name].value)): percent(float(str(row[total].value))) for row in rows[1:]}


def percent(share: float) -> str:
    """A share as the page writes it."""
    return f"{share:.0%}".replace("%", " %")
