"""The bank's file truncated, replaced, half written and taken away under a running server."""

from __future__ import annotations

import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from bench.faults.checking import wrong_in
from bench.faults.devices import at_work
from bench.faults.ledger import Ledger
from bench.faults.rounds import Say, told
from bench.faults.stand import Stand
from quizapp.domain.bank import read_bank
from quizapp.models import BankRevision
from quizapp.web.extensions import db

LEARNERS = 4
QUIZ_ID = "all"
QUIZ = f"/quizzes/{QUIZ_ID}"
PAGES = ("/", "/article", "/quizzes", QUIZ, "/cards", "/healthz")
STILL_SECONDS = 0.4
"""A file that stays as it is for longer than half a second is meant, whatever is in it."""


@dataclass
class Saves:
    """What was ever in the file for so long that it may be served."""

    path: Path
    good: bytes
    meant: set[str] = field(default_factory=set)
    _last: bytes = b""
    _since: float = 0.0

    def became(self, content: bytes | None, began: float) -> None:
        """The file is this from now on; the change began then, and may have been there since."""
        now = time.monotonic()
        if self._last and now - self._since > STILL_SECONDS:
            self.meant.add(self._last.decode(errors="replace"))
        self._last, self._since = content or b"", began

    def write(self, content: bytes) -> None:
        """Write it in place."""
        began = time.monotonic()
        self.path.write_bytes(content)
        self.became(content, began)

    def replace(self, content: bytes) -> None:
        """Put another file in its place."""
        began = time.monotonic()
        temporary = self.path.with_suffix(".new")
        temporary.write_bytes(content)
        temporary.replace(self.path)
        self.became(content, began)

    def remove(self) -> None:
        """Take it away."""
        began = time.monotonic()
        self.path.unlink(missing_ok=True)
        self.became(None, began)


def saves(stand: Stand, count: int, dice: random.Random, say: Say) -> list[str]:
    """So many of them, a tenth of a second apart, while learners answer and read."""
    ledger, seen = Ledger(), Ledger()
    stand.enrol(LEARNERS)
    stand.start()
    file = Saves(stand.bank, stand.bank.read_bytes())
    file.became(file.good, 0.0)
    with at_work(stand.devices(ledger, "saves", each=1, pause=0.1)), _reading(stand, seen):
        for number in range(count):
            _spoil(file, dice, number)
            if number % 100 == 99:
                say(f"  save {number + 1} of {count}: {told(ledger)}; read {told(seen)}")
        file.replace(_edition(file.good, count))
        time.sleep(3)
        last = _served_title(stand)
    file.became(None, 0.0)
    found = [] if last == f"The tides, edition {count}" else [f"at the end: {last!r}"]
    return found + _half_served(stand, file) + _wrong_in_read(seen, file) + wrong_in(stand, ledger)


def _edition(good: bytes, number: int) -> bytes:
    return good.replace(b"title: The tides\n", b"title: The tides, edition %d\n" % number, 1)


def _spoil(file: Saves, dice: random.Random, number: int) -> None:
    """Do one thing to the file, as editors, copies and full disks do; let it stand for a while."""
    new, at = _edition(file.good, number), dice.randrange(len(file.good))
    match dice.randrange(6):
        case 0:  # cut off in place
            before = file.path.read_bytes() if file.path.exists() else new
            file.write(before[:at])
        case 1:  # written in two halves
            file.write(new[:at])
            time.sleep(dice.uniform(0, 0.3))
            file.write(new)
        case 2:
            file.replace(new)
        case 3:
            file.replace(dice.choice((b"", b"\0" * 500, b"items: [", new + b"\n- x: [")))
        case 4:
            file.remove()
        case _:  # one letter is another one
            file.write(new[:at] + bytes([dice.randrange(256)]) + new[at + 1 :])
    # Now and then a save stands until it is served.
    time.sleep(1.2 if dice.random() < 0.03 else dice.uniform(0.01, 0.2))


def _half_served(stand: Stand, file: Saves) -> list[str]:
    """What was published and never stood in the file for long enough."""
    with stand.app.app_context():
        texts = db.session.scalars(select(BankRevision.text)).all()
        db.session.rollback()
    return [
        f"half a file was published: {len(text)} letters"
        for text in texts
        if text not in file.meant
    ]


def _wrong_in_read(seen: Ledger, file: Saves) -> list[str]:
    """What was read and should not be; a quiz may be missing where what was meant has none."""
    banks = (read_bank(text.encode()).bank for text in file.meant)
    had_none = any(bank is not None and QUIZ_ID not in bank.quizzes for bank in banks)
    return [each for each in seen.wrong if not (had_none and each == f"{QUIZ}: 404")]


def _served_title(stand: Stand) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{stand.port}/healthz", timeout=30) as answer:
        text = answer.read().decode()
    _, _, rest = text.partition('"title":')
    return rest.partition('"')[2].partition('"')[0]


@contextmanager
def _reading(stand: Stand, seen: Ledger) -> Iterator[None]:
    """Somebody opens one page after the other: each is there, whatever the file is."""
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            for path in PAGES:
                began = time.monotonic()
                status, text = _opened(f"http://127.0.0.1:{stand.port}{path}")
                seen.note(status, text, time.monotonic() - began)
                if status != 200:
                    seen.wrong.append(f"{path}: {status}")
            is_over.wait(0.05)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _opened(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310  our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")
    except OSError as error:
        return 0, str(error)
