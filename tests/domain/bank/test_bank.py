"""What a bank gives once it has been read."""

from __future__ import annotations

from datetime import date

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.bank import Quiz
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.bank.siblings import SIBLING_LIMIT, Siblings
from quizapp.domain.items import TermItem


@pytest.fixture
def bank(good, reading):
    return reading(good).bank


def test_bank_keeps_the_order_of_the_file(bank):
    assert list(bank.items) == ["length", "fled", "free", "dates", "refugee"]
    assert list(bank.topics) == ["battle", "people"]
    assert list(bank.quizzes) == ["check-in", "after"]


def test_quiz_lists_or_picks_its_items(bank):
    assert (bank.quizzes["check-in"].pick, bank.quizzes["check-in"].item_ids) == (2, None)
    assert (bank.quizzes["after"].pick, bank.quizzes["after"].item_ids) == (
        None,
        ("length", "dates"),
    )


def test_what_a_quiz_does_not_say_is_the_same_in_the_file_and_in_the_bank(bank):
    assert bank.quizzes["check-in"] == Quiz("check-in", "Before you read on", pick=2)


def test_article_is_credited_and_divided_into_passages(bank):
    assert bank.article.published == date(2017, 7, 14)
    assert [passage.id for passage in bank.article.passages] == ["victory-1", "victory-2"]
    assert bank.article.passages[1].text == "Thousands fled the city before, in June 2014."


def test_content_stands_without_the_bank(good, reading):
    hinted = good.replace(
        "    key: Almost nine", "    hint: Less than a year\n    key: Almost nine"
    )
    content = reading(hinted).bank.content_of("length")

    assert (content.item_id, content.type, content.topic_id) == ("length", "choice", "battle")
    assert content.hint == "Less than a year"
    assert content.topic_title == "The battle for the city"
    assert [quote.phrase for quote in content.quotes] == ["almost nine months of fighting"]
    assert content.quotes[0].passage_id == "victory-1"
    assert content.explanation == "Fighting began in October 2016."


def test_item_kept_to_cards_has_no_question(bank):
    content = bank.content_of("refugee")

    assert content.questions == ()
    assert len(content.faces) == 2


def test_item_that_is_not_in_the_bank_raises(bank):
    with pytest.raises(KeyError):
        bank.content_of("nothing")


def test_undoing_an_edit_finds_the_old_revision(good, bank, reading):
    edited = reading(good.replace("About one month", "About two months")).bank

    assert content_hash(edited.content_of("length")) != content_hash(bank.content_of("length"))
    again = reading(good).bank
    assert content_hash(again.content_of("length")) == content_hash(bank.content_of("length"))


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("Three years: That is how long the city was held.", "Three years", True),
        ("The battle for the city", "The battle", True),
        ("About one month", "About two months", False),
        ("key: Almost nine months", "key: Nine months", False),
    ],
)
def test_marking_hash_changes_only_with_what_is_marked(old, new, is_same, good, bank, reading):
    edited = reading(good.replace(old, new)).bank

    hashes = {marking_hash(each.content_of("length")) for each in (bank, edited)}

    assert (len(hashes) == 1) == is_same


def test_siblings_are_bounded_and_follow_the_item():
    items = [
        TermItem(id=f"t{n}", type="term", topic="t", term=f"term {n}", definition="d")
        for n in range(100)
    ]

    siblings = Siblings(items).of(items[90])

    assert len(siblings) == SIBLING_LIMIT
    assert [item.id for item in siblings[8:11]] == ["t99", "t0", "t1"]


def test_faults_of_one_item_hide_none_in_the_next(good, places):
    text = (
        good.replace("stem: How", "stm: How")
        .replace("{{Mosul}}", "Mosul")
        .replace("topic: people\n    stem", "topic: peple\n    stem")
    )

    assert [code for code, _, _ in places(text)] == ["B202", "B302", "B219"]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("stem: Who", "stme: Who", "Did you mean `stem`?"),
        ("topic: battle\n    stem: How", "topic: batle\n    stem: How", "Did you mean `battle`?"),
        ("type: multiple", "type: multipel", "Did you mean `multiple`?"),
        ("[length, dates]", "[longth, dates]", "Did you mean `length`?"),
        ('cites: "almost nine', 'cites: "almost nein', "“almost nine months of fighting"),
        ("title: Before you", "title: Before: you", 'quotes: "Before: you read on"'),
        ("    pick: 2", "    order: random\n    pick: 2", "`shuffled`, `as-listed`"),
    ],
)
def test_hint_says_what_was_probably_meant(old, new, hint, good):
    findings = read_bank(good.replace(old, new).encode()).findings

    assert any(hint in finding.hint for finding in findings), findings


def test_rewording_a_stem_is_no_change_of_marking(good, bank, reading):
    edited = reading(good.replace("How long had the fighting lasted?", "How long was it?")).bank

    assert marking_hash(edited.content_of("length")) == marking_hash(bank.content_of("length"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("format: 1\nitems: []", {"B201", "B208"}),
        ("format: 1\nitems: none", {"B201", "B204"}),
        ("format: 1\nitems:\n  - a text\n  - [a]", {"B201", "B204"}),
        ("format: 1\nitems:\n  - type: [choice]", {"B201", "B222"}),
        ("format: 1\nitems:\n  -\nquizzes: x", {"B201", "B204"}),
        ("format: 1\nitems:\ntopics: [a]\narticle: x", {"B201", "B204"}),
        ("k" * 200 + ": x\nitems:\n  - id: a\n", {"B201", "B202"}),
    ],
)
def test_parts_of_the_wrong_kind_are_told(text, codes, places):
    assert {code for code, _, _ in places(text)} == codes


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("stem: Who fled?", "stem: [Who]", "`stem` should be a text; here is a list."),
        ("stem: Who fled?", "stem: {a: b}", "`stem` should be a text; here is a group of keys."),
        ("keys: [Families, Teachers]", "keys: x", "`keys` should be a list; here is a text."),
    ],
)
def test_a_message_says_what_is_wanted_and_what_is_there(old, new, message, good):
    findings = read_bank(good.replace(old, new).encode()).findings

    assert message in [finding.message for finding in findings]
