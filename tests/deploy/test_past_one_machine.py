"""Two servers, PostgreSQL, Redis or Valkey, and nginx as deploy/ has it: what learners notice.

One server is killed, the database crashes, and both servers are exchanged one after the other after
the tables got a column, all while learners answer. It is one test: to set all of this up takes a
while.
"""

from __future__ import annotations

import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from functools import partial
from pathlib import Path
from urllib.error import HTTPError

import psycopg
import pytest

from quizapp import create_app
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.lessons.phases import Move
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.classes import new_class
from tests.support.lessons import new_lesson
from tests.support.places import SMALL_BANK
from tests.support.proxied import Proxy, counting_server, program, running, set_up_proxy
from tests.support.served import Caller, Server

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

LEARNERS = 4
PATIENCE_SECONDS = 120
QUIZ = "quiet"
SECRET = "s" * 40


@dataclass
class Setup:
    """All that runs."""

    programs: Path
    postgres: Path
    database: str
    proxy: Proxy
    servers: list[Server]
    settings: dict[str, str]

    def exchanged(self, number: int) -> None:
        """Stop a server as one does for an upgrade, and begin another one in its place."""
        self.servers[number].stop()
        self.servers[number].start()

    def rows(self, query: str) -> list[tuple[str, int]]:
        """What the database says."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(query.encode()).fetchall()


@pytest.fixture
def setup(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Setup]:
    programs = postgresql.wanted_programs(request)
    nginx, openssl = program(request, "nginx"), program(request, "openssl")
    redis = program(request, "valkey-server", "redis-server")
    with ExitStack() as all_that_runs:
        home = all_that_runs.enter_context(postgresql.server(programs, postgresql.DURABLE))
        postgresql.create_database(home, "quizapp")
        address = postgresql.url(home, "quizapp")
        # As docs/hosting.md has it for a database that fails over: the first place is gone.
        places = f"host={tmp_path}/gone:5432&host={home}:5432&target_session_attrs=read-write"
        settings = {
            "DATABASE_URL": f"{address.split('?')[0]}?{places}",
            "REDIS_URL": all_that_runs.enter_context(counting_server(redis)),
            "SECRET_KEY": SECRET,
            "HTTPS": "1",
            "TRUSTED_PROXY": "127.0.0.1",
        }
        made = [
            Server(tmp_path / f"data{n}", SMALL_BANK, settings=settings, log=tmp_path / f"log{n}")
            for n in range(2)
        ]
        folder = tmp_path / "nginx"
        folder.mkdir()
        proxy = set_up_proxy(nginx, openssl, folder, [each.port for each in made])
        for server in made:
            server.start()
            all_that_runs.callback(server.kill)
        all_that_runs.enter_context(running(proxy.command, proxy.https))
        yield Setup(programs, home, address, proxy, made, settings)


@dataclass
class Class:
    """Learners who answer, each sending again what was not saved; and what they have seen."""

    proxy: Proxy
    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    seen: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def learn(self) -> None:
        caller = Caller(self.proxy.url, self.proxy.trusted())
        try:
            while not self.is_over.is_set():
                self._take_quiz(caller)
        except Exception as error:
            self.faults.append(repr(error))

    def _take_quiz(self, caller: Caller) -> None:
        self._patiently(lambda: caller.get(f"/quizzes/{QUIZ}"))
        _, attempt = self._patiently(lambda: caller.post(f"/quizzes/{QUIZ}/attempts"))
        attempt = attempt.removeprefix(self.proxy.url)
        for position in range(1, 4):
            answer = partial(caller.post, f"{attempt}/responses", position=position, dont_know="1")
            status, _ = self._patiently(answer)
            assert status == 303, status
            self.acknowledged.append((attempt.rsplit("/", 1)[1], position))
            if self.is_over.wait(0.3):
                return

    def _patiently(self, ask: Callable[[], tuple[int, str]]) -> tuple[int, str]:
        """Ask again, as the page does, for as long as the answer is that nothing was saved."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while True:
            status, text = ask()
            self.seen[status] += 1
            if status != 503 or time.monotonic() > give_up_at:
                return status, text
            time.sleep(0.3)

    def go_on(self, count: int) -> None:
        """Wait until so many more answers were acknowledged."""
        goal = len(self.acknowledged) + count
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while len(self.acknowledged) < goal and not self.faults:
            assert time.monotonic() < give_up_at, self.seen
            time.sleep(0.05)


ANSWERS = (
    "SELECT attempts.public_id, attempt_items.position FROM responses"
    " JOIN attempt_items ON attempt_items.id = attempt_item_id"
    " JOIN attempts ON attempts.id = attempt_id"
)


