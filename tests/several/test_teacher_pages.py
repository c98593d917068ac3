"""What a teacher meets where a server has several banks."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from tests.several.test_learner_pages import take_away
from tests.support.classes import teaches_all
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import edit_bank

_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')


def test_scores_are_shown_one_bank_at_a_time(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    learner.take("all", "tides")

    teaches_all(app, teacher)
    first, second = teacher.get("/teach/scores"), teacher.get("/teach/banks/tides/scores")

    assert "The beam alone" in text_of(first.text)
    assert "Everything about the tides" not in text_of(first.text)
    assert 'href="/teach/banks/tides/scores"' in first.text
    assert "Lena 0 / 5 0 % 1 attempt" in text_of(second.text).replace("· ", "")
    assert "The beam alone" not in text_of(second.text)


def test_each_bank_to_choose_is_named_in_its_own_language(
    learner: Visitor, teacher: Visitor, bank_folder: Path, app: Flask
) -> None:
    edit_bank(bank_folder / "tides.yaml", ("language: en\n", "language: de\n"))
    teaches_all(app, teacher)

    page = teacher.get("/teach/scores").text

    (link,) = re.findall(r'<a href="/teach/banks/tides/scores"[^>]*>', page)
    assert 'lang="de"' in link


def test_scores_of_a_bank_that_left_can_still_be_chosen(
    learner: Visitor, teacher: Visitor, bank_folder: Path, app: Flask
) -> None:
    attempt = learner.take("all", "lights")
    take_away(bank_folder)

    teaches_all(app, teacher)
    page = teacher.get("/teach/scores")
    gone = teacher.get("/teach/banks/lights/scores")

    assert 'href="/teach/banks/lights/scores"' in page.text
    assert "no longer on this server" in text_of(page.text)
    assert "Lena 0 / 3" in text_of(gone.text)
    assert teacher.get(f"/teach{attempt}").status_code == 200


def test_a_learner_and_an_attempt_name_the_bank(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.take("all", "lights")
    learner.take("all", "tides")
    teaches_all(app, teacher)
    person = re.search(r"/teach/learners/[\w-]+", teacher.get("/teach/scores").text)
    assert person

    listed = text_of(teacher.get(person[0]).text)

    assert listed.index("The tides") < listed.index("The lights")
    page = teacher.get(f"/teach{attempt}")
    assert "The lights" in text_of(page.text)
    assert 'href="/banks/lights/article?passage=' in page.text


def test_the_csv_has_a_column_for_the_bank(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    learner.take("all", "lights")
    learner.take("all", "tides")

    teaches_all(app, teacher)
    lines = teacher.get("/teach/scores.csv").data.decode("utf-8-sig").splitlines()

    header, *rows = csv.reader(lines)
    assert header[:4] == ["Learner", "User name", "Question file", "Quiz"]
    assert [row[2:4] for row in rows] == [
        ["The lights", "Everything about the lights"],
        ["The tides", "Everything about the tides"],
    ]


@pytest.mark.slow
def test_no_link_of_the_teachers_pages_leads_nowhere(learner: Visitor, teacher: Visitor) -> None:
    learner.take("all", "lights")
    found, opened = {"/teach/scores", "/"}, dict[str, int]()

    while waiting := sorted(found - set(opened))[:1]:
        page = teacher.get(waiting[0])
        opened[waiting[0]] = page.status_code
        if len(opened) < 120 and page.mimetype == "text/html":
            found |= {unescape(link) for link in _LINK.findall(page.text)}

    assert {path: status for path, status in opened.items() if status >= 400} == {}


def test_the_quizzes_to_compare_stand_under_their_banks(teacher: Visitor) -> None:
    for title in ("7a", "7b"):
        teacher.send("/teach/classrooms/new", title=title, time_zone="UTC")

    page = teacher.get("/teach/compare")

    assert page.status_code == 200
    assert '<optgroup label="The tides">' in page.text
