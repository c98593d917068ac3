"""The one page that says what is kept about learners: true to the tables and the settings."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, url_for

from quizapp.accounts.own_sessions import IDLE_LIFETIME
from quizapp.accounts.sessions import GUEST_LIFETIME, LIFETIME
from quizapp.classes.login_slips import LIFETIME as CODE_LIFETIME
from quizapp.domain.thinning import USUAL
from quizapp.home.privacy import KEPT_FACTS
from quizapp.models import Base
from quizapp.models.retention import GUESTS_KEPT
from tests.accounts.test_erasing_every_table import DEEDS, GONE, NAMELESS
from tests.support.pages import text_of
from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

PAGE = Path(__file__).parents[2] / "docs" / "for-parents.md"
OF_TEACHERS = {"classroom_teachers", "teacher_invitations", "bank_publications", "regrades"}


@pytest.fixture
def told(anonymous: Visitor) -> str:
    page = anonymous.get("/privacy")
    assert page.status_code == 200
    return text_of(page.text)


def test_each_table_that_leads_to_a_learner_is_told_of() -> None:
    leading = {table for table, _ in GONE | NAMELESS | DEEDS} - OF_TEACHERS

    told = {table for fact in KEPT_FACTS for table in fact.tables}

    assert told == leading | {"users"}
    assert told <= Base.metadata.tables.keys()


@on_sqlite
def test_how_long_is_what_the_code_does(told: str) -> None:
    idle = int(IDLE_LIFETIME.total_seconds() / 3600)

    assert f"{idle} hours after the last visit; {LIFETIME.days} days where" in told
    assert f"{GUEST_LIFETIME.days} days for guests" in told
    assert f"They work once, for {CODE_LIFETIME.days} days." in told
    assert f"guests {GUESTS_KEPT.days} days after their last work" in told
    assert f"the oldest usually after {USUAL.months} months" in told


@on_sqlite
def test_the_document_says_the_same_as_the_page(anonymous: Visitor, app: Flask) -> None:
    written = " ".join(re.sub(r"^[#*>\s]+", "", line) for line in PAGE.read_text().splitlines())
    page = text_of_parts(anonymous.get("/privacy").text)

    with app.test_request_context():
        facts = [str(part) for fact in KEPT_FACTS for part in (fact.what, fact.why, fact.how_long)]

    assert len(page) > len(KEPT_FACTS) + 8
    assert [part for part in (*page, *facts) if part not in written] == []


def text_of_parts(page: str) -> list[str]:
    """What each paragraph, each point and each term of the page's main part says."""
    main = page[page.index("<main") : page.index("</main>")]
    found = re.findall(r"<(p|li|dt|h2)\b[^>]*>(.*?)</\1>", main, re.DOTALL)
    return [" ".join(html.unescape(text).split()) for _, text in found]


@on_sqlite
@pytest.mark.parametrize("path", ["/", "/signup", "/login", "/account"])
def test_the_page_is_led_to_from_every_page(path: str, learner: Visitor, app: Flask) -> None:
    person = learner if path == "/account" else visitor(app)

    assert 'href="/privacy"' in person.get(path).text


@on_sqlite
def test_who_signs_up_is_led_there_before(anonymous: Visitor, app: Flask) -> None:
    page = anonymous.get("/signup")

    with app.test_request_context():
        address = url_for("home.view_privacy")
    assert page.text.index(address) < page.text.index("<footer")


@on_sqlite
@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("Ms Ada, office@school.example", "to be asked: Ms Ada, office@school.example"),
        ("", "Ask the teacher, or the school: they know who runs this server."),
    ],
)
def test_whom_to_ask_is_said(contact: str, said: str, make_app: Callable[..., Flask]) -> None:
    page = visitor(make_app(CONTACT=contact)).get("/privacy")

    assert said in text_of(page.text)


@on_sqlite
def test_reading_it_leaves_no_trace(anonymous: Visitor) -> None:
    assert "Set-Cookie" not in anonymous.get("/privacy").headers
