"""Items to be matched and to be sorted: as questions and cards, and what may be wrong with them."""

from __future__ import annotations

import json

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.audit import audit
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.bank.item_changes import item_changes
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.items import ItemContent, MatchItem, SortItem, from_json, to_json
from tests.support.matches import BOXES, MATCH, PAIRS, SORT
from tests.support.places import SMALL_BANK

SMALL = SMALL_BANK.read_text(encoding="utf-8")


def text_with(*changes: tuple[str, str]) -> str:
    items = MATCH + SORT
    for old, new in changes:
        assert items.count(old) == 1, old
        items = items.replace(old, new)
    return SMALL.replace("quizzes:\n", f"{items}quizzes:\n")


def bank_with(*changes: tuple[str, str]) -> Bank:
    reading = read_bank(text_with(*changes).encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def content_with(item_id: str, *changes: tuple[str, str]) -> ItemContent:
    return bank_with(*changes).content_of(item_id)


def codes_with(*changes: tuple[str, str]) -> list[str]:
    reading = read_bank(text_with(*changes).encode(), lint=True)
    plain = {finding.code for finding in read_bank(SMALL.encode(), lint=True).findings}
    return [finding.code for finding in reading.findings if finding.code not in plain]


def edit_class(*changes: tuple[str, str]) -> EditClass:
    (edit,) = edits(bank_with(), bank_with(*changes))
    return edit.edit_class


def test_a_match_asks_for_the_answer_of_each_prompt_among_all_answers():
    (question,) = content_with("which-water").questions

    texts = {option.id: option.text for option in question.options}
    assert {prompt.text: texts[prompt.key] for prompt in question.prompts} == PAIRS
    assert {option.text: option.is_key for option in question.options} == {
        "High water": True,
        "Low water": True,
        "A spring tide": False,
    }
    assert (question.mode, question.credit, question.keep_order) == ("each", "proportional", False)


def test_a_sort_keeps_the_order_of_its_boxes_and_one_may_be_empty():
    (question,) = content_with("how-sure").questions

    assert [option.text for option in question.options] == list(BOXES)
    assert [option.is_key for option in question.options] == [True, True, False]
    assert question.keep_order
    assert len(question.prompts) == 3


def test_their_cards_list_what_belongs_to_what():
    (match,), (sort,) = (content_with(each).faces for each in ("which-water", "how-sure"))

    assert match.front == "Which water is it?"
    assert match.back.splitlines()[1] == "- The mud flats lie bare: Low water"
    assert sort.back.splitlines() == [
        "- Stated: The water rises; The moon pulls",
        "- Could be: A storm comes",
    ]


@pytest.mark.parametrize("item_id", ["which-water", "how-sure"])
def test_their_content_comes_back_as_it_was(item_id: str):
    content = content_with(item_id)

    assert from_json(to_json(content)) == content


def test_contents_without_prompts_are_written_as_before():
    bank = bank_with()
    (question,) = json.loads(to_json(bank.content_of("bare-flats")))["questions"]

    assert "prompts" not in question
    assert set(question) == {
        *("stem", "options", "mode", "shown", "keep_order", "credit"),
    }


def test_nothing_is_found_in_either():
    assert codes_with() == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[A spring tide]", "[Low water]", "B216"),
        ("[A spring tide]", "[A spring tide, A  spring tide]", "B215"),
        (
            "      It comes twice a day: High water\n",
            '      "Boats  can leave": High water\n',
            "B215",
        ),
        (
            "      The mud flats lie bare: Low water\n      Boats can leave: High water\n",
            "",
            "B208",
        ),
        ("Could be: [A storm comes]", "Could be: [The water  rises]", "B215"),
        ("      Could be: [A storm comes]\n      Left open: []\n", "", "B208"),
        ("[The water rises, The moon pulls]", "[]", "B208"),
        ("Left open: []", "Left open: [a, b, c, d, e, f, g, h]", "B209"),
        ("Left open: []", "Left open: []\n      V: []\n      W: []\n      X: []", "B209"),
        ("[A spring tide]", "[a, b, c, d, e, f, g, h, i, j, k, l, m]", "B209"),
        ("Could be: [A storm comes]", "Could be: []", "W540"),
        ("Left open: []", '"Could  be": []', "B215"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, code: str):
    assert code in codes_with((old, new))


def test_the_length_of_a_stem_is_its_own_and_that_of_a_statement_as_well():
    words = " ".join(f"word{number}" for number in range(36))

    many = codes_with(("A storm comes", words), ("The moon pulls", f"The {words}"))
    stem = codes_with(("Which water is it?", f"{words} {words}?"))

    assert many == ["W510", "W510"]
    assert stem == ["W510"]


def test_a_box_may_have_a_single_text():
    (question,) = content_with("how-sure", ("Left open: []", "Left open: Fish come")).questions

    assert "Fish come" in [prompt.text for prompt in question.prompts]


def test_answers_that_are_all_the_same_are_told():
    assert codes_with(("The mud flats lie bare: Low water", "The mud flats lie: High water")) == [
        "W540"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("Boats can leave: High water", "Boats can leave: Low water"), EditClass.KEY),
        (("Boats can leave: High water", "Boats can leave: A spring tide"), EditClass.KEY),
        (("Boats can leave:", "The boats can leave:"), EditClass.WORDING),
        (("      Boats can leave: High water\n", ""), EditClass.OPTIONS),
        (("[A spring tide]", "[A spring tide, A storm]"), EditClass.OPTIONS),
        (("Left open: []", "Left open: [Fish come]"), EditClass.OPTIONS),
        (("How sure is the text of it?", "How certain is the text?"), EditClass.WORDING),
    ],
)
def test_an_edit_is_what_it_means_for_marking(change: tuple[str, str], expected: EditClass):
    if change[1].endswith("A spring tide"):
        changes = (change, ("[A spring tide]", "[A storm]"))
        assert edit_class(*changes) is expected
    else:
        assert edit_class(change) is expected


