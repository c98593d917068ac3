"""What comes in from outside, cleaned once."""

from __future__ import annotations

import unicodedata

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import NotFound

from quizapp.models.base import new_public_id
from quizapp.web.edges import (
    MOST_FIELDS,
    cleaned,
    is_bank_key,
    is_public_id,
    is_row_id,
    register_converters,
)

any_text = st.text(st.characters(codec=None) | st.sampled_from("\x00\ud800\u202e\u0301e \u2066"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (None, ""),
        ("", ""),
        ("  Lena ", "Lena"),
        ("Le\x00na", "Lena"),
        ("Le\r\n\tna", "Lena"),
        ("Le\x7f\x85na", "Lena"),
        ("Lena\ud800", "Lena"),
        ("\u202eaneL", "aneL"),
        ("\u2066Lena\u2069", "Lena"),
        ("Le\u0301na", "L\u00e9na"),
        ("e\x00\u0301", "\u00e9"),
        ("<b>Lena</b>", "<b>Lena</b>"),
        ("東京 👩‍🚀", "東京 👩‍🚀"),
        (" \x00 ", ""),
    ],
)
def test_what_cannot_be_stored_or_disturbs_the_page_is_taken_out(text, kept):
    assert cleaned(text) == kept


@given(any_text)
def test_cleaned_text_can_be_stored_and_stands_in_one_line(text):
    result = cleaned(text)

    assert "\x00" not in result
    result.encode()
    assert result == result.strip()
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in result)


@given(any_text)
def test_cleaning_twice_is_the_same_as_once(text):
    once = cleaned(text)

    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.fixture(scope="module")
def adapter():
    app = Flask(__name__)
    register_converters(app)
    app.add_url_rule("/attempts/<public_id:id>", "attempt")
    app.add_url_rule("/quizzes/<bank_key:id>", "quiz")
    app.add_url_rule("/rows/<row_id:id>", "row")
    return app.url_map.bind("localhost")


@pytest.mark.parametrize("path", ["/attempts/a", "/attempts/A_z-9", "/attempts/" + "x" * 32])
def test_an_address_may_hold_a_public_id(adapter, path):
    assert adapter.match(path)[0] == "attempt"


def test_every_new_public_id_fits_into_an_address(adapter):
    for _ in range(50):
        public_id = new_public_id()

        assert adapter.match(f"/attempts/{public_id}") == ("attempt", {"id": public_id})


@pytest.mark.parametrize("path", ["/quizzes/a", "/quizzes/9-lives", "/quizzes/" + "a" * 64])
def test_an_address_may_hold_a_key_of_the_bank(adapter, path):
    assert adapter.match(path)[0] == "quiz"


@pytest.mark.parametrize(
    "path",
    [
        "/attempts/",
        "/attempts/" + "x" * 33,
        "/attempts/a.b",
        "/attempts/a%00",
        "/attempts/ä",
        "/attempts/a\n",
        "/quizzes/-a",
        "/quizzes/A",
        "/quizzes/a_b",
        "/quizzes/" + "a" * 65,
        "/quizzes/a\x00",
        "/quizzes/a\n",
        "/rows/-1",
        "/rows/٣",
        "/rows/" + "9" * 19,
    ],
)
def test_an_address_of_another_shape_is_nowhere(adapter, path):
    with pytest.raises(NotFound):
        adapter.match(path)


@pytest.mark.parametrize(
    ("can_be", "good", "bad"),
    [
        (is_public_id, ["a", "A_z-9", "x" * 32], ["", "x" * 33, "ä", "a\n", "a.b"]),
        (is_bank_key, ["a", "9-lives", "a" * 64], ["", "-a", "A", "a\n", "a" * 65]),
        (is_row_id, ["0", "7", "9" * 18], ["", "-1", "٣", "²", "1\n", "9" * 19]),
    ],
)
def test_an_id_in_a_form_has_the_shape_of_one_in_an_address(can_be, good, bad):
    assert all(map(can_be, good))
    assert not any(map(can_be, bad))


@pytest.mark.parametrize("path", ["/login", "/teach/bank"])
def test_a_form_of_more_fields_than_any_page_has_is_too_large(
    client: FlaskClient, path: str
) -> None:
    def status(fields: int) -> int:
        sent = client.post(
            path, data=b"a&" * fields, content_type="application/x-www-form-urlencoded"
        )
        return sent.status_code

    assert status(100) == 400  # it has no token
    assert status(MOST_FIELDS) == 413
