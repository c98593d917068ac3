"""The figures of several processes, added up."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from quizapp.web.observability.exposition import exposition
from quizapp.web.observability.figures import Figures
from quizapp.web.observability.shared_figures import (
    GONE_SECONDS,
    SharedFigures,
    kept_figures,
    shared_figures,
)

SAVED = "quizapp_rows_saved_total"
WAITING = "quizapp_writers_waiting"


def left_by_another(folder: Path, number: int, age: float = 0.0, **values: float) -> None:
    """The file of another process."""
    path = folder / f"{number}.json"
    path.write_text(json.dumps([(name, [], value) for name, value in values.items()]))
    moment = time.time() - age
    os.utime(path, (moment, moment))


def shared(folder: Path, **values: float) -> SharedFigures:
    figures = Figures()
    for name, value in values.items():
        figures.add(name, value)
    return SharedFigures(figures, folder)


def test_the_figures_of_all_processes_are_added_up(tmp_path: Path):
    left_by_another(tmp_path, 1, **{SAVED: 5, WAITING: 2})

    sums = shared(tmp_path, **{SAVED: 3, WAITING: 1}).sums()

    assert (sums[SAVED, ()], sums[WAITING, ()], sums["quizapp_processes", ()]) == (8, 3, 2)


def test_what_a_process_that_is_gone_has_counted_stays_and_its_queue_goes(tmp_path: Path):
    left_by_another(tmp_path, 1, GONE_SECONDS + 1, **{SAVED: 5, WAITING: 2})

    sums = shared(tmp_path, **{SAVED: 3, WAITING: 1}).sums()

    assert (sums[SAVED, ()], sums[WAITING, ()], sums["quizapp_processes", ()]) == (8, 1, 1)


def test_no_sum_falls_whichever_process_is_asked(tmp_path: Path):
    figures = Figures()
    one = SharedFigures(figures, tmp_path)
    figures.add(SAVED, 3)
    first = one.sums()
    figures.add(SAVED, 1)  # not written yet, so nobody has told it

    # The other process adds up the files alone.
    told = json.loads((tmp_path / f"{os.getpid()}.json").read_text())
    assert [value for name, _, value in told if name == SAVED] == [first[SAVED, ()]] == [3]
    assert one.sums()[SAVED, ()] == 4


def test_no_sum_falls_while_several_threads_write_the_file(tmp_path: Path):
    figures = Figures()
    one = SharedFigures(figures, tmp_path)

    def ask(_: int) -> list[float]:
        seen = []
        for _ in range(60):
            figures.add(SAVED)
            seen.append(one.sums()[SAVED, ()])
        return seen

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(ask, range(4)))

    assert [seen == sorted(seen) for seen in told] == [True] * 4
    assert max(map(max, told)) == 240


def test_whoever_asks_a_process_asks_the_same(make_app: Callable[..., Flask], tmp_path: Path):
    app = make_app(METRICS="loopback")

    with kept_figures(app, tmp_path):
        assert shared_figures(app) is shared_figures(app)
        first = shared_figures(app)
        assert first is not None
        first.write()
        assert (tmp_path / f"{os.getpid()}.json").exists()


def test_half_a_file_is_never_read(tmp_path: Path):
    (tmp_path / "abc.new").write_text('[["quizapp_rows_sav')

    assert shared(tmp_path, **{SAVED: 3}).sums()[SAVED, ()] == 3


def test_a_bucket_holds_all_that_was_as_quick():
    figures = Figures()
    for seconds in (0.05, 0.3, 0.5, 3.0, 60.0):
        figures.note_request("home.home", 200, seconds)

    lines = exposition(figures.values(), "1.0").splitlines()

    counts = [line.rsplit(" ", 1)[1] for line in lines if "_bucket" in line]
    bounds = [line.split('le="')[1].split('"')[0] for line in lines if "_bucket" in line]
    assert dict(zip(bounds, counts, strict=True)) == {
        "0.1": "1", "0.5": "3", "2.0": "3", "10.0": "4", "+Inf": "5"
    }  # fmt: skip  # a table
    assert 'quizapp_info{version="1.0"} 1' in lines


def test_labels_are_written_so_that_they_can_be_read():
    figures = Figures()
    figures.add("quizapp_database_errors_total", kind='a"b\\c\nd')

    text = exposition(figures.values(), "1.0")

    assert 'quizapp_database_errors_total{kind="a\\"b\\\\c\\nd"} 1' in text