def test_a_statement_that_moves_is_a_corrected_key_and_is_told():
    moved = (
        ("[The water rises, The moon pulls]", "[The water rises]"),
        ("Left open: []", "Left open: [The moon pulls]"),
    )

    changes = item_changes(bank_with().items["how-sure"], bank_with(*moved).items["how-sure"])

    assert edit_class(*moved) is EditClass.KEY
    assert [(change.field, change.old, change.new) for change in changes] == [
        ("boxes: Stated", "The moon pulls", None),
        ("boxes: Left open", None, "The moon pulls"),
    ]


def test_boxes_in_another_order_are_an_edit_that_is_told():
    moved = (
        ("      Stated: [The water rises, The moon pulls]\n", ""),
        (
            "      Left open: []\n",
            "      Left open: []\n      Stated: [The water rises, The moon pulls]\n",
        ),
    )

    (edit,) = edits(bank_with(), bank_with(*moved))

    assert edit.edit_class is EditClass.COSMETIC
    assert [(change.field, change.old, change.new) for change in edit.changes] == [
        ("order", "Stated · Could be · Left open", "Could be · Left open · Stated")
    ]


def test_an_empty_box_that_comes_in_is_an_edit_that_is_told():
    added = bank_with(("Left open: []", "Left open: []\n      Denied: []"))

    (edit,) = edits(bank_with(), added)

    assert edit.edit_class is EditClass.OPTIONS
    assert [(change.field, change.old, change.new) for change in edit.changes] == [
        ("boxes", None, "Denied")
    ]


def test_another_answer_is_marked_in_another_way_and_another_order_in_the_file_is_not():
    turned = content_with(
        "which-water",
        (
            "      It comes twice a day: High water\n      The mud flats lie bare: Low water\n",
            "      The mud flats lie bare: Low water\n      It comes twice a day: High water\n",
        ),
    )
    other = content_with("which-water", ("Boats can leave: High", "Boats can leave: Low"))

    assert marking_hash(turned) == marking_hash(content_with("which-water"))
    assert marking_hash(other) != marking_hash(content_with("which-water"))


def test_no_strategy_of_the_audit_picks_among_their_options():
    plain = read_bank(SMALL.encode()).bank
    assert plain is not None

    assert audit(bank_with()) == audit(plain)


def test_types_are_told_by_their_keys():
    text = text_with(("    type: match\n", ""), ("    type: sort\n", ""))

    hints = [finding.hint or "" for finding in read_bank(text.encode()).findings]
    assert any("type: match" in hint for hint in hints)
    assert any("type: sort" in hint for hint in hints)


def test_they_are_of_their_types():
    items = bank_with().items

    assert isinstance(items["which-water"], MatchItem)
    assert isinstance(items["how-sure"], SortItem)
