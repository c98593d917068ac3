"""Addresses of pages about the file of a bank, where there may be several."""

from __future__ import annotations

from typing import Any

from flask import url_for

from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import bank_shelf


def place_url(place: BankPlace, endpoint: str, **values: Any) -> str:
    """The address of a page about this place, which names it where there are several."""
    if len(bank_shelf().places) > 1:
        values = {"bank_id": None, **_name_of(place), **values}
    return url_for(endpoint, **values)


def _name_of(place: BankPlace) -> dict[str, str]:
    if place.bank_id is None or bank_shelf().place(place.bank_id) is not place:
        return {"file": place.name}
    return {"bank_id": place.bank_id}
