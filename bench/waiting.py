"""What learners feel of a teacher's long work: `python -m bench.waiting [TRUNCATE|WAL]`.

Starts the real server on a class of 1,000 learners and a temporary SQLite database. Sixteen
learners answer, each one every half second or so. Meanwhile a teacher imports a file of 1 MB, has a
bank of 1 MB checked, takes the scores of all as a table, and publishes: twice by a double click,
and eight versions at once. What counts is how slow the slowest answer was, in seconds; and of eight
versions exactly one must win, with the file and the record agreeing.

Exits with 1 where an answer failed, or took half a second and half as long again as the slowest
when the teacher did nothing, or publishing did not come out so.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from bench.filling import TEACHER, filled_app
from bench.reloading import bank as large_bank
from quizapp.web.extensions import db
from tests.support.served import Caller, free_port

ROOT = Path(__file__).parent.parent

LEARNERS = 16
PAUSE_SECONDS = 0.5
LIMIT_SECONDS = 0.5
QUIZ = "mixed"
START = (
    "import quizapp.web.journals as it; it.journal_mode = lambda *_: {mode!r}\n"
    "from quizapp.cli import main; main()"
)
OLD_TITLE = "title: Victory in Mosul"


@dataclass
class Answers:
    """When answers were given, how long each took, and which failed."""

    times: list[tuple[float, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def since(self, began: float) -> list[float]:
        """The seconds of all answers that were sent since then."""
        return [seconds for at, seconds in self.times if at >= began]


class Teacher(Caller):
    """A teacher's browser, which can also send files."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.timeout = 300.0
        self.get("/login")
        status, _ = self.post("/login", username=TEACHER, password="bench " * 4)
        if status != 303:
            raise SystemExit(f"the teacher could not log in: {status}")

    def send_file(self, path: str, data: bytes) -> int:
        """Send a file of questions; gives the status."""
        self.get(path)
        parts = b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name, value)
            for name, value in ((b"csrf_token", self.token.encode()), (b"source", b"gift"))
        )
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.gift"\r\n\r\n'
        request = urllib.request.Request(  # noqa: S310  our own server
            self.url + path,
            data=parts + head + data + b"\r\n--x--\r\n",
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )
        try:
            with self.opener.open(request, timeout=300) as response:
                response.read()
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code


def gift(size: int) -> bytes:
    """Questions in GIFT, about so many bytes of them."""
    one = "::Q{n}::Which number follows {n}? {{={right} ~{low} ~{high} ~none of these}}\n\n"
    text, number = [], 10
    while sum(map(len, text[-1:])) * len(text) < size:
        text.append(one.format(n=number, right=number + 1, low=number - 1, high=number + 2))
        number += 1
    return "".join(text).encode()


def answer_on(
    url: str, answers: Answers, dice: random.Random, pause: float = PAUSE_SECONDS
) -> None:
    """Take quizzes, one answer every now and then."""
    caller = Caller(url)
    while not answers.is_over.is_set():
        attempt = caller.start(QUIZ)
        for position in range(1, 21):
            if answers.is_over.wait(pause * dice.uniform(0.5, 1.5)):
                return
            began = time.monotonic()
            try:
                status, _ = caller.post(f"{attempt}/responses", position=position, dont_know="1")
            except OSError as error:
                status = 0
                answers.failed.append(str(error))
            answers.times.append((began, time.monotonic() - began))
            if status not in {0, 303}:
                answers.failed.append(str(status))


def opened_tag(teacher: Teacher) -> str:
    """The tag of the file as it stands in the editor."""
    _, page = teacher.get("/teach/bank")
    found = re.search(r'name="tag"[^>]*value="([^"]*)"', page)
    if found is None:
        raise SystemExit("the editor has no tag")
    return found.group(1)


def publish_at_once(teachers: list[Teacher], titles: list[str], bank: Path) -> list[int]:
    """Let all publish at one moment, each a version of the bank with a title of its own."""
    tag = opened_tag(teachers[0])
    for teacher in teachers:
        teacher.get("/teach/bank")
    text = bank.read_text(encoding="utf-8")
    start = threading.Barrier(len(teachers))

    def publish(teacher: Teacher, title: str) -> int:
        new = re.sub(r"(?m)^title: .*$", f"title: {title}", text, count=1)
        start.wait()
        status, _ = teacher.post("/teach/bank", text=new, tag=tag, action="publish")
        return status

    with ThreadPoolExecutor(len(teachers)) as threads:
        return list(threads.map(publish, teachers, titles))


def served_title(url: str) -> str:
    """The title of the bank in use."""
    _, page = Caller(url).get("/healthz")
    found = re.search(r'"title": ?"([^"]*)"', page)
    return found.group(1) if found else ""


