"""PostgreSQL's first machine is lost, and the one that followed it takes over."""

from __future__ import annotations

import random
import time

from bench.faults.checking import wrong_in
from bench.faults.devices import Device, at_work, let_answer, wait_for_more
from bench.faults.ledger import Ledger
from bench.faults.rounds import AT_ONCE, Say, devices_of_round, told
from bench.faults.stand import Stand
from tests.support.standby import Pair

GO_ON_SECONDS = 30.0
"""After the second machine has taken over, somebody's answer is taken by then."""


def failovers(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """The first machine lost while 64 devices answer, and the second one told to take over.

    Nobody touches the server. By turns the machine is stopped as by a crash and killed, and the one
    that takes over takes answers alone until it is followed, or waits to be followed first. Now and
    then the one that was lost comes back meanwhile and takes writes as well. Each round makes a new
    machine that follows.
    """
    if stand.pair is None:
        raise SystemExit("only PostgreSQL has a second machine that takes over")
    ledger, wrong = Ledger(), []
    stand.enrol(AT_ONCE)
    stand.start()
    for number in range(count):
        devices = devices_of_round(stand, ledger, number)
        is_alone = number % 2 == 0
        with at_work(devices):
            let_answer(devices, dice.randrange(8, 120))
            _lose_first_machine(stand.pair, number, dice)
            seconds = _taken_over(stand.pair, devices, is_alone=is_alone)
            if number % 4 == 0:
                _come_back(stand.pair, devices)
            if is_alone:
                stand.pair.follow()
                stand.pair.wait_for_both(True)
            if not wait_for_more(devices, 40):
                wrong.append(f"failover {number + 1}: no answer was taken any more")
        if seconds > GO_ON_SECONDS:
            wrong.append(f"failover {number + 1}: answers went on after {seconds:.1f} s")
        how = "alone" if is_alone else "once followed"
        say(f"  failover {number + 1} of {count} ({how}, {seconds:.1f} s): {told(ledger)}")
    return wrong + wrong_in(stand, ledger)


def _lose_first_machine(pair: Pair, number: int, dice: random.Random) -> None:
    """Let the machine that takes writes end, and nobody take over for a while."""
    pair.wait_until_synchronous()
    if number % 4 < 2:
        pair.stop(pair.writer)
    else:
        pair.kill_writer()
    time.sleep(dice.choice((0.0, 1.0, 4.0)))


def _taken_over(pair: Pair, devices: list[Device], *, is_alone: bool) -> float:
    """Promote the other one; gives the seconds until answers were taken again."""
    pair.promote()
    if is_alone:
        pair.wait_for_both(False)
    else:
        pair.follow()
    began = time.monotonic()
    wait_for_more(devices, 1)
    return time.monotonic() - began


def _come_back(pair: Pair, devices: list[Device]) -> None:
    """Let the machine that was lost take writes as if nothing had been, and connections break."""
    pair.start(pair.other)
    pair.wait_for_both(False)
    pair.ask(
        pair.writer,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'quizapp'",
    )
    wait_for_more(devices, 20)
    pair.stop(pair.other)
