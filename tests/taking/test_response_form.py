"""The form of a response, read by hand."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from quizapp.taking.responding import GivenResponse
from quizapp.taking.response_form import read_response

UNREADABLE = [
    {},
    {"position": ""},
    {"position": "0"},
    {"position": "10001"},
    {"position": "9" * 309},
    {"position": "1_0"},
    {"position": "1\x00"},
    {"position": "one"},
    {"position": "1", "choice": "x"},
    {"position": "1", "choice": ""},
    {"position": "1", "confidence": "4"},
    {"position": "1", "confidence": "-1"},
    {"position": "1", "confidence": "sure"},
    {"position": "1", "version": "v" * 65},
]


def test_everything_that_a_page_sends_is_read() -> None:
    sent = [
        *(("position", " 2 "), ("choice", "3"), ("choice", "1"), ("unsure", "1")),
        *(("confidence", "3"), ("second", "1"), ("version", "fr"), ("typed", " one\n two ")),
    ]

    form = read_response(MultiDict(sent))

    assert form is not None
    assert form.given == GivenResponse(
        2, (3, 1), is_unsure=True, confidence=3, is_second=True, version="fr", text="one two"
    )


def test_a_page_that_says_nothing_of_a_field_means_nothing_by_it() -> None:
    form = read_response(MultiDict({"position": "1", "confidence": " ", "dont_know": "false"}))

    assert form is not None
    assert form.given == GivenResponse(1, ())


@pytest.mark.parametrize("fields", UNREADABLE, ids=str)
def test_what_no_page_sends_is_no_response(fields: dict[str, str]) -> None:
    assert read_response(MultiDict(fields)) is None
