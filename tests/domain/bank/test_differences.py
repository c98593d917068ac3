"""What differs between two texts, as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.differences import Difference, Line, LineKind, difference

texts = st.lists(st.sampled_from(["a", "b", "c", "one two", "one three"]), max_size=30).map(
    "\n".join
)


def lines_of(shown: Difference) -> Iterator[Line]:
    for hunk in shown.hunks:
        yield from hunk


def text_of(line: Line) -> str:
    return "".join(part.text for part in line.parts)


def drawn(shown: Difference) -> str:
    signs = {LineKind.KEPT: " ", LineKind.REMOVED: "-", LineKind.ADDED: "+"}
    return "\n".join(signs[line.kind] + text_of(line) for line in lines_of(shown))


def test_changed_lines_stand_among_some_that_are_the_same() -> None:
    old = "\n".join(map(str, range(20)))

    shown = difference(old, old.replace("10", "ten"))

    assert drawn(shown) == " 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13"
    assert (shown.added, shown.removed, shown.left_out) == (1, 1, 0)


def test_near_the_ends_of_a_text_a_change_has_what_little_stands_around_it() -> None:
    shown = difference("1\n2\n3\n4\n5\n6\n7", "1\ntwo\n3\n4\n5\n6\n7")

    assert drawn(shown) == " 1\n-2\n+two\n 3\n 4\n 5"


def test_changes_far_apart_are_shown_apart_with_their_numbers() -> None:
    old = "\n".join(map(str, range(1, 41)))

    shown = difference(old, old.replace("5\n", "five\n", 1) + "\n41")

    assert len(shown.hunks) == 2
    last = shown.hunks[1][-1]
    assert (last.kind, last.old_number, last.new_number) == (LineKind.ADDED, None, 41)


def test_the_words_that_changed_are_marked() -> None:
    shown = difference("  stem: Who keeps the table?", "  stem: Who reads the table?")

    marked = [[part.text for part in line.parts if part.is_marked] for line in lines_of(shown)]
    assert marked == [["keeps"], ["reads"]]


def test_lines_that_have_nothing_in_common_are_not_marked_word_by_word() -> None:
    shown = difference("harbour master", "spring tide: moon?")

    assert not any(part.is_marked for line in lines_of(shown) for part in line.parts)


def test_equal_texts_have_no_difference() -> None:
    assert difference("a\nb", "a\nb").is_empty


def test_of_a_huge_change_only_so_much_is_listed_and_the_rest_is_counted() -> None:
    old, new = ([f"{name}{n}" for n in range(50_000)] for name in "ab")
    old[25_000] = new[25_000] = "the same"  # which only comparing line by line would find

    shown = difference("\n".join(old), "\n".join(new), most_lines=100)

    assert len(list(lines_of(shown))) == 100
    assert (shown.added, shown.removed, shown.left_out) == (50_000, 50_000, 99_900)


def test_a_line_without_end_is_cut() -> None:
    shown = difference("", "x" * 1_000_000)

    assert all(len(text_of(line)) < 3_000 for line in lines_of(shown))


@given(old=texts, new=texts)
def test_what_is_shown_leads_from_the_old_text_to_the_new(old: str, new: str) -> None:
    a, b = old.split("\n"), new.split("\n")
    shown = difference(old, new)

    removed = [line for line in lines_of(shown) if line.kind is LineKind.REMOVED]
    added = [line for line in lines_of(shown) if line.kind is LineKind.ADDED]
    gone = {line.old_number for line in removed}
    assert all(a[(line.old_number or 0) - 1] == text_of(line) for line in removed)
    assert all(b[(line.new_number or 0) - 1] == text_of(line) for line in added)
    kept = [line for number, line in enumerate(a, start=1) if number not in gone]
    come = {line.new_number for line in added}
    assert kept == [line for number, line in enumerate(b, start=1) if number not in come]
    assert (len(removed), len(added)) == (shown.removed, shown.added)
