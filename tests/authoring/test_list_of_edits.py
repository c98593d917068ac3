"""The list of edits and their effects that pages include before publishing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, render_template

from quizapp.authoring.edit_effects import EditEffect
from quizapp.domain.bank import read_bank
from quizapp.domain.bank.edits import edits
from quizapp.domain.bank.item_words import ItemName
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def another_key(bank_file: Path) -> EditEffect:
    """Another key for an item, that marks and cards hang on."""
    text = bank_file.read_text(encoding="utf-8")
    edited = text.replace("key: The moon", "key: The wind").replace("- The wind:", "- The moon:")
    old, new = read_bank(text.encode()).bank, read_bank(edited.encode()).bank
    assert old is not None
    assert new is not None
    (edit,) = edits(old, new)
    return EditEffect(edit, attempts=3, responses=2, gains=1, losses=0, cards_reset=4)


def listed(app: Flask, *effects: EditEffect) -> str:
    """The text of the list, its markup in one line."""
    with app.test_request_context():
        names = {each.edit.item_id: ItemName(1, "What pulls?") for each in effects}
        page = render_template("authoring/_edits.html", effects=effects, names=names)
        return " ".join(page.split())


def test_what_went_and_what_came_are_told_apart_in_words_as_well(
    app: Flask, another_key: EditEffect
) -> None:
    page = listed(app, another_key)

    assert '<del><span class="visually-hidden">Taken out:</span> moon</del>' in page
    assert '<ins><span class="visually-hidden">Put in:</span> wind</ins>' in page


def test_the_class_is_told_in_words_with_its_figures(app: Flask, another_key: EditEffect) -> None:
    page = listed(app, another_key)

    assert "Another key" in page
    assert "2 responses, asked in 3 attempts" in page
    assert "<dt>would gain</dt> <dd> 1 </dd>" in page
    assert "<dt>cards start anew</dt> <dd> 4 </dd>" in page
    assert "would lose" not in page


def test_names_are_shown_escaped(app: Flask, another_key: EditEffect) -> None:
    page = listed(app, replace(another_key, gaining=("<b>Ada</b>", "Ben")))

    assert "would gain: &lt;b&gt;Ada&lt;/b&gt;, Ben" in page


def test_an_item_that_was_never_asked_says_so(app: Flask, another_key: EditEffect) -> None:
    assert "Not asked yet" in listed(app, EditEffect(another_key.edit))


def test_without_edits_the_list_says_that_nothing_changes(app: Flask) -> None:
    assert "Nothing that learners see changes." in listed(app)
