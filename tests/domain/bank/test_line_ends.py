"""What a text area makes of a file's line ends is put right again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.line_ends import BYTE_ORDER_MARK, edited_text, written_text

texts = st.lists(st.sampled_from(["a", "é", " ", "\n", "\r", "\r\n"])).map("".join)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_files_own_line_ends_are_put_back(end: str) -> None:
    old = end.join(["one", "two", ""])

    assert written_text("one\r\nnew\r\ntwo\r\n", old) == end.join(["one", "new", "two", ""])


def test_a_byte_order_mark_stays_and_none_is_added() -> None:
    assert written_text("b\n", BYTE_ORDER_MARK + "a\n") == BYTE_ORDER_MARK + "b\n"
    assert written_text("b\n", "a\n") == "b\n"


@pytest.mark.parametrize("typed", ["one", "one\n", "one\n\n", "\none"])
def test_lines_at_the_end_and_the_beginning_stay_as_typed(typed: str) -> None:
    assert written_text(typed, "one\r\n") == typed.replace("\n", "\r\n")


def test_a_new_file_has_plain_newlines() -> None:
    assert written_text("one\r\ntwo\rthree", "") == "one\ntwo\nthree"


def test_mixed_line_ends_stay_on_lines_that_nobody_touched() -> None:
    old = "a\r\nb\nc\nd\ne\r\n"

    assert written_text("a\nb\nnew\nd\ne\n", old) == "a\r\nb\nnew\nd\ne\r\n"
    assert written_text("a\nb\nc\nx\ny\nd\ne\n", old) == "a\r\nb\nc\nx\ny\nd\ne\r\n"


@given(old=texts, mark=st.sampled_from(["", BYTE_ORDER_MARK]))
def test_a_text_that_nobody_changed_is_written_as_it_was(old: str, mark: str) -> None:
    assert written_text(edited_text(mark + old), mark + old) == mark + old
    sent_by_a_browser = edited_text(mark + old).replace("\n", "\r\n")
    assert written_text(sent_by_a_browser, mark + old) == mark + old


@given(typed=texts, old=texts)
def test_what_is_typed_is_what_is_read_back(typed: str, old: str) -> None:
    assert edited_text(written_text(typed, old)) == edited_text(typed)
