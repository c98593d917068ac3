"""Every address, where a server has several banks: with a bank in it, without, and with another."""

from __future__ import annotations

import pytest

from tests.route_rows import ROLES, Row, everybody, owner, teachers
from tests.support.people import Visitor
from tests.test_routes import answer

pytestmark = pytest.mark.on_both

ALL, DONE, BAD, NONE = everybody(200), everybody(303), everybody(400), everybody(404)
TEACHERS, NO_TEACHERS = teachers(200), teachers(404)
OWN, OWN_PAGE, OWN_DEED = owner(303), owner(200), owner(303, anonymous=404)
RATING = {"item_id": "ebb", "sequence": "1", "rating": "good"}


def of_bank(bank_id: str) -> dict[str, str]:
    return {"bank_id": bank_id, **RATING}


# A route a row, in columns, so that a gap is seen.
# fmt: off
# The attempts are the learner's, who is in no class here: no teacher sees them.
ROWS = (
    Row("home.healthz",          "/healthz",                             ALL),
    Row("home.readyz",           "/readyz",                              ALL),
    Row("home.home",            "/",                                    ALL),
    Row("practice.view_bank",       "/banks/tides",                         ALL),
    Row("practice.view_bank",       "/banks/lights",                        ALL),
    Row("practice.view_bank",       "/banks/none",                          NONE),
    Row("practice.read_article",    "/article",                             ALL),
    Row("practice.read_article",    "/banks/lights/article",                ALL),
    Row("practice.read_article",    "/banks/none/article",                  NONE),
    Row("taking.list_quizzes",    "/quizzes",                             ALL),
    Row("taking.list_quizzes",    "/banks/lights/quizzes",                ALL),
    Row("taking.list_quizzes",    "/banks/none/quizzes",                  NONE),
    Row("taking.view_quiz",       "/quizzes/beams",                       ALL),
    Row("taking.view_quiz",       "/quizzes/all",                         NONE),
    Row("taking.view_quiz",       "/banks/lights/quizzes/all",            ALL),
    Row("taking.view_quiz",       "/banks/tides/quizzes/beams",           NONE),
    Row("taking.view_quiz",       "/banks/none/quizzes/all",              NONE),
    Row("practice.review_cards",    "/cards",                               ALL),
    Row("practice.review_cards",    "/cards?show=lights/lens",              ALL),
    Row("practice.review_cards",    "/cards?show=none/lens",                ALL),
    Row("practice.view_progress",   "/progress",                            ALL),
    Row("taking.view_attempt",    "{running}",                            OWN),
    Row("taking.view_attempt",    "{finished}",                           OWN_PAGE),
    Row("grades.view_scores",     "/teach/scores",                        TEACHERS),
    Row("grades.view_scores",     "/teach/banks/tides/scores",            TEACHERS),
    Row("grades.view_scores",     "/teach/banks/none/scores",             NO_TEACHERS),
    Row("grades.export_scores",   "/teach/scores.csv",                    TEACHERS),
    Row("grades.view_attempt",    "/teach{finished}",                     NO_TEACHERS),
    Row("taking.start_quiz",      "/banks/none/quizzes/all/attempts",     NONE, {}),
    Row("taking.start_quiz",      "/banks/tides/quizzes/beams/attempts",  NONE, {}),
    Row("taking.start_quiz",      "/quizzes/all/attempts",                NONE, {}),
    Row("taking.start_quiz",      "/quizzes/beams/attempts",              DONE, {}),
    Row("taking.start_quiz",      "/banks/lights/quizzes/all/attempts",   DONE, {}),
    Row("taking.practise_missed", "{finished}/practice", OWN_DEED, {}),
    Row("practice.rate_card",       "/cards/ratings",                       NONE, RATING),
    Row("practice.rate_card",       "/cards/ratings",                       NONE, of_bank("none")),
    Row("practice.rate_card",       "/cards/ratings",                       BAD, of_bank("../x")),
    Row("practice.rate_card",       "/cards/ratings",                      DONE, of_bank("lights")),
    Row("practice.undo_rating",     "/cards/ratings/undo",                  NONE, of_bank("none")),
)
# fmt: on


@pytest.fixture
def places(learner: Visitor) -> dict[str, str]:
    """What the rows' addresses lead to."""
    return {"finished": learner.take("quiet"), "running": learner.start("all", "tides")}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.slow
def test_every_address_lets_in_whom_it_should(
    role: str, places: dict[str, str], request: pytest.FixtureRequest
) -> None:
    visitor: Visitor = request.getfixturevalue(role)

    statuses = [(row.endpoint, row.path, answer(visitor, row, places)) for row in ROWS]

    at = ROLES.index(role)
    assert statuses == [(row.endpoint, row.path, row.statuses[at]) for row in ROWS]
