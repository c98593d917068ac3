"""Whatever the bytes are, every reader answers with items or findings, and soon."""

from __future__ import annotations

import io
import random
import zipfile
from itertools import product
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.exchange import archives
from quizapp.exchange.formats import READERS, TARGETS, exported, imported
from tests.exchange.reading import SMALL_BANK
from tests.support.banks import bank_at


def bomb(size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in ("xl/workbook.xml", "imsmanifest.xml", "collection.anki2", "../../etc/passwd"):
            archive.writestr(name, bytes(size))
    return stream.getvalue()


HOSTILE = {
    "empty": b"",
    "nul": bytes(5000),
    "noise": random.Random(1).randbytes(5000),
    "surrogates": "x\ud800y".encode("utf-16-le", "surrogatepass"),
    "utf-16": "One? {=a ~b}".encode("utf-16"),
    "half utf-16": "One? {=a ~b}".encode("utf-16")[:-1],
    "brackets": b"[" * 200_000,
    "braces": b"{" * 200_000,
    "stars": b"*a " * 100_000,
    "links": b"One? {=" + b"[a](" * 2_000 + b" ~b}",
    "titles": b"::" * 100_000,
    "lines": b"\n" * 500_000,
    "long line": b"a" * 2_000_000,
    "letters": b"A. x\n" * 50_000,
    "tags": b"<quiz>" + b"<a>" * 100_000,
    "html": b"<quiz><question type='essay'>" + b"<b>" * 50 + b"</quiz>",
    "entities": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    "bomb": bomb(100_000_000),
    "small bomb": bomb(2_000_000),
    "cut zip": bomb(1000)[:-40],
    "blank cell": b'stem,key\n"' + b"\n" * 100_000 + b'",b',
    "sounds": b"[sound:" * 50_000,
    "tags begun": b"<quiz><question><a" + b"<a" * 50_000,
    "spaces": b"One? {=a" + b" " * 300_000 + b"~b}",
    "commas": b"stem,key," + b"," * 200_000,
    "answer spaces": b"1. x\nA. b\nB. c\nAnswer" + b" " * 300_000 + b"x",
    "questions": b"Q: a\n" * 50_000,
    "colons": b"a:" * 200_000,
    "gaps begun": b"<quiz><question type='cloze'><questiontext><text>"
    + b"{1:SA:" * 50_000
    + b"</text></questiontext></question></quiz>",
    "quotes": b'stem,key\n"' + b"a\n" * 100_000,
}
MANY_LINES = ("blank cell", "letters", "lines", "questions", "quotes")
LONG = {("commas", "csv"), *product(MANY_LINES, READERS)}
"""They take up to a second each, as readers take their time for so many lines."""


@pytest.mark.parametrize(
    ("name", "source"),
    [
        pytest.param(*each, marks=pytest.mark.slow if each in LONG else ())
        for each in product(sorted(HOSTILE), sorted(READERS))
    ],
)
def test_hostile_bytes_are_findings_and_take_no_time(name, source):
    begun = process_time()

    found = imported(HOSTILE[name], "file", source)

    assert found.items or found.findings
    assert process_time() - begun < 60  # against a hang; bench/ measures speed


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_format_of_hostile_bytes_is_told_too_and_every_finding_is_within_the_file(name):
    found = imported(HOSTILE[name], "file.bin")

    lines = found.text.count("\n") + found.text.count("\r") + 1
    assert found.items or found.findings
    assert all(1 <= each.span.line <= lines or not found.text for each in found.findings)


@pytest.mark.parametrize("target", TARGETS)
def test_damaged_files_are_never_a_traceback(target):
    source = {"qti12": "qti"}.get(target, target)
    data = exported(bank_at(SMALL_BANK), target, 1e9).data

    @settings(max_examples=30, deadline=None)
    @given(place=st.integers(0, len(data) - 1), junk=st.binary(max_size=8), cut=st.integers(0, 40))
    def law(place, junk, cut):
        found = imported(data[:place] + junk + data[place + cut :], "file", source)
        assert found.items or found.findings

    law()


def test_huge_files_are_refused_unread(monkeypatch):
    monkeypatch.setattr("quizapp.exchange.formats.MAX_BYTES", 10)

    found = imported(b"PK" + bytes(20), "file")

    assert [finding.code for finding in found.findings] == ["X602"]


def test_bombs_are_told_by_their_sizes():
    with pytest.raises(archives.BadArchiveError) as refusal:
        archives.check_archive(HOSTILE["bomb"])

    assert refusal.value.code == "X602"


def test_a_package_of_many_documents_is_opened_a_few_times_only(monkeypatch):
    opened = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *args, **kwargs):
            opened.append(1)
            super().__init__(*args, **kwargs)

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(50):
            archive.writestr(f"{number}.xml", "<a/>")
    monkeypatch.setattr(zipfile, "ZipFile", Counted)

    assert len(imported(stream.getvalue(), "a.zip", "qti").findings) == 50
    assert len(opened) < 5


def test_a_thousand_equal_names_get_numbers_without_counting_from_one_each_time():
    found = imported(b"::a::q {=a ~b}\n\n" * 1000, "a.gift", "gift")

    assert [item.id for item in found.items][-1] == "a-1000"
    assert len({item.id for item in found.items}) == 1000
