"""Items to be matched and to be sorted, in the files of other programs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import genanki
import pytest
from defusedxml.ElementTree import fromstring

from quizapp.domain.items import MatchItem, SortItem
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.anki import read_apkg
from quizapp.exchange.anki.fields import CARD_MODEL, FIELDS, options_html
from quizapp.exchange.formats import exported, imported
from tests.exchange.reading import small_bank_with
from tests.support.matches import MATCH, PAIRS, SORT

EXACT = (MATCH + SORT).replace("    explanation", "    credit: exact\n    explanation")
FORMATS = ["moodle-xml", "gift", "qti", "csv", "xlsx", "apkg"]


def note(type_name: str, back: list[str], beside: Sequence[str] = ()) -> bytes:
    """A package with one note of ours, as somebody has changed it."""
    names = [{"name": name} for name in FIELDS]
    model = genanki.Model(
        CARD_MODEL, "Quizapp card", names, [{"name": "Card", "qfmt": "{{Front}}"}]
    )
    pairs, others = (
        options_html(OptionForm(text=each) for each in texts) for texts in (back, beside)
    )
    deck = genanki.Deck(1, "Sea")
    fields = ["Which?", pairs, others, "", "", "x"]
    deck.add_note(genanki.Note(model, fields, tags=[f"type:{type_name}"]))
    stream = io.BytesIO()
    genanki.Package(deck).write_to_file(stream)
    return stream.getvalue()


def lost(target: str, items: str = MATCH + SORT, of: str = "which-water") -> list[str]:
    losses = exported(small_bank_with(items), target, 1e9).losses
    return [loss.code for loss in losses if loss.item_id == of]


def back_from(target: str, items: str) -> dict[str, Any]:
    back = imported(exported(small_bank_with(items), target, 1e9).data, "bank", target)
    assert back.findings == ()
    return {item.id: item for item in back.items}


@pytest.mark.parametrize("items", [MATCH + SORT, EXACT], ids=["proportional", "exact"])
@pytest.mark.parametrize("target", FORMATS)
def test_a_match_comes_back_with_its_pairs_and_its_credit(target: str, items: str) -> None:
    item = back_from(target, items)["which-water"]

    assert isinstance(item, MatchItem)
    assert (item.pairs, item.distractors) == (PAIRS, ("A spring tide",))
    assert item.credit == ("exact" if items is EXACT else "proportional")


@pytest.mark.parametrize("target", FORMATS)
def test_a_sort_comes_back_with_its_boxes_in_their_order(target: str) -> None:
    turned = SORT.replace("      Left open: []\n", "").replace(
        "    boxes:\n", "    boxes:\n      Left open: []\n"
    )

    item = back_from(target, MATCH + turned)["how-sure"]

    assert isinstance(item, SortItem)
    assert list(item.boxes.items()) == [
        ("Left open", ()),
        ("Stated", ("The water rises", "The moon pulls")),
        ("Could be", ("A storm comes",)),
    ]


@pytest.mark.parametrize("target", ["aiken", "qti12", "yaml"])
@pytest.mark.parametrize("item_id", ["which-water", "how-sure"])
def test_a_format_that_cannot_match_leaves_both_out_and_says_so(target: str, item_id: str) -> None:
    assert lost(target, of=item_id) == ["X621"]


@pytest.mark.parametrize("target", ["moodle-xml", "gift"])
def test_what_gives_a_share_for_each_pair_is_named(target: str) -> None:
    assert "X623" in lost(target, EXACT)
    assert "X623" not in lost(target)


def test_answers_that_would_lose_their_formatting_are_named() -> None:
    assert "X622" in lost("moodle-xml", MATCH.replace("[A spring tide]", "[A *spring* tide]"))


def test_an_arrow_within_a_pair_is_not_written_in_gift() -> None:
    assert lost("gift", MATCH.replace("Boats can leave", "Boats -> sea")) == ["X621"]


def test_moodle_has_an_answer_of_none_beside_an_empty_text() -> None:
    document = fromstring(exported(small_bank_with(MATCH + SORT), "moodle-xml", 1e9).data)

    match = document.find("question[@type='matching']")

    assert match is not None
    assert [
        (each.findtext("text") or "", each.findtext("answer/text"))
        for each in match.findall("subquestion")
    ] == [*PAIRS.items(), ("", "A spring tide")]


def test_a_pair_of_a_table_is_parted_at_its_last_arrow() -> None:
    item = back_from("csv", MATCH.replace("Boats can leave", "Boats => the open sea"))

    assert "Boats => the open sea" in item["which-water"].pairs


@pytest.mark.parametrize("target", ["csv", "xlsx", "apkg"])
def test_an_answer_with_an_arrow_is_told_where_it_would_be_cut(target: str) -> None:
    changed = MATCH.replace("Low water", "Sea => mud")

    losses = exported(small_bank_with(changed), target, 1e9).losses

    (message,) = [loss.message for loss in losses if "=>" in loss.message]
    assert message.startswith("`which-water` has an answer with `=>`")
    assert not [
        loss
        for loss in exported(small_bank_with(MATCH + SORT), target, 1e9).losses
        if "=>" in loss.message
    ]


@pytest.mark.parametrize("target", ["csv", "xlsx", "apkg"])
def test_a_box_whose_name_ends_like_another_keeps_what_is_its_own(target: str) -> None:
    boxes = SORT.replace("Left open: []", "Could be => Stated: [A wave comes]")

    item = back_from(target, MATCH + boxes)["how-sure"]

    assert isinstance(item, SortItem)
    assert item.boxes["Could be => Stated"] == ("A wave comes",)


TABLE = "id,type,stem,key_1,key_2,key_3\nx,match,Which?,{}\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("a => b,a => c,d => e", "“a” stands before `=>` twice"),
        ("a => b,c,d => e", "“c” should be two texts with `=>` between them"),
        ("a => b,=> c,d => e", "“=> c” should be two texts with `=>` between them"),
    ],
)
def test_a_row_whose_pairs_would_not_all_be_kept_is_left_out(cells: str, said: str) -> None:
    found = imported(TABLE.format(cells).encode(), "a.csv")

    assert found.items == ()
    assert [each.message for each in found.findings] == [f"Left out: {said}."]


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (["a => b", "a => c"], "“a” stands before `=>` twice"),
        (["a => b", "c"], "“c” should be two texts with `=>` between them"),
    ],
)
def test_a_note_whose_pairs_would_not_all_be_kept_is_left_out(back: list[str], said: str) -> None:
    found = read_apkg(note("match", back))

    assert found.items == ()
    assert [each.message for each in found.findings] == [f"Left out: {said}."]


def test_a_statement_of_a_note_keeps_its_box_that_is_not_in_the_list_of_boxes() -> None:
    (item,) = read_apkg(note("sort", ["a => One", "b => Two"], ["One"])).items

    assert isinstance(item, SortItem)
    assert item.boxes == {"One": ("a",), "Two": ("b",)}


def test_an_arrow_of_a_table_needs_no_spaces() -> None:
    (item,) = imported(TABLE.format("a=>b,c =>d,e=> f").encode(), "a.csv").items

    assert isinstance(item, MatchItem)
    assert item.pairs == {"a": "b", "c": "d", "e": "f"}
