"""Which bank a request is about, where a server has several.

An address may name a bank, `/banks/<bank_id>/article`, and no view takes that as an argument:
what the address says is noted in `g.bank_id`, and links to pages about the same bank say it again.
With one bank, no link names it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from flask import Flask, current_app, g

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf, published_bank
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NoBank
from quizapp.web.kept_addresses import add_to_addresses, go_by_another_page


def register_bank_in_url(app: Flask) -> None:
    """Take the bank out of addresses, and put it into links."""
    app.url_value_preprocessor(_note_bank)
    add_to_addresses(app, _name_bank, goes_by=_banks_of_page)


def name_bank_in_links(bank_id: str) -> None:
    """Have the page's links name this bank, where the address of the request does not.

    A bank that has left the server is nothing a page could lead to, so then nothing is noted.
    """
    if bank_id in bank_shelf().banks:
        g.bank_id = bank_id
        go_by_another_page()


def bank_name(bank_id: str) -> str | None:
    """What to call a bank beside something of it; None where there is only one.

    A bank that has left the server goes by its id.
    """
    if not bank_shelf().has_several:
        return None
    bank = bank_shelf().banks.get(bank_id)
    return bank.title if bank else bank_id


def _note_bank(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "bank_id" in values:
        g.bank_id = values.pop("bank_id")


def _name_bank(endpoint: str, values: dict[str, Any]) -> None:
    """Name the bank in a link, unless the link itself says which one, or none by `bank_id=None`.

    Templates may say it always: the only bank is left out again.
    """
    shelf = bank_shelf()
    if not shelf.has_several:
        if "bank_id" in values and values["bank_id"] in shelf.banks:
            del values["bank_id"]
    elif "bank_id" in g and _is_expecting_bank(endpoint) and g.bank_id in shelf.banks:
        values.setdefault("bank_id", g.bank_id)


def _banks_of_page() -> Hashable:
    """What the bank in a link follows from, but for the link itself."""
    shelf = bank_shelf()
    return shelf.has_several, frozenset(shelf.banks), g.get("bank_id")


def _is_expecting_bank(endpoint: str) -> bool:
    return current_app.url_map.is_endpoint_expecting(endpoint, "bank_id")


def banks_asked_for() -> list[Bank]:
    """The bank that the address names; otherwise all banks of the server.

    Raises: as `published_banks_asked_for`.
    """
    return [published.bank for published in published_banks_asked_for()]


def published_banks_asked_for() -> list[PublishedBank]:
    """The same, with the texts they were read from.

    Raises:
        NoBank: there is none yet.
        NotFound: there is none of this name.
    """
    if "bank_id" in g:
        return [published_bank()]
    banks = bank_shelf().published
    if not banks:
        raise NoBank
    return list(banks)
