"""What comes in from outside, cleaned once: form texts and the ids in addresses."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import IO, Any

from flask import Flask, Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.routing import BaseConverter, IntegerConverter

# Control characters, lone surrogates, and marks that reorder the text around them.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


MOST_FIELDS = 10_000
"""Of a form. The largest has a tick for each of a thousand questions."""


class FewFieldsParser(FormDataParser):
    """Reads forms of a bounded number of fields: millions of them would keep us for seconds."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Parse a form; one with too many fields is too large."""
        if mimetype == "application/x-www-form-urlencoded":
            data = stream.read()
            if data.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = io.BytesIO(data)
        return super().parse(stream, mimetype, content_length, options)


class FormRequest(Request):
    """A request whose form has a bounded number of fields."""

    form_data_parser_class = FewFieldsParser


def cleaned(text: str | None) -> str:
    """One line of text without what cannot be stored or would disturb the page around it."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text or "")).strip()


def flowing(text: str | None) -> str:
    """What may have been typed or copied over several lines, as one line that is cleaned."""
    return " ".join(cleaned(" ".join((text or "").split())).split())


class PublicIdConverter(BaseConverter):
    """A random id as `quizapp.models.base.new_public_id` makes them."""

    regex = r"[A-Za-z0-9_-]{1,32}"


class BankKeyConverter(BaseConverter):
    """The id of something in the bank."""

    regex = r"[a-z0-9][a-z0-9-]{0,63}"


class RowIdConverter(IntegerConverter):
    """The id of a row that its own page may name; a longer number is none, and fits no database."""

    regex = r"\d{1,18}"


def is_public_id(text: str) -> bool:
    """Whether a form or an argument, like an address, names something by an id of this shape."""
    return re.fullmatch(PublicIdConverter.regex, text) is not None


def is_bank_key(text: str) -> bool:
    """The same for something in the bank."""
    return re.fullmatch(BankKeyConverter.regex, text) is not None


def bound_forms(app: Flask) -> None:
    """Refuse forms with more fields than any page of the site has."""
    app.request_class = FormRequest


def register_converters(app: Flask) -> None:
    """Let addresses hold ids of these shapes only; anything else is a 404 before any query."""
    app.url_map.converters["public_id"] = PublicIdConverter
    app.url_map.converters["bank_key"] = BankKeyConverter
    app.url_map.converters["row_id"] = RowIdConverter
