"""Safe fixes: what has one cure is mended, and everything else stays byte for byte."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.fixes import MAX_BYTES, fixed


def lines_changed(old: str, new: bytes) -> list[str]:
    pairs = zip(old.split("\n"), new.decode().split("\n"), strict=True)
    return [after.strip() for before, after in pairs if before != after]


@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ("stem: Who fled?", "stem: Who fled: all?", 'stem: "Who fled: all?"'),
        ("stem: Who fled?", 'stem: Who "fled": all?', "stem: 'Who \"fled\": all?'"),
        ("stem: Who fled?", "stem: “Who fled”: all?", 'stem: "“Who fled”: all?"'),
        ("stem: Who fled?", "stem: **Who** fled?", 'stem: "**Who** fled?"'),
        ("stem: Who fled?", "stem: @who fled?", 'stem: "@who fled?"'),
        ("stem: Who fled?", "stem: [Who] fled?", 'stem: "[Who] fled?"'),
        ("- About one month", "- About: one: month", '- About: "one: month"'),
        ("topic: people\n    stem", "topic:people\n    stem", "topic: people"),
        ("      - About one month", "      -About one month", "- About one month"),
        ("keys: [F", "kyes: [F", "keys: [F"),
        ("    distractors:\n      - T", "    distracters:\n      - T", "distractors:"),
        ("    stem: Who fled?", "\tstem: Who fled?", "stem: Who fled?"),
        ("publisher:", "publischer:", "publisher: OpenCanada"),
    ],
)
def test_slip_is_mended_in_its_line_alone(old, new, mended, good):
    assert good.count(old) == 1
    broken = good.replace(old, new)

    result = fixed(broken.encode())

    assert read_bank(result.data).bank is not None
    (changed,) = lines_changed(broken, result.data)
    assert changed.startswith(mended)
    assert [broken.split("\n")[change.line - 1].strip() for change in result.changes] != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stem: Who fled?", "stem: Who fled: all? # they say"),
        ("stem: Who fled?", "stem: Who: is\n      it?"),
        ("stem: Who fled?", "stem: > Who fled?"),
        ("stem: Who fled?", "stem: !now Who fled?"),
        ("stem: Who fled?", 'stem: "Who" fled: all?'),
        ("stem: Who fled?", "stem: Who fled?\n    stme: Who else?"),
        ("stem: Who fled?", "stem: Who fled?\n    colour: red"),
        ("topic: people\n    stem", "topic: peple\n    stem"),
        ("keys: [Families, Teachers]", "kyes: Families"),
    ],
)
def test_what_has_no_sure_cure_is_left_as_it_is(old, new, good):
    broken = good.replace(old, new).encode()

    assert fixed(broken).data == broken
    assert fixed(broken).changes == ()


def test_many_slips_are_mended_one_after_the_other(good):
    broken = (
        good.replace("stem: Who fled?", "stem: Who fled: all?")
        .replace("keys: [F", "kyes: [F")
        .replace("    term: refugee", "\tterm: refugee")
        .replace("title: After", "title:After")
    )

    result = fixed(broken.encode())

    assert result.data.decode() == good.replace("Who fled?", '"Who fled: all?"')
    assert sorted(change.line for change in result.changes) == [35, 36, 60, 68]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_byte_order_mark_and_comments_are_kept(mark, good):
    clean = good.replace("items:\n", "items:   # all of them  \n", 1).replace("\n", "\r\n")
    broken = clean.replace("keys: [F", "kyes: [F")

    assert fixed(mark + broken.encode()).data == mark + clean.encode()


def test_mended_file_has_nothing_left_to_mend(good):
    once = fixed(good.replace("keys: [F", "kyes: [F").encode())

    assert fixed(once.data).data == once.data
    assert fixed(once.data).changes == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"kyes: 1", b"\t\t", b"a: b: c"])
def test_file_that_is_no_bank_survives(data):
    assert isinstance(fixed(data).data, bytes)


def test_huge_file_is_left_alone():
    data = b"a: b: c\n" * (MAX_BYTES // 8 + 1)

    assert fixed(data).data is data
