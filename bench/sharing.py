"""How much memory several processes fill together: `python -m bench.sharing [WORKERS ...]`.

Starts `quizapp serve --workers N` on a database that is set up, and adds up what it and its
processes fill, pages that several share divided among them (PSS; on Linux): when the first answers,
and after each has shown some hundred pages. Beside it stands what they would fill one by one.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.support.served import Server

BANK = Path(__file__).parent.parent / "questions.yaml"
PAGES = ("/", "/article", "/quizzes", "/cards")
ROUNDS_PER_WORKER = 60
SETTLING_SECONDS = 5


def measure(folder: Path, workers: int) -> None:
    server = Server(folder, BANK, workers=workers)
    server.start()
    try:
        time.sleep(SETTLING_SECONDS)
        _tell(server, f"{workers} at first")
        for _ in range(ROUNDS_PER_WORKER * workers):
            for page in PAGES:
                urllib.request.urlopen(server.url + page).read()  # noqa: S310  our own server
        _tell(server, f"{workers} after {ROUNDS_PER_WORKER * len(PAGES)} pages each")
    finally:
        server.stop()


def _tell(server: Server, when: str) -> None:
    shares, wholes = zip(*_sizes(server.pid), strict=True)
    print(f"{when:<24} {sum(shares) / 1e6:6.0f} MB together, {sum(wholes) / 1e6:6.0f} one by one")


def _sizes(first: int) -> Iterator[tuple[int, int]]:
    """The share and the whole of each process, in bytes."""
    others = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
    for pid in (str(first), *others):
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        sizes = {name: int(size) * 1024 for name, size in re.findall(r"(\w+):\s+(\d+) kB", told)}
        yield sizes["Pss"], sizes["Rss"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        first = Server(data, BANK)
        first.start()  # it sets the database up, which takes memory of its own
        first.stop()
        for count in map(int, sys.argv[1:] or ("1", "2", "4")):
            measure(data, count)
