"""Items to be matched and to be sorted: their forms, their previews, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import MatchItem, SortItem
from quizapp.domain.items.matching import MOST_PAIRS
from quizapp.domain.items.sorting import MOST_BOXES
from tests.support.banks import bank_at
from tests.support.matches import PAIRS, add_matches
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import page_form, publish_review

pytestmark = on_sqlite

SHARED = {
    "credit": "exact",
    "topic": "shore",
    "level": "recall",
    "drills": ["quiz", "card"],
    "cites-0": "the pilots read it",
    "explanation": "The table says so.",
}
MATCH = {
    "stem": "Who does it?",
    "pairs-0-name": "Reads the table",
    "pairs-0-answer": "A pilot",
    "pairs-1-name": "Pulls at the sea",
    "pairs-1-answer": "The moon",
    "pairs-2-name": "",
    "pairs-2-answer": "",
    "distractors": "The sun\n\n The wind ",
    **SHARED,
}
SORT = {
    "stem": "Is it said?",
    "boxes-0-name": "Said",
    "boxes-0-statements": "Pilots read it\n  The moon pulls",
    "boxes-1-name": "Left open",
    "boxes-1-statements": "",
    "boxes-2-name": "Could be",
    "boxes-2-statements": "A storm comes",
    **SHARED,
}


def test_a_new_match_has_its_pairs_and_what_belongs_to_none(
    teacher: Visitor, bank_file: Path
) -> None:
    review = teacher.send("/teach/bank/items/new?type=match", action="review", **MATCH)

    assert publish_review(teacher, review) == 303
    item = bank_at(bank_file).items["who-does-it"]
    assert isinstance(item, MatchItem)
    assert item.pairs == {"Reads the table": "A pilot", "Pulls at the sea": "The moon"}
    assert (item.distractors, item.credit) == (("The sun", "The wind"), "exact")


def test_a_new_sort_has_its_boxes_in_their_order_and_one_may_be_empty(
    teacher: Visitor, bank_file: Path
) -> None:
    review = teacher.send("/teach/bank/items/new?type=sort", action="review", **SORT)

    assert publish_review(teacher, review) == 303
    item = bank_at(bank_file).items["is-it-said"]
    assert isinstance(item, SortItem)
    assert list(item.boxes.items()) == [
        ("Said", ("Pilots read it", "The moon pulls")),
        ("Left open", ()),
        ("Could be", ("A storm comes",)),
    ]


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("match", {"pairs-1-name": "Reads  the table"}, "This stands above as well."),
        ("match", {"pairs-1-name": ""}, "Say what this is the answer to"),
        ("match", {"pairs-1-answer": ""}, "has nothing after it"),
        ("match", {"pairs-1-answer": "A pilot"}, "All prompts have the same answer."),
        ("match", {"distractors": "A pilot"}, "is the answer of a prompt, and stands here again"),
        ("sort", {"boxes-1-name": "Said"}, "This stands above as well."),
        ("sort", {"boxes-2-name": ""}, "Give the box a name, or empty both."),
        ("sort", {"boxes-2-statements": "The moon pulls"}, "stands twice"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    kind: str, changed: dict[str, str], said: str, teacher: Visitor
) -> None:
    form = {**(MATCH if kind == "match" else SORT), **changed}

    page = teacher.send(f"/teach/bank/items/new?type={kind}", action="check", **form)

    assert said in text_of(page.text)
    assert "Pulls at the sea" in page.text or "The moon pulls" in page.text


@pytest.mark.parametrize("item_id", ["which-water", "how-sure"])
def test_a_form_sent_back_as_it_came_changes_nothing(
    item_id: str, teacher: Visitor, bank_file: Path
) -> None:
    add_matches(bank_file)
    before = bank_file.read_text(encoding="utf-8")
    form = page_form(teacher, f"/teach/bank/items/{item_id}/edit")

    review = teacher.browser.post(
        f"/teach/bank/items/{item_id}/edit", data=form.filled_in(hint="Think.", action="review")
    )
    publish_review(teacher, review)

    after = bank_file.read_text(encoding="utf-8")
    assert bank_at(bank_file).items[item_id].hint == "Think."
    kept = [line for line in after.splitlines() if "hint: Think." not in line]
    assert kept == before.splitlines()


def test_boxes_that_change_their_places_are_saved(teacher: Visitor, bank_file: Path) -> None:
    add_matches(bank_file)
    form = page_form(teacher, "/teach/bank/items/how-sure/edit")
    names = [form.fields[f"boxes-{at}-{part}"] for at in (0, 1) for part in ("name", "statements")]
    keys = [f"boxes-{at}-{part}" for at in (1, 0) for part in ("name", "statements")]

    review = teacher.browser.post(
        "/teach/bank/items/how-sure/edit",
        data=form.filled_in(**dict(zip(keys, names, strict=True)), action="review"),
    )
    publish_review(teacher, review)

    item = bank_at(bank_file).items["how-sure"]
    assert isinstance(item, SortItem)
    assert list(item.boxes) == ["Could be", "Stated", "Left open"]


@pytest.mark.parametrize(
    ("item_id", "first"), [("which-water", "High water"), ("how-sure", "Stated")]
)
def test_the_preview_shows_what_is_asked_and_the_answers_afterwards(
    item_id: str, first: str, teacher: Visitor, bank_file: Path
) -> None:
    add_matches(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index(f"- id: {item_id}")].count("\n") + 1

    words = text_of(teacher.send("/teach/bank/preview", text=text, line=line).text)

    asked, _, answered = words.partition("After answering")
    assert first in asked
    assert "→" not in asked
    assert f"→ {first}" in answered
    assert "No feedback" not in words


def test_on_paper_a_match_has_two_columns_and_the_key_says_the_letters(
    teacher: Visitor, bank_file: Path
) -> None:
    add_matches(bank_file)

    page = teacher.get(
        "/teach/quizzes/matches/paper?forms=2&seed=5&items=same&parts=questions&parts=key"
    )

    words = text_of(page.text)
    assert "Write one letter beside each." in words
    assert page.text.count('class="sheet-box"') == 2 * (len(PAIRS) + 3)
    assert words.count("The mud flats lie bare → Low water") == 2


@pytest.mark.parametrize(
    ("kind", "rows", "most"), [("match", "pairs", MOST_PAIRS), ("sort", "boxes", MOST_BOXES)]
)
def test_a_form_that_has_all_its_rows_gets_no_more(
    kind: str, rows: str, most: int, teacher: Visitor
) -> None:
    names = {f"{rows}-{at}-name": f"Name {at}" for at in range(most)}

    page = teacher.send(f"/teach/bank/items/new?type={kind}", more=rows, **names)

    assert page.status_code == 200
    assert f'name="{rows}-{most - 1}-name"' in page.text
    assert f'name="{rows}-{most}-name"' not in page.text
    assert f'value="{rows}"' not in page.text


def test_a_list_of_the_file_that_is_too_long_for_its_form_is_told_with_its_number(
    teacher: Visitor, bank_file: Path
) -> None:
    more = "".join(f"      Prompt {at}: High water\n" for at in range(MOST_PAIRS))
    add_matches(bank_file, ("    pairs:\n", f"    pairs:\n{more}"))

    page = teacher.get("/teach/bank/items/which-water/edit")

    assert f"a list of more than {MOST_PAIRS}" in text_of(page.text)
