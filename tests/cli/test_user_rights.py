"""Exporting, erasing and tidying up people at the terminal."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import time_machine
from flask import Flask

from quizapp.web import clock
from tests.cli.conftest import Command
from tests.support.people import PASSWORD, Visitor


def test_what_is_kept_comes_out_for_programs_and_to_read(
    quizapp: Command, learner: Visitor, tmp_path: Path
) -> None:
    learner.take("quiet")

    data = json.loads(quizapp("user", "export", "Lena").stdout)
    quizapp("user", "export", "lena", "--format", "html", "--output", str(tmp_path / "lena.html"))

    assert data["account"]["name"] == "Lena"
    page = (tmp_path / "lena.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "What is kept about Lena" in page
    assert quizapp("user", "export", "nobody").exit_code == 1


def test_somebody_is_erased_once_it_is_said_again(
    quizapp: Command, learner: Visitor, anonymous: Visitor
) -> None:
    refused = quizapp("user", "erase", "lena", typed="n\n")
    assert refused.exit_code == 1
    assert anonymous.send("/login", username="lena", password=PASSWORD).status_code == 303

    done = quizapp("user", "erase", "lena", "--yes")

    assert "lena is erased; a user name is free again." in done.output
    assert learner.get("/account").status_code == 303
    assert quizapp("user", "erase", "lena", "--yes").exit_code == 1
    assert quizapp("user", "create", "--password", PASSWORD, "lena").exit_code == 0


def test_tidying_up_says_first_and_then_does(quizapp: Command, guest: Visitor, app: Flask) -> None:
    later = clock.now() + timedelta(days=181)
    assert "0 learners and 0 guests to forget." in quizapp("user", "tidy", "--dry-run").output

    with time_machine.travel(later, tick=False):
        dry = quizapp("user", "tidy", "--dry-run").output
        told = json.loads(quizapp("doctor", "--format", "json").stdout)["remarks"]
        done = quizapp("user", "tidy").output
        again = quizapp("user", "tidy").output

    assert dry == "Nothing was changed. 0 learners and 1 guest to forget.\n"
    assert [each["cure"] for each in told if each["name"] == "people"] == [
        "Forget them, and have it done each day: quizapp user tidy"
    ]
    assert done == "0 learners and 1 guest forgotten.\n"
    assert again == "0 learners and 0 guests forgotten.\n"
