"""What was acknowledged is there after the server was killed."""

from __future__ import annotations

import random
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from quizapp.web.sqlite_library import sqlite3
from tests.support.places import SHIPPED_BANK
from tests.support.served import Caller, Server

pytestmark = pytest.mark.slow

KILLS = 5
LEARNERS = 6


def answer_until_cut_off(url: str, acknowledged: list[tuple[str, int]]) -> None:
    caller = Caller(url)
    try:
        while True:
            attempt = caller.start("mixed")
            for position in range(1, 21):
                status, _ = caller.post(f"{attempt}/responses", position=position, dont_know="1")
                assert status == 303, status
                acknowledged.append((attempt.rsplit("/", 1)[1], position))
    except (OSError, HTTPException):
        return  # the server is gone


def wait_for_more(acknowledged: list[tuple[str, int]], count: int) -> None:
    goal = len(acknowledged) + count
    give_up_at = time.monotonic() + 120
    while len(acknowledged) < goal and time.monotonic() < give_up_at:
        time.sleep(0.01)


def test_no_acknowledged_response_is_lost_or_doubled_by_kill(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", SHIPPED_BANK)
    acknowledged: list[tuple[str, int]] = []
    dice = random.Random(7)

    for _ in range(KILLS):
        server.start()
        learners = [
            threading.Thread(target=answer_until_cut_off, args=(server.url, acknowledged))
            for _ in range(LEARNERS)
        ]
        for learner in learners:
            learner.start()
        wait_for_more(acknowledged, dice.randint(12, 30))
        server.kill()
        for learner in learners:
            learner.join()

    with sqlite3.connect(tmp_path / "data" / "quizapp.sqlite3") as database:
        kept = database.execute(
            "SELECT public_id, position FROM responses"
            " JOIN attempt_items ON attempt_items.id = attempt_item_id"
            " JOIN attempts ON attempts.id = attempt_id"
        ).fetchall()
        (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
    assert len(acknowledged) > KILLS * LEARNERS
    assert set(acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))
    assert integrity == "ok"