@dataclass
class Bench:
    """One server with its learners, and what was found wrong."""

    url: str
    bank: Path
    classroom: str
    answers: Answers
    is_good: bool = True
    limit: float = 0.0

    def report(self, what: str, deed: Callable[[], object]) -> None:
        """Do something long, and print what learners felt meanwhile."""
        began, failed = time.monotonic(), len(self.answers.failed)
        came = deed()
        took = time.monotonic() - began
        time.sleep(1.5)  # answers that are still waiting belong to it
        felt = self.answers.since(began)
        slowest = max(felt, default=0.0)
        wrong = self.answers.failed[failed:]
        if not self.limit:  # a machine with other work is slow without any cause of ours
            self.limit = max(LIMIT_SECONDS, 1.5 * slowest)
        self.is_good = self.is_good and slowest <= self.limit and not wrong
        print(
            f"{what}: {came}, {took:.1f} s; {len(felt)} answers, median {median(felt or [0]):.3f}, "
            f"slowest {slowest:.2f} s, failed {dict(Counter(wrong)) or 'none'}",
            flush=True,
        )

    def run(self) -> None:
        """All that a teacher does."""
        teacher = Teacher(self.url)
        self.report("nothing", lambda: time.sleep(15))
        self.report(
            "import of 1 MB", lambda: teacher.send_file("/teach/bank/import", gift(1_000_000))
        )
        self.report(
            "check of 1 MB",
            lambda: teacher.post("/teach/bank/check", text=large_bank(2_200), tag="")[0],
        )
        for kind in ("csv", "xlsx"):
            path = f"/teach/classrooms/{self.classroom}/gradebook.{kind}"
            self.report(f"scores of 1,000 as {kind}", partial(self.fetch, teacher, path))
        many = [teacher, *(Teacher(self.url) for _ in range(7))]  # ten log-ins a minute are let in
        self.report("a double click", lambda: publish_at_once(many[:2], ["Twice"] * 2, self.bank))
        self.expect_agreement(["Twice"] * 2, [303, 303])
        titles = [f"Version {number}" for number in range(8)]
        came: list[list[int]] = []
        self.report(
            "eight at once",
            lambda: came.append(publish_at_once(many, titles, self.bank)) or came[0],
        )
        self.expect_agreement(
            [title for title, status in zip(titles, came[0], strict=True) if status == 303],
            came[0],
        )
        if sorted(came[0]) != [303] + [409] * 7:
            self.is_good = False
            print("not exactly one has won")

    def fetch(self, teacher: Teacher, path: str) -> int:
        """The status of a file."""
        request = urllib.request.Request(self.url + path)  # noqa: S310  our own server
        with teacher.opener.open(request, timeout=120) as response:
            response.read()
            return int(response.status)

    def expect_agreement(self, winners: list[str], statuses: list[int]) -> None:
        """The file says what the winner sent, and so does the site."""
        found = re.search(r"(?m)^title: (.*)$", self.bank.read_text(encoding="utf-8"))
        in_file, in_use = found.group(1) if found else "", served_title(self.url)
        agrees = bool(winners) and in_file == in_use == winners[0]
        self.is_good = self.is_good and agrees
        print(f"  {statuses}: the file says {in_file}, the site {in_use}: {agrees}", flush=True)


def main(mode: str = "WAL") -> None:
    """Fill, serve, measure."""
    with tempfile.TemporaryDirectory() as name:
        folder, answers = Path(name), Answers()
        app, class_ = filled_app(folder, learners=1000, assignments=6)
        with app.app_context():
            db.engine.dispose()
        bank = folder / "questions.yaml"
        shutil.copy(ROOT / "questions.yaml", bank)
        port = free_port()
        process = subprocess.Popen(  # noqa: S603  the server, with the journal asked for
            [sys.executable, "-c", START.format(mode=mode), "serve", "--port", str(port)],
            env={**os.environ, "QUIZAPP_DATA_DIR": name, "QUIZAPP_BANK": str(bank)},
            stdout=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(url)
            threads = [
                threading.Thread(target=answer_on, args=(url, answers, random.Random(number)))
                for number in range(LEARNERS)
            ]
            for thread in threads:
                thread.start()
            bench = Bench(url, bank, class_.classroom, answers)
            try:
                bench.run()
            finally:
                answers.is_over.set()
                for thread in threads:
                    thread.join()
        finally:
            process.kill()
            process.wait()
    print("good" if bench.is_good else "NOT GOOD")
    sys.exit(not bench.is_good)


def wait_until_ready(url: str) -> None:
    """Wait for the server to begin."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not become ready")


if __name__ == "__main__":
    main(*sys.argv[1:2])
