from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.models import Attempt
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import attempt_row, count_of, edit_bank, key_numbers


def test_practice_asks_what_was_missed(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    learner.respond(attempt, 2, key_numbers(app, attempt, 2)[0])
    for position in (3, 4, 5):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))

    practice = sent(learner, learner.get(attempt), "/practice").headers["Location"]

    page = learner.get(f"{practice}/items/1")
    assert attempt_row(app, practice).item_count == 1
    assert "Who works with the table of the tides?" in page.text
    assert "practice" in text_of(page.text)


def test_practice_changes_no_score(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    for position in (1, 2, 3, 4):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))
    learner.respond(attempt, 5, dont_know="1")
    before = [text_of(learner.get(path).text) for path in (attempt, "/progress", "/quizzes")]

    practice = learner.send(f"{attempt}/practice").headers["Location"]
    learner.respond(practice, 1, dont_know="1")

    after = [text_of(learner.get(path).text) for path in (attempt, "/progress", "/quizzes")]
    assert attempt_row(app, practice).finished_at is not None
    assert after[0] == before[0]
    assert after[2] == before[2]
    assert "80 %" in after[1]
    assert "0 %" not in after[1].replace("80 %", "")


def test_practice_shows_its_own_results(learner: Visitor, app: Flask) -> None:
    attempt = learner.take("all")
    practice = learner.send(f"{attempt}/practice").headers["Location"]
    for position in range(1, 6):
        learner.respond(practice, position, *key_numbers(app, practice, position))

    text = text_of(learner.get(practice).text)

    assert "5 of 5" in text
    assert "Practice never lowers a score." in text


def test_nothing_missed_means_nothing_to_practise(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    for position in range(1, 6):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))

    response = learner.send(f"{attempt}/practice")

    assert response.status_code == 409
    assert 'href="/quizzes"' in response.text
    assert count_of(app, Attempt) == 1


def test_practice_leaves_out_what_is_no_longer_in_the_bank(
    learner: Visitor, bank_file: Path, app: Flask
) -> None:
    attempt = learner.take("all")
    edit_bank(
        bank_file,
        ("id: bare-flats", "id: bare-mud"),
        ("bare-flats, spring-tide", "bare-mud, spring-tide"),
    )

    practice = learner.send(f"{attempt}/practice").headers["Location"]

    assert attempt_row(app, practice).item_count == 4


def test_a_running_attempt_is_not_practised(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("quiet")

    response = learner.send(f"{attempt}/practice")

    assert response.status_code == 409
    assert count_of(app, Attempt) == 1


def test_nobody_practises_from_the_attempt_of_another_learner(
    learner: Visitor, stranger: Visitor, guest: Visitor, teacher: Visitor
) -> None:
    attempt = learner.take("all")

    for other in (stranger, guest, teacher):
        assert other.send(f"{attempt}/practice").status_code == 404


def test_practice_is_not_begun_by_a_link(learner: Visitor, app: Flask) -> None:
    attempt = learner.take("all")

    assert learner.get(f"{attempt}/practice").status_code == 405
    assert count_of(app, Attempt) == 1