def test_two_servers_behind_nginx_are_one_to_learners(setup: Setup, tmp_path: Path):
    expect_learners_to_lose_nothing(setup)
    expect_limits_to_be_counted_once(setup)
    expect_a_step_of_a_lesson_to_be_told_by_all(setup, tmp_path)
    expect_https_alone_and_no_figures(setup)
    expect_the_id_that_nginx_gave(setup)
    expect_not_saved_where_no_server_runs(setup)


def expect_learners_to_lose_nothing(setup: Setup) -> None:
    class_ = Class(setup.proxy)
    learners = [threading.Thread(target=class_.learn) for _ in range(LEARNERS)]
    for learner in learners:
        learner.start()
    try:
        take_everything_down_once(setup, class_)
    finally:
        class_.is_over.set()
        for learner in learners:
            learner.join(PATIENCE_SECONDS)

    kept = setup.rows(ANSWERS)
    assert class_.faults == []
    assert set(class_.seen) <= {200, 303, 503}
    assert set(class_.acknowledged) <= set(kept)
    assert len(kept) == len(set(kept))


def take_everything_down_once(setup: Setup, class_: Class) -> None:
    class_.go_on(20)
    assert class_.seen[503] == 0

    setup.servers[0].kill()
    class_.go_on(20)
    setup.servers[0].start()
    assert class_.seen[503] <= LEARNERS, "who was just being answered has to send it again, once"

    postgresql.restart(setup.programs, setup.postgres)
    class_.go_on(20)
    so_far = class_.seen[503]

    # An upgrade: what is new in the tables comes first, and the old servers go on with it.
    with psycopg.connect(setup.database) as connection:
        connection.execute("ALTER TABLE responses ADD COLUMN of_a_later_version TEXT")
    class_.go_on(10)
    setup.exchanged(0)
    setup.exchanged(1)
    class_.go_on(20)
    assert class_.seen[503] == so_far, "an upgrade is not noticed at all"


def expect_limits_to_be_counted_once(setup: Setup) -> None:
    statuses = []
    for number in range(11):
        caller = Caller(setup.servers[number % 2].url)
        caller.get("/login")
        statuses.append(caller.post("/login", username="nobody", password="wrong password")[0])

    assert 429 not in statuses[:10]
    assert statuses[10] == 429


def expect_a_step_of_a_lesson_to_be_told_by_all(setup: Setup, tmp_path: Path) -> None:
    """The step is made by a third server, which is this process."""
    app = create_app({**setup.settings, "DATA_DIR": tmp_path / "third", "BANK": SMALL_BANK})
    with app.app_context():
        bank_shelf().look(clock.now())
        (published,) = bank_shelf().published
        lesson = new_lesson(new_class(published, ("Ada A",)))
        lesson.make(Move.POSE)
        before = news_at_all(setup, lesson.lesson_id)
        lesson.make(Move.OPEN)
        began = time.monotonic()
        while news_at_all(setup, lesson.lesson_id) & before:
            assert time.monotonic() - began < 5
            time.sleep(0.05)
        db.session.remove()
        db.engine.dispose()

    assert len(before) == 1


def news_at_all(setup: Setup, lesson_id: str) -> set[str]:
    """The versions of a lesson that the servers tell."""
    return {news(server, lesson_id) for server in setup.servers}


def news(server: Server, lesson_id: str) -> str:
    with urllib.request.urlopen(f"{server.url}/lessons/{lesson_id}/now", timeout=20) as answer:  # noqa: S310  our own server
        return str(answer.headers["ETag"])


def expect_https_alone_and_no_figures(setup: Setup) -> None:
    caller = Caller(setup.proxy.url, setup.proxy.trusted())

    status, page = caller.get("/")
    figures, _ = caller.get("/metrics")
    plain, _ = Caller(f"http://127.0.0.1:{setup.proxy.http}").get("/quizzes")

    assert (status, figures, plain) == (200, 404, 301)
    assert "Everything about the tides" in page


def expect_the_id_that_nginx_gave(setup: Setup) -> None:
    status, headers, _ = refused(setup, "/nowhere", {"X-Request-ID": "made-by-a-visitor"})

    assert status == 404
    assert len(headers["X-Request-ID"]) == 32


def expect_not_saved_where_no_server_runs(setup: Setup) -> None:
    for server in setup.servers:
        server.stop()

    status, headers, text = refused(setup, "/", {})

    assert status == 503
    assert headers["Retry-After"] == "5"
    assert "nothing was saved" in text


def refused(setup: Setup, path: str, headers: dict[str, str]) -> tuple[int, Message, str]:
    """The answer to what the site does not give."""
    request = urllib.request.Request(setup.proxy.url + path, headers=headers)  # noqa: S310  our own server
    with pytest.raises(HTTPError) as answer:
        urllib.request.urlopen(request, context=setup.proxy.trusted(), timeout=20)  # noqa: S310  our own server
    with answer.value as error:
        return error.code, error.headers, error.read().decode()
