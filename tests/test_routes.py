"""Every route, for everybody: who gets in, who is refused, and what no other site may send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp import clock
from quizapp.extensions import db
from quizapp.models import Attempt, AttemptItem, Base, Notice
from quizapp.services import people
from tests.support.pages import sent
from tests.support.people import PASSWORD, Visitor
from tests.support.records import public_id

NOWHERE = "no-such-token"
ROLES = ("anonymous", "guest", "learner", "stranger", "teacher")


@dataclass(frozen=True)
class Row:
    """A request, and its status for each role; the attempts in it are the learner's.

    The rows run from top to bottom, so that a form meets what the ones above it left behind.
    """

    endpoint: str
    path: str
    statuses: tuple[int, int, int, int, int]
    fields: dict[str, str] | None = field(default=None, hash=False)

    @property
    def method(self) -> str:
        return "GET" if self.fields is None else "POST"


NEW = {"username": "newcomer", "display_name": "", "password": PASSWORD}
BAD = {"username": "", "display_name": "", "password": ""}
RATING = {"item_id": "ebb", "sequence": "1", "rating": "good"}

# fmt: off
ROWS = (
    #                                                       anon  guest own   other teach
    Row("public.healthz", "/healthz",                       (200, 200, 200, 200, 200)),
    Row("public.readyz", "/readyz",                         (200, 200, 200, 200, 200)),
    Row("public.patterns", "/patterns",                     (404, 404, 404, 404, 404)),
    Row("learner.home", "/",                                (200, 200, 200, 200, 200)),
    Row("learner.read_article", "/article",                 (200, 200, 200, 200, 200)),
    Row("learner.list_quizzes", "/quizzes",                 (200, 200, 200, 200, 200)),
    Row("learner.view_quiz", "/quizzes/all",                (200, 200, 200, 200, 200)),
    Row("learner.review_cards", "/cards",                   (200, 200, 200, 200, 200)),
    Row("learner.view_progress", "/progress",               (200, 200, 200, 200, 200)),
    Row("learner.view_bank", "/banks/tides",                (200, 200, 200, 200, 200)),
    Row("learner.view_bank", "/banks/none",                 (404, 404, 404, 404, 404)),
    Row("learner.view_attempt", "{running}",                (303, 404, 303, 404, 404)),
    Row("learner.view_attempt", "{finished}",               (303, 404, 200, 404, 404)),
    Row("learner.view_item", "{running}/items/1",           (303, 404, 200, 404, 404)),
    Row("learner.view_item", "{finished}/items/1",          (303, 404, 200, 404, 404)),
    Row("auth.log_in", "/login",                            (200, 200, 200, 200, 200)),
    Row("auth.sign_up", "/signup",                          (200, 200, 303, 303, 303)),
    Row("auth.account", "/account",                         (303, 200, 200, 200, 200)),
    Row("auth.set_up", "/setup/{token}",                    (200, 200, 200, 200, 200)),
    Row("auth.set_up", f"/setup/{NOWHERE}",                 (404, 404, 404, 404, 404)),
    Row("teacher.view_scores", "/teach",                    (303, 303, 403, 403, 200)),
    Row("teacher.export_scores", "/teach/scores.csv",       (303, 303, 403, 403, 200)),
    Row("teacher.view_learner", "/teach/learners/{person}", (303, 303, 403, 403, 200)),
    Row("teacher.view_attempt", "/teach{finished}",         (303, 303, 403, 403, 200)),
    Row("teacher.list_banks", "/teach/banks",               (303, 303, 403, 403, 200)),
    Row("teacher.edit_bank", "/teach/bank",                 (303, 303, 403, 403, 200)),
    Row("teacher.edit_bank", "/teach/banks/tides/text",     (303, 303, 403, 403, 200)),
    Row("teacher.edit_bank", "/teach/banks/none/text",      (303, 303, 403, 403, 404)),
    Row("teacher.list_revisions", "/teach/bank/history",    (303, 303, 403, 403, 200)),
    Row("teacher.view_revision", "/teach/bank/history/{version}",
        (303, 303, 403, 403, 200)),
    Row("teacher.list_regrades", "/teach/regrades",         (303, 303, 403, 403, 200)),
    Row("teacher.list_regrades", "/teach/banks/tides/regrades",
        (303, 303, 403, 403, 200)),
    Row("teacher.plan_regrade", "/teach/regrades/new?item=what-pulls",
        (303, 303, 403, 403, 200)),
    Row("teacher.view_regrade", "/teach/regrades/{regrade}", (303, 303, 403, 403, 200)),
    Row("teacher.view_regrade", f"/teach/regrades/{NOWHERE}", (303, 303, 403, 403, 404)),
    Row("teacher.list_items", "/teach/bank/items",          (303, 303, 403, 403, 200)),
    Row("teacher.new_item", "/teach/bank/items/new",        (303, 303, 403, 403, 200)),
    Row("teacher.edit_item", "/teach/bank/items/ebb/edit",  (303, 303, 403, 403, 200)),
    Row("teacher.edit_item", "/teach/bank/items/none/edit", (303, 303, 403, 403, 404)),
    Row("teacher.confirm_removal", "/teach/bank/items/ebb/delete",
        (303, 303, 403, 403, 200)),
    Row("teacher.import_bank", "/teach/bank/import",        (303, 303, 403, 403, 200)),
    Row("teacher.export_bank", "/teach/bank/export",        (303, 303, 403, 403, 200)),
    Row("teacher.export_bank", "/teach/bank/export?to=csv", (303, 303, 403, 403, 200)),
    Row("teacher.list_papers", "/teach/paper",              (303, 303, 403, 403, 200)),
    Row("teacher.view_paper", "/teach/quizzes/all/paper",   (303, 303, 403, 403, 200)),
    Row("teacher.download_paper_table", "/teach/quizzes/all/paper/A-key.csv",
        (303, 303, 403, 403, 200)),
    Row("learner.record_response", "{running}/responses",   (303, 404, 303, 404, 404),
        {"position": "1", "dont_know": "1"}),
    Row("learner.record_response", "{running}/responses",   (303, 404, 422, 404, 404),
        {"position": "2"}),
    Row("teacher.make_regrade", "/teach/regrades",          (303, 303, 403, 403, 422), {}),
    Row("teacher.undo_regrade", "/teach/regrades/{regrade}/undo",
        (303, 303, 403, 403, 303), {}),
    Row("teacher.undo_regrade", f"/teach/regrades/{NOWHERE}/undo",
        (303, 303, 403, 403, 404), {}),
    Row("learner.dismiss_notice", "/notices/{notice}/dismiss",
        (303, 404, 303, 404, 404), {}),
    Row("teacher.send_bank", "/teach/bank",                 (303, 303, 403, 403, 200), {}),
    Row("teacher.send_bank", "/teach/banks/tides/text",     (401, 401, 403, 403, 409),
        {"text": "format: 1", "action": "publish"}),
    Row("teacher.check_text", "/teach/bank/check",          (401, 401, 403, 403, 200),
        {"text": "format: 1"}),
    Row("teacher.preview_item", "/teach/bank/preview",      (401, 401, 403, 403, 200),
        {"text": "format: 1", "line": "1"}),
    Row("teacher.restore_revision", "/teach/bank/history/{version}/restore",
        (303, 303, 403, 403, 200), {}),
    Row("teacher.add_item", "/teach/bank/items/new?type=term",
        (303, 303, 403, 403, 422), {}),
    Row("teacher.change_item", "/teach/bank/items/ebb/edit",
        (303, 303, 403, 403, 409), {}),
    Row("teacher.remove_item", "/teach/bank/items/ebb/delete",
        (303, 303, 403, 403, 200), {}),
    Row("teacher.send_import", "/teach/bank/import",        (303, 303, 403, 403, 422), {}),
    Row("teacher.take_import", "/teach/bank/import/take",   (303, 303, 403, 403, 400), {}),
    Row("learner.finish_attempt", "{running}/finish",       (303, 404, 303, 404, 404), {}),
    Row("learner.practise_missed", "{finished}/practice",   (303, 404, 303, 404, 404), {}),
    Row("learner.start_quiz", "/quizzes/none/attempts",     (404, 404, 404, 404, 404), {}),
    Row("auth.log_in", "/login",                            (422, 422, 422, 422, 422), {}),
    Row("auth.account", "/account",                         (303, 200, 422, 422, 422), {}),
    Row("auth.sign_up", "/signup",                          (422, 422, 303, 303, 303), BAD),
    Row("auth.set_up", f"/setup/{NOWHERE}",                 (404, 404, 404, 404, 404), NEW),
    Row("auth.set_up", "/setup/{token}",                    (422, 422, 422, 422, 422), BAD),
    Row("learner.rate_card", "/cards/ratings",              (303, 303, 303, 303, 303), RATING),
    Row("learner.start_quiz", "/quizzes/all/attempts",      (303, 303, 303, 303, 303), {}),
    Row("auth.log_out", "/logout",                          (303, 303, 303, 303, 303), {}),
)
# fmt: on


@pytest.fixture
def places(learner: Visitor, teacher: Visitor, app: Flask) -> dict[str, str]:
    """What the rows' addresses lead to."""
    finished, running = learner.take("quiet"), learner.start("all")
    with app.app_context():
        token = people.create_setup_token(clock.now())
    regrade, notice = full_marks(app, teacher, finished)
    shown = re.search(r"/teach/learners/([\w-]+)", teacher.get("/teach").text)
    assert shown
    version = re.search(r"/teach/bank/history/(\d+)", teacher.get("/teach/bank/history").text)
    assert version
    return {
        "running": running,
        "finished": finished,
        "token": token,
        "person": shown[1],
        "version": version[1],
        "regrade": regrade,
        "notice": notice,
    }


