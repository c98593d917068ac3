from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.web.database import writing
from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import edit_bank, key_numbers, public_id


def test_scores_that_hold_are_counted(
    quizapp: Command, learner: Visitor, stranger: Visitor, app: Flask, bank_file: Path
) -> None:
    attempt = learner.take("all")
    practice = learner.send(f"{attempt}/practice").headers["Location"]
    learner.respond(practice, 1, *key_numbers(app, practice, 1))
    stranger.take("by-topic")
    edit_bank(bank_file, ("    key: true\n", "    key: false\n"))
    stranger.take("quiet")

    result = quizapp("verify-scores")

    assert result.exit_code == 0
    assert "4 attempts, 0 differences" in result.output


@pytest.mark.tampering
def test_a_score_that_was_tampered_with_is_found(
    quizapp: Command, learner: Visitor, app: Flask
) -> None:
    attempt = learner.take("all")
    with app.app_context(), writing():
        db.session.execute(text("UPDATE attempts SET score = 4"))
        db.session.execute(
            text("UPDATE responses SET mark = 1 WHERE id = (SELECT MIN(id) FROM responses)")
        )
        db.session.commit()

    result = quizapp("verify-scores")

    assert result.exit_code == 1
    assert f"attempt {public_id(attempt)}: score is 4" in result.output
    assert f"attempt {public_id(attempt)}, item 1: mark is 1" in result.output
    assert "1 attempts, 2 differences" in result.output


def test_a_server_without_attempts_has_nothing_to_verify(quizapp: Command) -> None:
    result = quizapp("verify-scores")

    assert result.exit_code == 0
    assert "0 attempts, 0 differences" in result.output
