"""What goes from a printed quiz to `quizapp analyse`: the key of a form, and an empty table."""

from __future__ import annotations

from quizapp.domain.paper import PaperForm, PaperItem
from quizapp.exchange.csv_table import csv_bytes


def key_table(form: PaperForm) -> bytes:
    """The key as `quizapp analyse --key` reads it: item, key, options and maximum mark.

    An item that asks for all that apply has no single right letter; its marks are entered.
    """
    return csv_bytes(["item", "key", "options", "maximum"], map(_key_row, form.items))


def response_table(form: PaperForm) -> bytes:
    """The table that the results are entered in: a column for each item, no learner yet."""
    return csv_bytes(["learner", *(str(item.posed.position) for item in form.items)], [])


def _key_row(item: PaperItem) -> list[str | int]:
    key, letters = (item.key, item.letters) if item.posed.mode == "one" else ("", "")
    return [item.posed.position, key, "|".join(letters), 1]
