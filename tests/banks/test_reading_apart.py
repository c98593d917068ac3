"""Large banks are read by a process of their own, and what comes of it is the same."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from pathlib import Path

import pytest

from quizapp.banks import reading_apart
from quizapp.banks.picture_files import with_pictures_beside
from quizapp.banks.reading_apart import read_apart
from quizapp.banks.watched_files import WatchedFile
from quizapp.domain.bank import read_bank
from quizapp.web import working_apart
from tests.support.pictures import show_boat
from tests.support.places import SMALL_BANK

DATA = SMALL_BANK.read_bytes()


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart, "LARGE_BYTES", 0)


@pytest.mark.slow
@pytest.mark.usefixtures("all_are_large")
@pytest.mark.parametrize("data", [DATA, b"id: tides\ntitle: [", DATA.replace(b"key: The", b"kye:")])
def test_another_process_reads_the_same(data):
    assert read_apart(data) == read_bank(data)


@pytest.mark.slow
@pytest.mark.usefixtures("all_are_large")
def test_items_come_ready_to_be_asked():
    bank = read_apart(DATA).bank

    assert bank is not None
    assert set(bank._contents) == set(bank.items)


@pytest.mark.slow
@pytest.mark.usefixtures("all_are_large")
def test_items_of_a_bank_with_pictures_come_ready_too(tmp_path):
    bank_file = Path(shutil.copy(SMALL_BANK, tmp_path))
    show_boat(bank_file)

    bank = with_pictures_beside(read_apart(bank_file.read_bytes()), bank_file).bank

    assert bank is not None
    assert set(bank._contents_with_names) == set(bank.items)


@pytest.mark.usefixtures("all_are_large")
def test_without_another_process_it_is_read_here(monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert read_apart(DATA) == read_bank(DATA)
    assert "could not be done in another process" in caplog.text


@pytest.mark.usefixtures("all_are_large")
def test_at_a_start_nobody_is_kept_waiting_so_it_is_read_here(monkeypatch, caplog, tmp_path):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    bank_file = Path(shutil.copy(SMALL_BANK, tmp_path))

    assert read_apart(DATA, is_start=True) == read_bank(DATA)
    assert WatchedFile(bank_file).read(is_start=True)
    assert caplog.text == ""

    assert WatchedFile(bank_file).read()
    assert "could not be done in another process" in caplog.text


def test_a_bank_that_would_leave_much_behind_is_read_apart_at_a_start_too(monkeypatch, caplog):
    monkeypatch.setattr(reading_apart, "LARGE_AT_START_BYTES", len(DATA))
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert read_apart(DATA, is_start=True) == read_bank(DATA)
    assert "could not be done in another process" in caplog.text


def test_a_text_that_is_known_is_not_read_again():
    known, expected = read_bank(DATA), read_bank(DATA + b"\n")

    assert read_apart(b"\xef\xbb\xbf" + DATA, None, known) is known
    assert read_apart(DATA + b"\n", known, expected) is expected
    assert read_apart(DATA + b"\n", known) is not known


@pytest.mark.usefixtures("all_are_large")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_reader_that_is_killed_does_not_take_the_server_with_it(monkeypatch, tmp_path, caplog):
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\ncat >/dev/null\nkill -9 $$\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(reading_apart, "read_bank", None)

    with pytest.raises(OSError, match="was ended"):
        read_apart(DATA)


@pytest.mark.usefixtures("all_are_large")
def test_a_reader_that_hangs_is_given_up(monkeypatch, tmp_path):
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(working_apart, "GIVE_UP_SECONDS", 0.2)

    with pytest.raises(OSError, match="was ended"):
        read_apart(DATA)


@pytest.mark.slow
@pytest.mark.usefixtures("all_are_large")
def test_what_cannot_be_understood_of_another_process_is_read_here(monkeypatch):
    def fail(_data: bytes) -> None:
        raise AttributeError("no such class")

    monkeypatch.setattr(pickle, "loads", fail)

    assert read_apart(DATA) == read_bank(DATA)


@pytest.mark.slow
@pytest.mark.usefixtures("all_are_large")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_translation_that_is_too_much_leaves_the_bank_in_its_own_words(
    monkeypatch, tmp_path, caplog
):
    program, given = tmp_path / "python", tmp_path / "given"
    program.write_text(
        f"#!/bin/sh\ncat >{given}\ngrep -aq endless {given} && kill -9 $$\n"
        f'exec {sys.executable} "$@" <{given}\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    assert read_apart(DATA, files={"translations/fr.yaml": b"endless"}) == read_bank(DATA)
    assert "it is used without them" in caplog.text
