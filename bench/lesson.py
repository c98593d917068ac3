"""A class in a lesson: `python -m bench.lesson [LEARNERS] [SERVER_PROCESSES]`.

Starts the real server on a temporary folder. Each learner's phone asks for news as
`quizapp/web/static/js/lesson.js` does, with waits drawn anew, and fetches the page when there is
some. Printed are what the phones cost the server while nothing happens, how long a step of the
teacher takes to every phone, and how ten votes of each learner in ten seconds fare. Compare runs on
one machine with one another, not with other machines.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles

from bench.phones import Hall, Phone, opened_hall
from quizapp.domain.lessons.phases import Move
from tests.support.served import Server

ROOT = Path(__file__).parent.parent
QUIET_SECONDS, VOTING_SECONDS, VOTES_EACH = 10, 10, 10
STEPS = (Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN, Move.CLOSE, Move.REVEAL, Move.POSE, Move.OPEN)
LONGEST_STEP = 5.0
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(server: Server) -> float:
    """What the server and its processes have used."""
    if server.process is None:
        return 0.0
    pids = [server.process.pid, *_children(server.process.pid)]
    return sum(_used(pid) for pid in pids)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def share_of_core(server: Server, seconds: float = QUIET_SECONDS) -> float:
    """Which share of one core the server uses while nothing happens."""
    before, began = processor_seconds(server), time.monotonic()
    time.sleep(seconds)
    return (processor_seconds(server) - before) / (time.monotonic() - began)


def seconds_to_all(hall: Hall, phones: list[Phone], move: Move) -> list[float]:
    """How long a step takes to be on each phone."""
    began = time.monotonic()
    sequence = hall.step(move)
    give_up_at = began + LONGEST_STEP
    while time.monotonic() < give_up_at and any(phone.sequence < sequence for phone in phones):
        time.sleep(0.01)
    return [
        phone.changed_at - began if phone.sequence >= sequence else LONGEST_STEP for phone in phones
    ]


def votes_cast(phones: list[Phone]) -> tuple[list[float], int]:
    """Let every phone vote again and again, at moments drawn; the seconds each took, and errors."""
    taken: list[float] = []
    errors: list[int] = []

    def vote(phone: Phone, moments: list[float]) -> None:
        for moment in moments:
            time.sleep(max(0.0, began + moment - time.monotonic()))
            sent = time.monotonic()
            status = phone.vote()
            taken.append(time.monotonic() - sent)
            if status != 200:
                errors.append(status)

    rng, began = random.Random(48), time.monotonic()
    threads = [
        threading.Thread(
            target=vote,
            args=(phone, sorted(rng.uniform(0, VOTING_SECONDS) for _ in range(VOTES_EACH))),
        )
        for phone in phones
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken, len(errors)


def told(name: str, seconds: list[float]) -> str:
    """Median, 95th percentile and slowest, in words."""
    slow = quantiles(seconds, n=100)[94]
    return (
        f"{name}: median {median(seconds) * 1000:.0f} ms, 95 % within {slow * 1000:.0f} ms, "
        f"all within {max(seconds) * 1000:.0f} ms"
    )


def main(learners: int = 60, workers: int = 1) -> None:
    """Run the lesson and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), ROOT / "questions.yaml", workers=workers)
        hall = opened_hall(Path(folder), server.bank, learners)
        server.start()
        phones = [Phone(server.url, hall.lesson_id, cookie) for cookie in hall.cookies]
        for phone in phones:
            phone.open()
        idle = share_of_core(server, 5)
        for phone in phones:
            phone.start()
        time.sleep(2)
        print(f"{learners} phones: {share_of_core(server):.1%} of a core ({idle:.1%} without)")
        used = processor_seconds(server)
        votes, errors = votes_cast(phones)
        used = (processor_seconds(server) - used) / len(votes) * 1000
        print(told(f"{len(votes)} votes in {VOTING_SECONDS} s, {errors} errors", votes))
        print(f"{used:.1f} ms of the processor for each vote, with the news meanwhile")
        steps = [seconds_to_all(hall, phones, move) for move in STEPS]
        print(
            told(f"{len(steps)} steps to {learners} phones", [it for step in steps for it in step])
        )
        for phone in phones:
            phone.stop()
        for phone in phones:
            phone.join()
        server.kill()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
