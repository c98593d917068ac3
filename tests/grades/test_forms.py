"""What an address keeps of the gradebook that was asked for."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from quizapp.grades.forms import GradebookForm, filter_in_address, sorting_in_address
from quizapp.grades.gradebook import Show, Wanted


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (Wanted(), {}),
        (Wanted("total", is_descending=True), {"sort": "total", "order": "desc"}),
        (Wanted(text="Ana", show=Show.MISSING), {"q": "Ana", "show": "missing"}),
        (Wanted(show=Show.BELOW, below=0.29), {"show": "below", "below": 29}),
    ],
    ids=["as always", "sorted", "some", "below a share"],
)
def test_an_address_keeps_what_is_wanted_and_gives_it_back(
    inside: Flask, wanted: Wanted, kept: dict[str, object]
) -> None:
    found = {**filter_in_address(wanted), **sorting_in_address(wanted)}

    assert found == kept
    assert (
        GradebookForm(MultiDict({name: str(each) for name, each in found.items()})).wanted == wanted
    )
