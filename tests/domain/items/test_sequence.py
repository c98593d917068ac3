"""Items to be put in order: as questions and cards, and what may be wrong with them."""

from __future__ import annotations

import json

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.audit import audit
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.items import ItemContent, OrderItem, from_json, to_json
from tests.support.orders import ENTRIES, ITEM, SEQUENCE
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")


def text_with(*changes: tuple[str, str]) -> str:
    item = ITEM
    for old, new in changes:
        assert item.count(old) == 1
        item = item.replace(old, new)
    return SMALL.replace("quizzes:\n", f"{item}quizzes:\n")


def bank_of(text: str) -> Bank:
    reading = read_bank(text.encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def bank_with(*changes: tuple[str, str]) -> Bank:
    return bank_of(text_with(*changes))


def content_with(*changes: tuple[str, str]) -> ItemContent:
    return bank_with(*changes).content_of("one-tide")


def codes_with(*changes: tuple[str, str]) -> list[str]:
    reading = read_bank(text_with(*changes).encode(), lint=True)
    plain = {finding.code for finding in read_bank(SMALL.encode(), lint=True).findings}
    return [finding.code for finding in reading.findings if finding.code not in plain]


def sequence(*entries: str) -> tuple[str, str]:
    return SEQUENCE, "".join(f"      - {entry}\n" for entry in entries)


def test_its_options_are_the_entries_in_their_order_and_all_are_keys():
    (question,) = content_with().questions

    assert [option.text for option in question.options] == list(ENTRIES)
    assert all(option.is_key for option in question.options)
    assert (question.mode, question.credit) == ("order", "proportional")


def test_its_card_has_a_numbered_list_behind_its_front_or_stem():
    (face,) = content_with().faces
    (plain,) = content_with(("    front: In what order does a tide come and go?\n", "")).faces

    assert face.front == "In what order does a tide come and go?"
    assert face.back.splitlines()[:2] == [f"1. {ENTRIES[0]}", f"2. {ENTRIES[1]}"]
    assert plain.front == "Put these in the order of one tide."


def test_its_content_comes_back_as_it_was():
    content = content_with()

    assert from_json(to_json(content)) == content
    assert json.loads(to_json(content))["questions"][0]["mode"] == "order"


def test_another_order_is_marked_in_another_way_and_other_feedback_is_not():
    turned = content_with(sequence(*ENTRIES[::-1]))
    explained = content_with(("It begins with the moon", "It starts with the moon"))

    assert marking_hash(turned) != marking_hash(content_with())
    assert marking_hash(explained) == marking_hash(content_with())
    assert content_hash(explained) != content_hash(content_with())


@pytest.mark.parametrize(
    ("change", "edit_class", "field"),
    [
        (sequence(*ENTRIES[::-1]), EditClass.KEY, "sequence"),
        (sequence(*ENTRIES[:3]), EditClass.KEY, "sequence"),
        (sequence(*ENTRIES, "The pilots go home"), EditClass.KEY, "sequence"),
        (sequence("The moon pulls at the water", *ENTRIES[1:]), EditClass.WORDING, "sequence"),
        (("    explanation", "    credit: exact\n    explanation"), EditClass.OPTIONS, "credit"),
        (("It begins with", "It starts with"), EditClass.COSMETIC, "explanation"),
    ],
)
def test_another_order_is_another_key(change, edit_class, field):
    (edit,) = edits(bank_with(), bank_with(change))

    assert edit.edit_class is edit_class
    assert {change.field for change in edit.changes} == {field}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (sequence(*ENTRIES[:2]), "B208"),
        (sequence(*(f"Entry {letter}" for letter in "abcdefghi")), "B209"),
        (sequence(*ENTRIES, ENTRIES[0]), "B215"),
        (("    sequence:\n", "    distractors:\n"), "B202"),
        (("    type: order", "    type: ordering"), "B222"),
    ],
)
def test_what_cannot_be_put_in_order_is_found(change, code):
    assert code in codes_with(change)


@pytest.mark.parametrize(
    ("entries", "is_told"),
    [
        (("In 2014 it began", "In June 2016 it went on", "On 9 July 2017 it ended"), True),
        (("On 9 July 2017 it ended", "In June 2016 it went on", "In 2014 it began"), True),
        (("In March it began", "In May it went on", "In June it ended"), True),
        (("Step 1, begin", "Step 2, go on", "Step 3, end"), True),
        (("In 2017 it began", "In 2014 it went on", "In 2016 it ended"), False),
        (("In 2014 it began", "Then it went on", "In 2017 it ended"), False),
        (("In 2014 it began", "In 2014 it went on", "In 2017 it ended"), False),
        (("In 2014 it began", "After 3 days it went on", "In 2017 it ended"), False),
        (("On 7.1.14 it began", "On 8.2.14 it went on", "On 9.7.17 it ended"), False),
        (("1,500 came", "2,500.5 came", "1.000.000 came"), False),
        (("1,500 came", "2,500.5 came", "30,000 came"), True),
    ],
)
def test_dates_that_rise_in_every_entry_give_the_order_away(entries, is_told):
    assert ("W537" in codes_with(sequence(*entries))) is is_told


def test_a_card_that_speaks_of_these_needs_a_front():
    without = ("    front: In what order does a tide come and go?\n", "")

    assert codes_with(without) == ["W530"]
    assert codes_with() == []


def test_the_audit_picks_no_option_of_an_order():
    (plain, *_), (ordered, *_) = audit(bank_of(SMALL)), audit(bank_with())

    assert plain.count == ordered.count


def test_an_item_with_a_sequence_that_names_no_type_is_told_which_it_is():
    reading = read_bank(text_with(("    type: order\n", "")).encode())

    assert any("type: order" in (finding.hint or "") for finding in reading.findings)


def test_the_form_of_the_item_is_its_own():
    assert OrderItem.model_fields["credit"].default == "proportional"
