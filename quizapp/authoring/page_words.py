"""What the templates of teachers' pages about banks may call by name."""

from __future__ import annotations

from functools import cache
from typing import Any

from quizapp.authoring.blueprint import bp
from quizapp.authoring.place_addresses import place_url
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank.item_words import asked_in_words, in_a_line
from quizapp.domain.bank.vocabulary import vocabulary
from quizapp.domain.items import ItemForm


@bp.app_context_processor
def tell_places() -> dict[str, Any]:
    """Let all pages of teachers show which files have errors."""
    return {"bank_places": bank_shelf().places, "place_url": place_url}


@bp.context_processor
def name_types() -> dict[str, Any]:
    """Let pages about questions call their types, and the kinds of terms, by name."""
    from quizapp.authoring.item_forms import KIND_NAMES, TYPE_NAMES  # for pages that are late

    return {"type_names": TYPE_NAMES, "kind_names": KIND_NAMES}


@bp.app_template_filter("in_a_line")
def one_line(text: str) -> str:
    """What a question asks, in a line, with dots for gaps and words for pictures."""
    return in_a_line(text)


@bp.app_template_filter("asked_in_words")
def words_of_item(item: ItemForm) -> str:
    """What an item of a bank asks, in a line."""
    return asked_in_words(item)


@bp.app_template_global()
@cache
def editor_words() -> dict[str, Any]:
    """The words of the bank language, for the editor to complete."""
    return vocabulary()
