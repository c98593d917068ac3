"""Short answers in other programs' files: what goes out comes in again, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.items import ItemForm, ShortItem
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.results import Imported
from tests.exchange.reading import SMALL_BANK
from tests.support.banks import bank_at

TARGETS = ["gift", "moodle-xml", "csv", "xlsx", "yaml", "apkg", "qti", "qti12"]
SOURCES = {"qti12": "qti"}
WITHOUT_FEEDBACK = {"yaml", "qti"}


def short(**changed: Any) -> ShortItem:
    facts = {
        "id": "body",
        "type": "short",
        "topic": "moon",
        "stem": "Which body called for it?",
        "key": "Amnesty International",
        "accept": ["Amnesty", "AI (London)"],
        "feedback": {"Human Rights Watch": "It is another body."},
        **changed,
    }
    return ShortItem.model_validate(facts)


def bank_of(item: ItemForm) -> Bank:
    small = bank_at(SMALL_BANK)
    return Bank(**{**vars(small), "items": {item.id: item}, "quizzes": {}})


def there_and_back(item: ItemForm, target: str) -> Imported:
    return imported(exported(bank_of(item), target, 1e9).data, "b", SOURCES.get(target, target))


@pytest.mark.parametrize("forgive", [("case", "accents", "articles", "slips"), (), ("plurals",)])
@pytest.mark.parametrize("target", TARGETS)
def test_a_short_answer_comes_back_with_its_variants(target: str, forgive: tuple[str, ...]):
    item = short(forgive=forgive)

    found = there_and_back(item, target)

    wanted = short(forgive=forgive, feedback={}) if target in WITHOUT_FEEDBACK else item
    assert [each.message for each in found.findings] == []
    assert list(found.items) == [wanted]


@pytest.mark.parametrize("target", sorted({*TARGETS} - {"csv", "xlsx"}))
def test_it_is_told_that_other_programs_forgive_less(target: str):
    losses = exported(bank_of(short()), target, 1e9).losses

    assert any(loss.code == "X623" and "accept" in loss.message for loss in losses)


def test_aiken_cannot_ask_it():
    result = exported(bank_of(short()), "aiken", 1e9)

    assert "Aiken cannot ask `body`" in " ".join(loss.message for loss in result.losses)
    assert b"Amnesty" not in result.data


def read(text: str, source: str) -> ShortItem:
    (item,) = imported(text.encode(), "b", source).items
    assert isinstance(item, ShortItem)
    return item


def test_words_of_gift_keep_all_that_counts_and_what_is_told():
    item = read("::q::Who?{=Ada =Ada L. =%0%Bob#No, he came later.}", "gift")

    assert (item.key, item.accept) == ("Ada", ("Ada L.",))
    assert item.feedback == {"Bob": "No, he came later."}


MOODLE = """<quiz><question type="shortanswer"><name><text>q</text></name>
<questiontext format="html"><text>Who?</text></questiontext><usecase>{usecase}</usecase>
<answer fraction="100"><text>Ada</text></answer>
<answer fraction="100"><text>Ada *</text></answer>
<answer fraction="50"><text>Augusta</text></answer>
<answer fraction="0"><text>Bob</text><feedback><text>No.</text></feedback></answer>
<answer fraction="0"><text>*</text><feedback><text>No.</text></feedback></answer>
</question></quiz>"""


@pytest.mark.parametrize(("usecase", "is_forgiven"), [("0", True), ("1", False)])
def test_moodle_says_whether_capitals_matter(usecase: str, is_forgiven: bool):
    item = read(MOODLE.format(usecase=usecase), "moodle-xml")

    assert ("case" in item.forgive) is is_forgiven
    assert (item.key, item.accept, item.feedback) == ("Ada", (), {"Bob": "No."})


def test_what_has_no_place_in_it_is_told():
    found = imported(MOODLE.format(usecase="0").encode(), "b", "moodle-xml").findings

    told = " ".join(each.message for each in found)
    assert "“Augusta” (50%)" in told
    assert "where `*` stands for any words" in told


def test_an_answer_too_long_to_be_typed_stays_a_gap():
    found = imported(f"::q::Why?{{={'so ' * 50}}}".encode(), "b", "gift")

    assert [item.type for item in found.items] == ["cloze"]


def test_signs_of_html_are_typed_in_moodle_as_they_are_here():
    item = short(stem="What is $x$?", key="R&D", accept=["a<b"], feedback={})

    written = exported(bank_of(item), "gift", 1e9).data.decode()

    assert "=R&D\n=a<b" in written
    assert list(there_and_back(item, "gift").items) == [item]
