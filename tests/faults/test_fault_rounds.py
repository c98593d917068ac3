"""Faults under load, a few of each kind; `python -m bench.faults` has them by their full count."""

from __future__ import annotations

import random
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bench.faults.backup_rounds import backups
from bench.faults.bank_rounds import saves
from bench.faults.checking import wrong_in
from bench.faults.devices import at_work, let_answer, wait_for_more
from bench.faults.failover_rounds import failovers
from bench.faults.ledger import Ledger, is_honest
from bench.faults.rounds import Say, crowd, kills, restarts, stops
from bench.faults.stand import PAIR, Stand, stand_on
from quizapp.models import Response
from quizapp.web.database import write_transaction
from tests.support import postgresql

pytestmark = pytest.mark.slow


def crowd_for_a_moment(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """So many learners, who have answered once or twice when it ends."""
    return crowd(stand, count, dice, say, seconds=12)


FEW = {kills: 4, stops: 1, crowd_for_a_moment: 20, backups: 2, saves: 25}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def stand(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stand]:
    if request.param != "sqlite":
        postgresql.wanted_programs(request)
    with stand_on(request.param, tmp_path / "stand") as found:
        yield found


@pytest.mark.parametrize("kind", FEW, ids=lambda kind: kind.__name__)
def test_nothing_acknowledged_is_lost_or_doubled(kind, stand: Stand) -> None:
    assert kind(stand, FEW[kind], random.Random(7), print) == []


@pytest.mark.parametrize(
    "stand", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_a_restarted_database_is_found_again(stand: Stand) -> None:
    assert restarts(stand, 2, random.Random(7), print) == []


@pytest.mark.parametrize("stand", [pytest.param(PAIR, marks=pytest.mark.postgresql)], indirect=True)
def test_the_machine_that_takes_over_has_all_that_was_acknowledged(stand: Stand) -> None:
    assert failovers(stand, 1, random.Random(7), print) == []


@pytest.mark.parametrize("stand", [pytest.param(PAIR, marks=pytest.mark.postgresql)], indirect=True)
def test_what_the_machine_that_takes_over_lacks_would_be_found(stand: Stand) -> None:
    pair, ledger = stand.pair, Ledger()
    assert pair is not None
    stand.enrol(2)
    stand.start()
    pair.wait_for_both(False)
    devices = stand.devices(ledger, "a", stand.assign(attempts_allowed=2))
    with at_work(devices):
        let_answer(devices, 5)
        pair.stop(pair.other)
        let_answer(devices, 5)
        pair.stop(pair.writer)
        pair.start(pair.other)
        pair.promote()
        wait_for_more(devices, 1)

    assert "lost: " in " ".join(wrong_in(stand, ledger))


@pytest.mark.parametrize("stand", [pytest.param(PAIR, marks=pytest.mark.postgresql)], indirect=True)
def test_a_second_machine_that_is_gone_stops_answers_but_not_the_server(stand: Stand) -> None:
    pair, ledger = stand.pair, Ledger()
    assert pair is not None
    stand.enrol(10)
    stand.start()
    devices = stand.devices(ledger, "a", stand.assign(attempts_allowed=1))
    with at_work(devices):
        let_answer(devices, 5)
        pair.stop(pair.other)
        give_up_at = time.monotonic() + 120
        while not ledger.statuses["503"] and time.monotonic() < give_up_at:
            time.sleep(0.1)
        with urllib.request.urlopen(f"http://127.0.0.1:{stand.port}/quizzes", timeout=30) as page:
            status = page.status
        pair.start(pair.other)
        went_on = wait_for_more(devices, 10)

    assert status == 200
    assert ledger.statuses["503"] > 0
    assert ledger.statuses["cut off"] == 0
    assert went_on >= 10
    assert wrong_in(stand, ledger) == []


@pytest.mark.parametrize("stand", ["sqlite"], indirect=True)
def test_what_is_lost_or_otherwise_would_be_found(stand: Stand) -> None:
    ledger = Ledger()
    stand.enrol(2)
    stand.start()
    devices = stand.devices(ledger, "a", stand.assign(attempts_allowed=2))
    with at_work(devices):
        wait_for_more(devices, 30)
    assert wrong_in(stand, ledger) == []

    with stand.app.app_context(), write_transaction() as tx:
        tx.execute(delete(Response).where(Response.is_unknown))
        tx.execute(update(Response).values(chosen=["none"]))

    found = " ".join(wrong_in(stand, ledger))
    assert "lost: " in found
    assert "otherwise: " in found


@pytest.mark.parametrize("stand", ["sqlite"], indirect=True)
def test_rounds_that_looked_at_nothing_say_so(stand: Stand) -> None:
    stand.assign(attempts_allowed=2)

    assert wrong_in(stand, Ledger()) == [
        "no answer was taken, so none could be lost",
        "no limit of attempts was reached, so none was tried",
    ]


def test_only_a_503_that_says_so_is_honest() -> None:
    assert is_honest(503, "The server is busy, and nothing was saved.")
    assert not is_honest(503, "Bad gateway")
    assert not is_honest(500, "nothing was saved")
