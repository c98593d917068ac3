"""The rounds of each kind of fault. Each gives what was found wrong, and says what it has done."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from bench.faults.checking import wrong_in
from bench.faults.devices import Device, at_work, let_answer, wait_for_more
from bench.faults.ledger import Ledger
from bench.faults.stand import POSTGRESQL, Stand
from tests.support import postgresql

Say = Callable[[str], None]

AT_ONCE = 32
"""Learners; each has two devices that answer the same at the same time."""
KILLED_ONE_BY_ONE = 4
ALLOWED = 1
"""Attempts at each assignment: two devices race for it, and whoever gets a second is found."""


def kills(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """`kill -9` while 64 devices answer: of one of two processes, and each fourth time of all."""
    ledger, wrong = Ledger(), []
    stand.enrol(AT_ONCE)
    for number in range(count):
        devices = devices_of_round(stand, ledger, number)
        if stand.begun is None or stand.process.poll() is not None:
            stand.start()
        with at_work(devices):
            let_answer(devices, dice.randrange(8, 120))
            if number % KILLED_ONE_BY_ONE == KILLED_ONE_BY_ONE - 1:
                stand.kill_all()
            else:
                stand.kill_one(dice)
                if not wait_for_more(devices, 20):
                    wrong.append(f"kill {number + 1}: the other process takes no answers")
        say(f"  kill {number + 1} of {count}: {told(ledger)}")
    return wrong + wrong_in(stand, ledger)


def stops(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """SIGTERM while 64 devices answer: what was let in is answered, and the exit is clean."""
    ledger, wrong = Ledger(), []
    stand.enrol(AT_ONCE)
    for number in range(count):
        devices = devices_of_round(stand, ledger, number)
        stand.start()
        with at_work(devices):
            let_answer(devices, dice.randrange(8, 120))
            before = ledger.statuses["cut off"]
            code, seconds = stand.stop()
            time.sleep(0.3)
        cut_off = ledger.statuses["cut off"] - before
        if code or cut_off:
            wrong.append(f"stop {number + 1}: exit {code}, {cut_off} cut off")
        say(f"  stop {number + 1} of {count}, {seconds:.1f} s: {told(ledger)}")
    return wrong + wrong_in(stand, ledger)


def restarts(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """PostgreSQL restarted, by turns in order and as by a crash; nobody touches the server."""
    programs = postgresql.find_programs()
    if stand.cluster is None or programs is None:
        raise SystemExit("only PostgreSQL can be restarted under a running server")
    ledger, wrong = Ledger(), []
    stand.enrol(AT_ONCE)
    stand.start()
    for number in range(count):
        devices = devices_of_round(stand, ledger, number)
        with at_work(devices):
            let_answer(devices, dice.randrange(8, 120))
            mode = ("fast", "immediate")[number % 2]
            pause = dice.choice((0.0, 0.5, 2.0))
            postgresql.stop_and_start(programs, stand.cluster, POSTGRESQL, mode, pause)
            if not wait_for_more(devices, 40):
                wrong.append(f"restart {number + 1}: no answer was taken any more")
        say(f"  restart {number + 1} of {count} ({mode}): {told(ledger)}")
    return wrong + wrong_in(stand, ledger)


def crowd(
    stand: Stand, count: int, dice: random.Random, say: Say, seconds: float = 60.0
) -> list[str]:
    """So many learners for a minute, each an answer every ten seconds or so."""
    ledger = Ledger()
    stand.enrol(count)
    stand.start()
    assignment = stand.assign(attempts_allowed=ALLOWED)
    devices = stand.devices(ledger, str(dice.random()), assignment, each=1, pause=10.0)
    with at_work(devices):
        time.sleep(seconds)
    waited = sorted(ledger.seconds)
    half, most = waited[len(waited) // 2], waited[len(waited) * 95 // 100]
    say(f"  {count} learners for {seconds:.0f} s: {told(ledger)}")
    say(f"  half of them within {half:.2f} s, 95 of 100 within {most:.2f} s")
    lost = [f"{name}: {ledger.statuses[name]}" for name in LOST if ledger.statuses[name]]
    return lost + wrong_in(stand, ledger)


LOST = ("cut off", "nobody listens")


def devices_of_round(stand: Stand, ledger: Ledger, number: int) -> list[Device]:
    """Both devices of each learner, and something set that both want to begin first."""
    assignment = stand.assign(attempts_allowed=ALLOWED)
    return stand.devices(ledger, str(number), assignment)


def told(ledger: Ledger) -> str:
    """What learners were told, in one line."""
    counts = ", ".join(f"{key} {count}" for key, count in sorted(ledger.statuses.items()))
    return f"{len(ledger.saved)} acknowledged; {counts}"