def full_marks(app: Flask, teacher: Visitor, attempt: str) -> tuple[str, str]:
    """Full marks for one item of the attempt: the ids of the regrade, and of the learner's note."""
    with app.app_context():
        query = select(AttemptItem.item_key).join(Attempt).order_by(AttemptItem.id)
        item = db.session.scalar(query.where(Attempt.public_id == public_id(attempt)))
    page = teacher.get(f"/teach/regrades/new?item={item}&rule=full-marks")
    done = sent(teacher, page, "/teach/regrades", reason="Unfair.")
    with app.app_context():
        notice = db.session.scalars(select(Notice.public_id)).one()
    return done.headers["Location"].rsplit("/", 1)[1], notice


@pytest.mark.parametrize("role", ROLES)
def test_every_route_lets_in_whom_it_should(
    role: str, places: dict[str, str], request: pytest.FixtureRequest
) -> None:
    visitor: Visitor = request.getfixturevalue(role)

    statuses = {f"{row.method} {row.path}": answer(visitor, row, places) for row in ROWS}

    at = ROLES.index(role)
    assert statuses == {f"{row.method} {row.path}": row.statuses[at] for row in ROWS}


def answer(visitor: Visitor, row: Row, places: dict[str, str]) -> int:
    path = row.path.format_map(places)
    if row.fields is None:
        return visitor.get(path).status_code
    return visitor.send(path, **row.fields).status_code


