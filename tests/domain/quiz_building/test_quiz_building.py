"""What a teacher sees while a quiz is put together."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizapp.domain.bank import Bank, Quiz, read_bank
from quizapp.domain.quiz_building import (
    FEW,
    Ease,
    Record,
    RemarkKind,
    Search,
    by_article,
    by_topic,
    coverage,
    drawn,
    drawn_by_topic,
    found,
    offers,
    quiz_remarks,
)

SMALL = (Path(__file__).parents[2] / "banks" / "small.yaml").read_text(encoding="utf-8")
MAY = datetime(2026, 5, 1, tzinfo=UTC)
TWIN = """  - id: what-pulls-too
    topic: moon
    stem: What pulls at the sea and makes it rise?
    key: The moon
    distractors: [The wind, The harbour, The pilots]
  - id: telling
    topic: moon
    stem: The harbour master works with the table of the tides each day. Who knows why?
    key: Nobody
    distractors: [The cook, The mate, The boy]
quizzes:
"""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return bank_of(SMALL)


def bank_of(text: str) -> Bank:
    bank = read_bank(text.encode()).bank
    assert bank is not None
    return bank


def ids(bank: Bank, search: Search, records: dict[str, Record] | None = None) -> list[str]:
    return [each.item_id for each in found(bank, offers(bank, records or {}).values(), search)]


def test_what_a_quiz_can_ask_is_offered_with_its_number_and_its_words(bank: Bank) -> None:
    offered = offers(bank, {"ebb": Record(12, 0.5, MAY)})

    assert [each.number for each in offered.values()] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert offered["spring-tide"].asked == "A spring tide comes when … and moon pull along one …."
    assert offered["ebb"].asked == "ebb"
    assert offered["ebb"].record.n == 12
    assert offered["what-pulls"].passages == ("moon-1",)


def test_a_card_alone_and_a_question_that_is_held_back_are_not_offered(bank: Bank) -> None:
    text = SMALL.replace("[quiz, card]", "[card]").replace(" bare-flats,", "")
    alone = bank_of(text)

    assert "bare-flats" not in offers(alone, {})
    assert "what-pulls" not in offers(replace(bank, held_item_ids=frozenset({"what-pulls"})), {})


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(words="PILOTS table"), ["who-reads"]),
        (Search(words="wind"), ["what-pulls", "spring-tide"]),
        (Search(section="shore"), ["who-reads", "bare-flats"]),
        (Search(topic="moon", type="term"), ["neap", "slack"]),
        (Search(type="cloze"), ["spring-tide"]),
        (Search(words="nothing of this"), []),
    ],
)
def test_a_search_finds_what_has_all_that_is_asked_for(
    bank: Bank, search: Search, expected: list[str]
) -> None:
    assert ids(bank, search) == expected


@pytest.mark.parametrize(
    ("n", "share", "ease"),
    [
        (FEW, 0.86, Ease.EASY),
        (FEW, 0.85, Ease.MIDDLE),
        (FEW, 0.5, Ease.MIDDLE),
        (FEW, 0.49, Ease.HARD),
        (FEW - 1, 0.1, Ease.UNKNOWN),
        (0, None, Ease.UNKNOWN),
    ],
)
def test_how_hard_a_question_is_needs_some_answers(n: int, share: float | None, ease: Ease) -> None:
    assert Record(n, share).ease is ease


def test_a_search_by_difficulty_and_by_when_it_was_asked(bank: Bank) -> None:
    records = {"what-pulls": Record(9, 0.9, MAY), "ebb": Record(9, 0.2, MAY.replace(month=3))}

    assert ids(bank, Search(ease=Ease.EASY), records) == ["what-pulls"]
    assert ids(bank, Search(ease=Ease.HARD), records) == ["ebb"]
    assert "what-pulls" not in ids(bank, Search(not_since=MAY), records)
    assert {"ebb", "flood"} <= set(ids(bank, Search(not_since=MAY), records))


def test_coverage_counts_questions_passage_by_passage(bank: Bank) -> None:
    cover = coverage(bank, ("what-pulls", "bare-flats", "ebb"))

    counts = [[each.count for each in section.passages] for section in cover.sections]
    assert counts == [[1, 0], [1, 0]]
    assert (cover.covered, cover.total) == (2, 4)
    assert cover.sections[0].passages[1].can_be_asked
    assert cover.sections[0].passages[0].words == 20


def test_a_passage_that_no_question_cites_is_told_apart() -> None:
    bank = bank_of(SMALL.replace("    cites: sun and moon pull along one line\n", ""))

    assert not coverage(bank, ()).sections[0].passages[1].can_be_asked


def test_orders_keep_all_questions_and_what_they_do_not_sort(bank: Bank) -> None:
    chosen = ("ebb", "bare-flats", "spring-tide", "what-pulls")

    assert by_topic(bank, chosen) == ("spring-tide", "what-pulls", "ebb", "bare-flats")
    assert by_article(bank, chosen) == ("what-pulls", "spring-tide", "bare-flats", "ebb")


def test_chance_takes_as_many_as_there_are_and_keeps_their_order() -> None:
    pool = ("a", "b", "c", "d")
    topics = {"a": "x", "b": "y", "c": "x", "d": "x"}

    for seed in range(20):
        some = drawn(pool, 2, random.Random(seed))
        each = drawn_by_topic(topics, pool, 2, random.Random(seed))
        assert len(some) == 2
        assert list(some) == sorted(some)
        assert "b" in each
        assert len(each) == 3
    assert drawn(pool, 9, random.Random(1)) == pool
    assert {drawn(pool, 1, random.Random(seed)) for seed in range(40)} == {(e,) for e in pool}


def remarks(text: str, *item_ids: str) -> set[tuple[RemarkKind, str, str]]:
    quiz = Quiz(id="", title="", item_ids=item_ids)
    return {(each.kind, each.item_id, each.other_id) for each in quiz_remarks(bank_of(text), quiz)}


def test_two_questions_that_are_alike_are_told_where_both_are_chosen() -> None:
    text = SMALL.replace("quizzes:\n", TWIN)

    both = remarks(text, "what-pulls-too", "ebb", "what-pulls")

    assert (RemarkKind.ALIKE, "what-pulls-too", "what-pulls") in both
    assert remarks(text, "what-pulls", "ebb") == set()


def test_a_question_that_tells_the_answer_to_another_is_told() -> None:
    text = SMALL.replace("quizzes:\n", TWIN)

    assert (RemarkKind.TELLS, "telling", "who-reads") in remarks(text, "telling", "who-reads")
    assert remarks(text, "telling", "ebb") == set()


def test_what_an_item_allows_with_a_reason_is_not_said_again() -> None:
    allowing = "    allow:\n      W514: One is asked before, one after.\n"
    text = SMALL.replace("quizzes:\n", TWIN).replace(
        "  - id: telling", f"{allowing}  - id: telling"
    )

    assert remarks(text, "what-pulls", "what-pulls-too") == set()


def test_a_bank_in_another_language_is_not_read_as_english() -> None:
    text = SMALL.replace("quizzes:\n", TWIN).replace("language: en", "language: de")

    assert remarks(text, "telling", "who-reads") == set()
