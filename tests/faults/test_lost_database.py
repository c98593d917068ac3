"""The data folder moved away under a running server: said as it is, read on, and back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.places import SHIPPED_BANK
from tests.support.served import Caller, Server

pytestmark = pytest.mark.slow


def answer(learner: Caller, attempt: str, position: int) -> int:
    status, _ = learner.post(f"{attempt}/responses", position=position, dont_know="1")
    return status


def test_no_answer_is_called_saved_that_would_go_into_a_file_without_a_name(
    tmp_path: Path,
) -> None:
    data, aside = tmp_path / "data", tmp_path / "aside"
    server = Server(data, SHIPPED_BANK, workers=2)
    server.start()
    try:
        learner = Caller(server.url)
        attempt = learner.start("mixed")
        assert answer(learner, attempt, 1) == 303

        data.rename(aside)
        assert [answer(learner, attempt, 2) for _ in range(6)] == [503] * 6
        assert "cannot write to its disk, so this was not saved" in learner.text
        assert learner.get(f"{attempt}/items/1")[0] == 200
        assert learner.get("/readyz")[0] == 503
        assert not (data / "quizapp.sqlite3").exists()

        if data.exists():  # where it puts a note about backups
            data.rename(tmp_path / "left")
        aside.rename(data)
        assert [answer(learner, attempt, position) for position in (2, 3)] == [303] * 2
        assert learner.get("/readyz")[0] == 200
    finally:
        server.kill()