def test_every_route_has_a_row(app: Flask) -> None:
    assert {(row.endpoint, row.method) for row in ROWS} == set(routes(app))


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule.endpoint, method


def test_no_form_is_taken_without_its_token(
    learner: Visitor, places: dict[str, str], app: Flask
) -> None:
    before = everything(app)

    statuses = {
        row.path: learner.browser.post(
            row.path.format_map(places), data={**(row.fields or {}), "csrf_token": token}
        ).status_code
        for row in ROWS
        if row.method == "POST"
        for token in ("", "made up")
    }

    assert set(statuses.values()) == {400}
    assert everything(app) == before


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
    ids=str,
)
def test_no_form_is_taken_from_another_site(
    header: dict[str, str], learner: Visitor, places: dict[str, str], app: Flask
) -> None:
    before, token = everything(app), learner.browser.token()

    statuses = {
        row.path: learner.browser.post(
            row.path.format_map(places),
            data={**(row.fields or {}), "csrf_token": token},
            headers=header,
        ).status_code
        for row in ROWS
        if row.method == "POST"
    }

    assert set(statuses.values()) == {403}
    assert everything(app) == before


@pytest.mark.parametrize(
    "header",
    [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
    ids=str,
)
def test_a_form_of_this_site_is_taken(header: dict[str, str], learner: Visitor) -> None:
    fields = {"csrf_token": learner.browser.token()}

    response = learner.browser.post("/quizzes/all/attempts", data=fields, headers=header)

    assert response.status_code == 303


def test_the_token_of_another_browser_is_worth_nothing(learner: Visitor, stranger: Visitor) -> None:
    fields = {"csrf_token": stranger.browser.token()}

    assert learner.browser.post("/quizzes/all/attempts", data=fields).status_code == 400


def test_no_page_that_is_read_changes_anything(
    learner: Visitor, teacher: Visitor, places: dict[str, str], app: Flask
) -> None:
    before = everything(app)

    for row in ROWS:
        if row.method == "GET":
            learner.get(row.path.format_map(places))
            teacher.get(row.path.format_map(places))
            teacher.browser.head(row.path.format_map(places))

    assert everything(app) == before


def everything(app: Flask) -> dict[str, int]:
    """How many rows each table has, and how many attempts are running."""
    with app.app_context():
        counts = {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
        finished = Base.metadata.tables["attempts"].c.finished_at
        counts["running"] = db.session.scalar(select(func.count(finished))) or 0
        return counts


def test_no_address_holds_a_number_to_count_up(places: dict[str, str]) -> None:
    assert len(public_id(places["running"])) >= 16
    assert len(places["person"]) >= 16
